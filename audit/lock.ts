import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { CannotOpenLog } from "./cannot-open.ts";

/** Who holds a lock. What a system without /proc cannot tell is absent. */
interface Owner {
  readonly pid: number;
  /** When the process started, in ticks since the system did: tells it from a later process of the same number. */
  readonly started?: string;
  /** The system's run, from one start to the next. */
  readonly boot?: string;
  /** The space process numbers are counted in: containers have one each. */
  readonly space?: string;
}

const LOCK = /^lock-[0-9a-f-]+$/;

/**
 * Makes this process the one writer of a folder, and answers how to step back.
 * Everybody first leaves a lock file of an own name and then looks for others: of two that start at the same moment at
 * least one sees the other, and a file is only ever removed for an owner that is certainly gone, so no order of events
 * lets two in. CannotOpenLog when another owner is alive, or may be.
 * Two machines that share a folder do not see each other's processes: that is not supported.
 */
export function lockFolder(folder: string): () => void {
  const own = `${folder}/lock-${randomUUID()}`;
  writeFileSync(own, JSON.stringify(ownerHere()), { flag: "wx" });
  try {
    for (const name of readdirSync(folder)) {
      const file = `${folder}/${name}`;
      if (LOCK.test(name) && file !== own) removeIfStale(file);
    }
  } catch (error) {
    rmSync(own);
    throw error;
  }
  return () => rmSync(own, { force: true });
}

function removeIfStale(file: string): void {
  const owner = readOwner(file);
  if (owner === "released") return;
  if (owner && isGone(owner)) {
    rmSync(file, { force: true });
    return;
  }
  const who = owner ? `process ${owner.pid}` : "a process that cannot be told";
  throw new CannotOpenLog(
    `${who} has this state folder open; stop it first, or remove "${file}" when that process is certainly gone`,
  );
}

function readOwner(file: string): Owner | "released" | undefined {
  const text = readIfThere(file);
  if (text === undefined) return "released";
  try {
    const owner: Owner = JSON.parse(text);
    return Number.isSafeInteger(owner.pid) && owner.pid > 0 ? owner : undefined;
  } catch {
    return undefined;
  }
}

function ownerHere(): Owner {
  const started = processOf(process.pid)?.started;
  const boot = readIfThere("/proc/sys/kernel/random/boot_id")?.trim();
  const space = spaceHere();
  return { pid: process.pid, ...(started && { started }), ...(boot && { boot }), ...(space && { space }) };
}

/** Whether the owner has provably ended; a doubt is no proof. */
function isGone(owner: Owner): boolean {
  const here = ownerHere();
  if (owner.boot && here.boot && owner.boot !== here.boot) return true;
  if (owner.space !== here.space) return false;
  if (!answers(owner.pid)) return true;
  const now = processOf(owner.pid);
  if (!now || !owner.started) return false;
  return now.started !== owner.started || now.ended;
}

/** Whether there is a process of this number, be it one we may not touch. */
function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

/** What /proc says of a process: fields 3 (state) and 22 (start), counted behind the name, which may hold anything. */
function processOf(pid: number): { readonly started: string; readonly ended: boolean } | undefined {
  const status = readIfThere(`/proc/${pid}/stat`);
  const fields = status?.slice(status.lastIndexOf(")") + 2).split(" ");
  const [state, started] = [fields?.[0], fields?.[19]];
  return started === undefined ? undefined : { started, ended: state === "Z" || state === "X" };
}

function spaceHere(): string | undefined {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return undefined;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
