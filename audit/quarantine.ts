import type { Disk } from "./disk.ts";

const folderIn = (folder: string): string => `${folder}/quarantine`;

/**
 * Keeps bytes that were cut off, as `quarantine/<seq>-<what>.bin`, where `seq` is the number the next record will have.
 * On stable storage when it returns; what an earlier opening kept there is never overwritten.
 */
export function setAside(
  disk: Disk,
  folder: string,
  seq: number,
  what: "seg" | "disclosures",
  bytes: Uint8Array,
): void {
  const quarantine = folderIn(folder);
  disk.makeFolder(quarantine);
  let file = `${quarantine}/${seq}-${what}.bin`;
  for (let next = 2; disk.exists(file); next += 1) {
    // A crash between the copy and the truncation leaves the same bytes in both places.
    if (disk.read(file).equals(bytes)) return;
    file = `${quarantine}/${seq}-${what}-${next}.bin`;
  }
  disk.replace(file, bytes);
}

/**
 * How many bytes of lines were set aside at the end of a log of this size. Once they are on record the log is longer,
 * so an opening that a crash cut short is told of by the next one.
 */
export function bytesSetAside(disk: Disk, folder: string, size: number): number {
  const here = new RegExp(`^${size}-seg(-\\d+)?\\.bin$`);
  const quarantine = folderIn(folder);
  const files = disk.list(quarantine).filter((name) => here.test(name));
  return files.reduce((sum, name) => sum + disk.size(`${quarantine}/${name}`), 0);
}
