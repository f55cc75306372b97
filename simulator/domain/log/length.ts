import type { LogLine } from "#domain/org.ts";

const utf8 = new TextEncoder();

/** The bytes of a line with its line break. */
export const bytesOf = ({ text }: LogLine): number => utf8.encode(text).length + 1;

/** The bytes of a body: what LogLength says of it. */
export const lengthOf = (lines: readonly LogLine[]): number => lines.reduce((sum, line) => sum + bytesOf(line), 0);
