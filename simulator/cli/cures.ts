import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { RuleId } from "#domain/rule-book.ts";

/** One thing to do so that a rule is kept next time; nothing for a rule that refuses nothing. */
export async function cureOf(id: RuleId): Promise<string | undefined> {
  return (await cures()).get(id);
}

let known: Promise<ReadonlyMap<string, string>> | undefined;

/** Read from the rules themselves, and only when one has refused: it costs as much as loading all of them. */
function cures(): Promise<ReadonlyMap<string, string>> {
  known ??= readCures(join(import.meta.dirname, "..", "domain"));
  return known;
}

async function readCures(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts") || file.endsWith(".test.ts") || file.endsWith(".d.ts")) continue;
    const exported: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(folder, file)).href);
    for (const value of Object.values(exported)) if (hasCure(value)) found.set(value.id, value.cure);
  }
  return found;
}

const hasCure = (value: unknown): value is { readonly id: string; readonly cure: string } =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  typeof value.id === "string" &&
  "cure" in value &&
  typeof value.cure === "string";
