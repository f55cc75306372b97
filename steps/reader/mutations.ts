import { isRule, type RuleObject } from "./rule-objects.ts";

// The ways to turn a rule round. A mutant is named `GRANT-06:changed`, with what is changed behind a dot where the
// value has members: `LMO-14:changed.contact`, and `LMO-16:changed[].username` for the members of a list's items.

/** How a rule can be turned round whatever it decides: it holds for nobody, or refuses everybody. */
export const RULE_MUTATIONS = ["never", "always"] as const;

/** The ways to change a value that a definition gave. */
export function mutationsOf(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) {
    const members = new Set(value.flatMap((item) => (isPlain(item) ? Object.keys(item) : [])));
    const reversed = value.length > 1 && JSON.stringify(value) !== JSON.stringify(value.toReversed());
    return [
      ...(value.length > 0 ? ["emptied"] : []),
      ...(reversed ? ["reversed"] : []),
      ...[...members].map((name) => `changed[].${name}`),
    ];
  }
  if (value instanceof Set || value instanceof Map) return value.size > 0 ? ["emptied"] : [];
  if (isPlain(value))
    return Object.entries(value).flatMap(([name, member]) => (changeable(member) ? [`changed.${name}`] : []));
  return changeable(value) ? ["changed"] : [];
}

/** Whether a mutation can be made of this object at all: a rule holds or does not, a definition gives a value. */
export const fits = (object: RuleObject, mutation: string): boolean =>
  isRule(object)
    ? RULE_MUTATIONS.some((one) => one === mutation)
    : /^(?:emptied|reversed|changed(?:(?:\[\])?\..+)?)$/.test(mutation);

/** Turns a rule object round until the answer is called. Throws where the mutation does not fit the object. */
export function turnRound(object: RuleObject, mutation: string): () => void {
  if (!fits(object, mutation))
    throw new Error(`no mutation "${mutation}" of ${object.id}; see steps/reader/mutations.ts`);
  if (isRule(object)) {
    const { brokenBy } = object;
    Object.assign(object, { brokenBy: () => (mutation === "always" ? "the mutation run says so" : undefined) });
    return () => Object.assign(object, { brokenBy });
  }
  const { gives } = object;
  Object.assign(object, { gives: (facts: unknown) => mutated(gives(facts), mutation) });
  return () => Object.assign(object, { gives });
}

/** The value as the mutation has it; one that the mutation does not fit stays as it is. */
export function mutated(value: unknown, mutation: string): unknown {
  if (mutation === "changed") return changed(value);
  if (mutation === "emptied") {
    if (Array.isArray(value)) return [];
    return value instanceof Set ? new Set() : value instanceof Map ? new Map() : value;
  }
  if (mutation === "reversed") return Array.isArray(value) ? value.toReversed() : value;
  const [, list, name = ""] = /^changed(\[\])?\.(.+)$/.exec(mutation) ?? [];
  if (!list) return withMemberChanged(value, name);
  return Array.isArray(value) ? value.map((item: unknown) => withMemberChanged(item, name)) : value;
}

const withMemberChanged = (value: unknown, name: string): unknown =>
  isPlain(value) && Object.hasOwn(value, name) ? { ...value, [name]: changed(value[name]) } : value;

const changeable = (value: unknown): boolean => changed(value) !== value;

const DAY = 86_400_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Another value of the same sort: the opposite, one more, a day later, a text with a mark, the list in reverse. */
function changed(value: unknown): unknown {
  switch (typeof value) {
    case "boolean":
      return !value;
    case "number":
      return value + 1;
    case "string":
      return INSTANT.test(value) ? new Date(Date.parse(value) + DAY).toISOString() : `${value} (mutant)`;
    default:
      if (Array.isArray(value)) return value.length > 0 ? [] : value;
      if (!isPlain(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, changed(member)]));
  }
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
