/** What a command meets of the machine it runs on. Made from the process by main.ts, and from memory by tests. */
export interface Outside {
  /** Results; nothing else goes here. */
  readonly out: (text: string) => void;
  /** Notes, progress and errors. */
  readonly err: (text: string) => void;
  /** Width of the terminal that results go to, in characters; absent when they go elsewhere. */
  readonly columns?: number;
  readonly colour: boolean;
  /** Milliseconds since 1970, as the system's clock has it. */
  readonly systemMillis: () => number;
  /** Milliseconds since the process started. */
  readonly sinceStart: () => number;
  /** So many bytes nobody can guess. */
  readonly random: (size: number) => Uint8Array;
  /** Folder of the file that tells commands where the simulator is. */
  readonly runtimeFolder: string;
  readonly pid: number;
  readonly version: string;
  /** The checkout: where features and README are. */
  readonly home: string;
  /** Answers when the process is asked to stop. */
  readonly askedToStop: () => Promise<void>;
  /** Answers when Enter is pressed, or at once where nobody can press it. */
  readonly enter: () => Promise<void>;
  /** The log for whoever runs the process; opened by the first command that needs one. */
  readonly processLog: () => Promise<ProcessLog>;
}

export interface ProcessLog {
  readonly info: (about: object, message: string) => void;
  readonly error: (about: object, message: string) => void;
}
