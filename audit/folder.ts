import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";

/** Makes a folder within another, and that one too, unless they are there; they outlive a loss of power. */
export function makeFolder(folder: string, within: string): void {
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  syncFolder(`${first}/..`);
  syncFolder(within);
}

/** Puts on stable storage which files a folder holds; a new or renamed file can vanish without it. */
export function syncFolder(folder: string): void {
  // Windows opens no folders as files, and keeps its directory entries by itself.
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
