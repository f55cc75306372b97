import { readFileSync, writeFileSync } from "node:fs";
import type { Random } from "#store/random.ts";

const BYTES = 32;

/**
 * The key that session tokens are made with: kept in `keys/session.key` of a state folder, readable to the user who
 * runs the process alone, so that a session outlives a restart. Without a folder it is a new one.
 */
export function sessionKey(state: string | undefined, random: Random): Uint8Array {
  if (state === undefined) return random(BYTES);
  const file = `${state}/keys/session.key`;
  try {
    writeFileSync(file, random(BYTES), { flag: "wx", mode: 0o600, flush: true });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const key = readFileSync(file);
  if (key.length !== BYTES) throw new Error(`"${file}" is damaged; remove it, and everybody logs in again`);
  return key;
}
