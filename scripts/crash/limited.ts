import type { SystemCalls } from "#audit/system-calls.ts";
import { watched } from "./watched.ts";

/** A disk with so much space and no more. */
export interface Limited {
  readonly calls: SystemCalls;
  /** What is left, in bytes; whoever makes space adds to it. */
  free: number;
}

/**
 * The same calls on a disk that fills up: a write that makes a file longer than there is space for is cut off there and
 * fails with ENOSPC the next time, as a system does it. What is removed or cut off is free again.
 */
export function limited(calls: SystemCalls, free: number): Limited {
  const disk = {
    free,
    calls: watched(calls, ({ name, subject, bytes, at = 0 }, make) => {
      if (name === "write" && bytes) return write(Number(subject), bytes, at);
      if (name === "remove") disk.free += calls.status(String(subject))?.size ?? 0;
      if (name === "overwrite") disk.free += calls.status(String(subject))?.size ?? 0;
      if (name !== "truncate") return make();
      const before = calls.statusOf(Number(subject)).size;
      const made = make();
      disk.free += before - calls.statusOf(Number(subject)).size;
      return made;
    }),
  };
  const write = (file: number, bytes: Uint8Array, at: number): number => {
    const { size } = calls.statusOf(file);
    const space = Math.max(0, size + disk.free - at);
    if (bytes.length > 0 && space === 0)
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    const written = calls.write(file, bytes.subarray(0, space), at);
    disk.free -= Math.max(0, at + written - size);
    return written;
  };
  return disk;
}
