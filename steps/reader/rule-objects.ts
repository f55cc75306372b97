import type { Definition, Rule } from "#domain/decision.ts";
import { readDomainExports } from "./domain-exports.ts";

type AnyRule = Rule<unknown>;
type AnyDefinition = Definition<unknown, unknown>;
/** What the simulator asks for one rule of the catalogue. */
export type RuleObject = AnyRule | AnyDefinition;

/** A rule object, and where it is exported. */
export interface Found {
  readonly object: RuleObject;
  readonly id: string;
  /** `simulator/domain/grant/duration.ts endOfAccess`, once for each name it is exported under. */
  readonly places: readonly string[];
}

export const isRule = (object: RuleObject): object is AnyRule => "brokenBy" in object;

const isRuleObject = (value: unknown): value is RuleObject =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  "says" in value &&
  (("brokenBy" in value && typeof value.brokenBy === "function") ||
    ("gives" in value && typeof value.gives === "function"));

/** Every rule object that a module of the domain exports, by itself or within a list, each once. */
export async function findRuleObjects(): Promise<readonly Found[]> {
  const found = new Map<RuleObject, string[]>();
  const note = (object: RuleObject, place?: string) => {
    const places = found.get(object) ?? [];
    found.set(object, place === undefined ? places : [...places, place]);
  };
  for (const { path, name, value } of await readDomainExports()) {
    if (isRuleObject(value)) note(value, `${path} ${name}`);
    else if (typeof value === "object" && value !== null)
      for (const member of Object.values(value)) if (isRuleObject(member)) note(member);
  }
  return [...found].map(([object, places]) => ({ object, id: object.id, places }));
}
