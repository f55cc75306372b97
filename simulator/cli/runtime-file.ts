import { chmodSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, Failure } from "./failure.ts";

/** What commands know of a running simulator. Holds secrets: the file is its user's alone. */
export interface Runtime {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
  readonly startedAt: string;
  /** Session tokens of the people that commands have acted as: a person's own, and the LoginAs session last started. */
  readonly own: Readonly<Record<string, string>>;
  readonly loginAs: Readonly<Record<string, string>>;
}

const fileIn = (folder: string): string => join(folder, "simulator.json");

/** The simulator that was started last and has not been stopped in order; it may have died since. */
export function readRuntime(folder: string): Runtime | undefined {
  try {
    checkOwner(folder);
    return JSON.parse(readFileSync(fileIn(folder), "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

export function writeRuntime(folder: string, runtime: Runtime): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkOwner(folder);
  chmodSync(folder, 0o700);
  const unfinished = `${fileIn(folder)}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(runtime)}\n`, { mode: 0o600 });
  renameSync(unfinished, fileIn(folder));
}

/** Failure when the folder is somebody else's, who could read what is written there, or have written it. */
function checkOwner(folder: string): void {
  const own = process.getuid?.();
  if (own === undefined || lstatSync(folder).uid === own) return;
  const what = `the folder "${folder}" belongs to another user`;
  throw new Failure({
    exit: EXIT.conflict,
    code: "CONFLICT",
    what,
    hint: "remove it, or set XDG_RUNTIME_DIR to a folder of your own",
  });
}

/** Forgets a simulator, unless another one has been started since. */
export function forgetRuntime(folder: string, pid: number): void {
  if (readRuntime(folder)?.pid === pid) rmSync(fileIn(folder), { force: true });
}
