import { hash } from "node:crypto";
import type { Stream } from "#domain/events.ts";
import { PREFIX } from "#domain/ids.ts";
import type { DisclosureLine } from "./disclosure-line.ts";

const COUNT = "0|[1-9][0-9]{0,14}";
/** A nonce, a tag and what they are of, in the one spelling base64 has for it. */
const BOX = "(?:[A-Za-z0-9+/]{4}){9,}(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/]{4})";
const NAME = `\\[(?:${COUNT}),"[A-Za-z0-9.]+"\\]`;
const LINE = new RegExp(
  `^\\{"b":(${COUNT}),"box":"(${BOX})","k":"([0-9a-f]{16})","of":(\\[${NAME}(?:,${NAME})*\\])` +
    `,"org":"(platform|${PREFIX.Org}[0-9A-Za-z]{15})","sum":"([A-Za-z0-9+/=]{44})"\\}$`,
);
const SUM_LENGTH = ',"sum":""}'.length + 44;

/**
 * Reads a line of values as nearly all of them are by its form alone, which admits canonical JSON and nothing else: what
 * it reads `parseDisclosureLine` would take, and it reads nothing where that would have to be asked.
 */
export function readPlainDisclosure(text: string): DisclosureLine | undefined {
  const [, b, box, k, of, org, sum] = LINE.exec(text) ?? [];
  if (box === undefined || k === undefined || of === undefined) return undefined;
  if (hash("sha256", `${text.slice(0, -SUM_LENGTH)}}`, "base64") !== sum) return undefined;
  return { b: Number(b), box, k, of: JSON.parse(of), org: org as Stream };
}
