import type { Stream } from "#domain/events.ts";
import type { OrgId, SessionId, UserId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** What is asked of the log as a whole, in the words that begin the question. */
export const ASKED = {
  who: "who was there",
  timeline: "what happened",
  sheet: "the sheet of a session",
  grants: "login access there was",
  refusals: "what was refused",
  exposure: "what sessions saw",
} as const;

/** What narrows a question; where an answer begins and how much it holds at a time is no part of it. */
export interface Narrowing {
  readonly org?: Stream;
  readonly person?: { readonly id: UserId; readonly org?: OrgId };
  readonly session?: SessionId;
  readonly types?: readonly string[];
  readonly effect?: "allow" | "deny";
  readonly rule?: string;
  readonly flag?: string;
  readonly kind?: string;
  readonly withoutCase?: boolean;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly asOf?: number;
}

/** How each narrowing reads, in the order they are told. */
const SAID: { readonly [Name in keyof Narrowing]-?: (value: NonNullable<Narrowing[Name]>) => string | undefined } = {
  org: (org) => (org === "platform" ? "of the platform" : `org ${org}`),
  person: ({ id, org }) => `person ${id}${org ? ` of ${org}` : ""}`,
  session: (session) => `session ${session}`,
  types: (types) => (types.length > 0 ? `event ${types.join(" or ")}` : undefined),
  effect: (effect) => (effect === "deny" ? "refused" : "allowed"),
  rule: (rule) => `under ${rule}`,
  flag: (flag) => `only ${flag}`,
  kind: (kind) => `only ${kind}`,
  withoutCase: (without) => (without ? "without a case" : undefined),
  since: (since) => `from ${since}`,
  until: (until) => `before ${until}`,
  asOf: (seq) => `as of record ${seq}`,
};

/** A question to the log in words: `who was there, org 00D5f0000000003EAA, without a case`. */
export function narrowedInWords(asked: keyof typeof ASKED, narrowing: Narrowing): string {
  const said = Object.entries(SAID).flatMap(([name, inWords]) => {
    const value = narrowing[name as keyof Narrowing];
    return value === undefined ? [] : ((inWords as (value: unknown) => string | undefined)(value) ?? []);
  });
  return [ASKED[asked], ...said].join(", ");
}
