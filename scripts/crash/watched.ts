import type { ChangingCalls, SystemCalls } from "#audit/system-calls.ts";

/** A call that is about to be made. */
export interface Call {
  readonly name: keyof ChangingCalls;
  /** From 1 on. */
  readonly number: number;
  /** What it is about: a path, or the number of an open file. */
  readonly subject: string | number;
  /** The path of that. */
  readonly path: string;
  /** Of a write: the bytes, and where they go. */
  readonly bytes?: Uint8Array;
  readonly at?: number;
}

const CHANGING: readonly (keyof ChangingCalls)[] = [
  "makeFolder",
  "create",
  "overwrite",
  "write",
  "sync",
  "syncSoon",
  "truncate",
  "rename",
  "remove",
  "syncFolder",
];

/** The same calls, with somebody who is asked at every change of the disk and makes the call, or does something else. */
export function watched(calls: SystemCalls, around: (call: Call, make: () => unknown) => unknown): SystemCalls {
  let number = 0;
  const paths = new Map<number, string>();
  const all: Record<string, unknown> = { ...calls };
  for (const name of CHANGING) {
    const make = calls[name] as (...given: readonly unknown[]) => unknown;
    all[name] = (...given: readonly unknown[]) => {
      number += 1;
      const subject = given[0] as string | number;
      const path = typeof subject === "string" ? subject : (paths.get(subject) ?? "");
      const write = name === "write" && { bytes: given[1] as Uint8Array, at: given[2] as number };
      const made = around({ name, number, subject, path, ...write }, () => make(...given));
      if (name === "create" || name === "overwrite") paths.set(Number(made), path);
      return made;
    };
  }
  all.open = (path: string) => {
    const file = calls.open(path);
    paths.set(file, path);
    return file;
  };
  return all as unknown as SystemCalls;
}
