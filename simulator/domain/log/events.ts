/** What each event of debug logs and trace flags adds to the envelope. */
export interface LogEvents {
  "log.written": { readonly log: string };
  "log.read": { readonly log: string };
}

export const LOG_EVENTS: Readonly<Record<keyof LogEvents, string>> = {
  "log.written": "a debug log was stored",
  "log.read": "an agent read a debug log",
};
