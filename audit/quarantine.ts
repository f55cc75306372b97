import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, statSync, writeSync } from "node:fs";
import { makeFolder, syncFolder } from "./folder.ts";

const folderIn = (folder: string): string => `${folder}/quarantine`;

/**
 * Keeps bytes that no whole append claims, as `quarantine/<seq>.bin`, where `seq` is the number the next record will
 * have. On stable storage when it returns; what an earlier opening kept there is never overwritten.
 */
export function setAside(folder: string, seq: number, bytes: Uint8Array): void {
  const quarantine = folderIn(folder);
  makeFolder(quarantine, folder);
  let file = `${quarantine}/${seq}.bin`;
  for (let next = 2; existsSync(file); next += 1) {
    // A crash between the copy and the truncation leaves the same bytes in both places.
    if (readFileSync(file).equals(bytes)) return;
    file = `${quarantine}/${seq}-${next}.bin`;
  }
  const descriptor = openSync(file, "wx");
  try {
    for (let from = 0; from < bytes.length; ) from += writeSync(descriptor, bytes, from);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  syncFolder(quarantine);
}

/**
 * How many bytes were set aside at the end of a log of this size. Once they are on record the log is longer, so an
 * opening that a crash cut short is told of by the next one.
 */
export function bytesSetAside(folder: string, size: number): number {
  const quarantine = folderIn(folder);
  if (!existsSync(quarantine)) return 0;
  const here = new RegExp(`^${size}(-\\d+)?\\.bin$`);
  const files = readdirSync(quarantine).filter((name) => here.test(name));
  return files.reduce((sum, name) => sum + statSync(`${quarantine}/${name}`).size, 0);
}
