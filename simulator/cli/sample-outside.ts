// For tests of commands: a machine in memory, but for a temporary folder that is gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seededRandom } from "#store/random.ts";
import type { Exit } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { run } from "./run.ts";

/** What a command left. */
export interface Left {
  readonly exit: Exit;
  readonly out: string;
  readonly err: string;
}

export class SampleMachine implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "understudy-cli-"));
  readonly #stopping: Promise<void>;
  #stop = () => {};
  readonly logged: string[] = [];

  constructor() {
    this.#stopping = new Promise((resolve) => {
      this.#stop = resolve;
    });
  }

  /** Asks what runs here to stop, as a signal does. */
  interrupt(): void {
    this.#stop();
  }

  async run(args: readonly string[], about: Partial<Outside> = {}): Promise<Left> {
    let [out, err] = ["", ""];
    const hear: Partial<Outside> = {
      out: (text) => {
        out += text;
        this.heard = out;
      },
      err: (text) => {
        err += text;
      },
    };
    const exit = await run(args, this.outside({ ...hear, ...about }));
    return { exit, out, err };
  }

  /** The machine as a command meets it: no terminal, a clock that stands still, nobody at the keyboard. */
  outside(about: Partial<Outside> = {}): Outside {
    return {
      out: () => {},
      err: () => {},
      colour: false,
      systemMillis: () => Date.UTC(2031, 2, 4, 9),
      sinceStart: () => 0,
      random: seededRandom(this.folder),
      runtimeFolder: join(this.folder, "runtime"),
      pid: process.pid,
      version: "0.0.0",
      home: join(import.meta.dirname, "..", ".."),
      askedToStop: () => this.#stopping,
      enter: async () => {},
      processLog: async () => ({ info: () => {}, error: (_, message) => void this.logged.push(message) }),
      ...about,
    };
  }

  /** What the command that still runs has written so far. */
  heard = "";

  /** Answers once the command that runs has written something. */
  async listening(): Promise<void> {
    while (this.heard === "") await new Promise((resolve) => setTimeout(resolve, 5));
  }

  [Symbol.dispose](): void {
    this.#stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
