import type { EventType } from "#domain/events.ts";
import { type OrgId, parseId, type SessionId } from "#domain/ids.ts";
import { type Instant, parseDay, parseInstant, startOf } from "#domain/time.ts";
import type { Questions } from "./audit-questions-source.ts";
import type { Given } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import { wholeNumber } from "./values.ts";

type Option = readonly [flags: string, about: string, usual?: string];

export const STATE: Option = ["--state <folder>", "a state folder, with or without a running simulator"];
export const AS_OF: Option = ["--as-of <number>", "only records before this one count: what was known then"];
export const ORG: Option = ["--org <org>", "only in this org"];
export const PERSON: Option = ["--person <person>", "only of this person, as user or as agent"];
export const PERIOD: readonly Option[] = [
  ["--since <time>", "not before: a day, or an instant like 2031-03-04T09:00Z"],
  ["--until <time>", "before that"],
];
export const LIMIT: Option = ["--limit <number>", "at most so many", "100"];

/** The parts of a question that several commands take, as they were given. */
export async function askedFor(given: Given, questions: Questions) {
  const [org, person, asOf] = [given.text("org"), given.text("person"), given.text("asOf")];
  const [since, until] = [time(given, "since"), time(given, "until")];
  return {
    ...(org !== undefined && { org: (await questions.orgId(org)) as OrgId }),
    ...(person !== undefined && { person: await questions.person(person) }),
    ...(asOf !== undefined && { asOf: wholeNumber(asOf, "as-of") }),
    ...(since && { since }),
    ...(until && { until }),
  };
}

/** How many are wanted at most. */
export const limitIn = (given: Given): number => wholeNumber(given.needed("limit"), "limit", 1000);

function time(given: Given, name: "since" | "until"): Instant | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  const day = parseDay(text);
  const at = day ? startOf(day) : parseInstant(text);
  if (!at) throw wrongUsage(`--${name} cannot be "${text}"`, "write it like 2031-03-04 or 2031-03-04T09:00Z");
  return at;
}

/** A session by its id. */
export function sessionIn(text: string): SessionId {
  const id = parseId("AuthSession", text);
  if (!id) throw wrongUsage(`"${text}" is no id of a session`, "see understudy audit who");
  return id;
}

/** The events that are meant, by name or by area. */
export async function typesIn(given: Given): Promise<{ readonly types?: readonly (EventType | string)[] }> {
  const type = given.text("type");
  if (type === undefined) return {};
  const { EVENT_CATALOGUE } = await import("#domain/events.ts");
  const names = Object.keys(EVENT_CATALOGUE);
  if (!names.some((name) => name === type || name.startsWith(`${type}.`)))
    throw wrongUsage(`no event "${type}"`, "name one like login.started, or an area like login");
  return { types: [type] };
}
