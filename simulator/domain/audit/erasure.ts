import type { EventOf } from "#domain/events.ts";
import type { OrgId, UserRef } from "#domain/ids.ts";
import { type Change, entriesOf, type OrgRows, TABLES, type Table } from "#domain/org.ts";
import type { User } from "#domain/user.ts";

/** Texts by which somebody can be found: some are hers alone, others mean her only among the people of her org. */
export interface Traits {
  readonly everywhere: readonly string[];
  readonly inTheOrg: readonly string[];
}

/** By what a row of a user can be told. */
export const traitsOf = ({ username, email, name }: Pick<User, "username" | "email" | "name">): Traits => ({
  everywhere: [...new Set([username, email])].filter(isTrait),
  inTheOrg: [name].filter(isTrait),
});

export const addTraits = (one: Traits, other: Traits): Traits => ({
  everywhere: [...new Set([...one.everywhere, ...other.everywhere])],
  inTheOrg: [...new Set([...one.inTheOrg, ...other.inTheOrg])],
});

/** How text reads that is not there any more. */
export const ERASED = "(erased)";

const ERASED_HOST = "@erased.invalid";
const ERASED_NAME = "Erased user";

/** What was put in the place of a trait is none. */
const isTrait = (text: string): boolean => text !== "" && text !== ERASED_NAME && !text.endsWith(ERASED_HOST);

/** Finds the traits in text, as whole words: `Nia` is not in `Romania`. Nothing where there is none to look for. */
export function traitPattern({ everywhere, inTheOrg }: Traits, isOwnOrg: boolean): RegExp | undefined {
  const texts = [...everywhere, ...(isOwnOrg ? inTheOrg : [])].map((text) =>
    text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
  );
  if (texts.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${texts.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

/** What stands where a username stood: nobody's, and different for each. */
export const erasedUsername = (id: string): string => `erased-${id.toLowerCase()}${ERASED_HOST}`;

/** The changes that leave nothing of a person in the rows of an org: the user's own row, and her traits in all others. */
export function erasingChanges(rows: OrgRows, org: OrgId, person: UserRef, traits: Traits): readonly Change[] {
  const pattern = traitPattern(traits, org === person.org);
  const changes: Change[] = [];
  for (const table of TABLES) {
    for (const [id, row] of entriesOf<Table>(rows, table)) {
      const erased = org === person.org ? withoutHer(table, id, row, person) : row;
      const left = erased === row && pattern ? withoutTraits(row, pattern, person.id) : erased;
      if (left !== row) changes.push({ table, id, row: left } as Change);
    }
  }
  return changes;
}

/** Her own row tells nothing of her any more; what was logged of her and what she consented to goes. */
function withoutHer(table: Table, id: string, row: object, person: UserRef): object | null {
  if (table === "users" && id === person.id) return withoutPerson(row as User);
  const goes = table === "apexLogs" || table === "oauthConsents" || table === "oauthTokens";
  return goes && (row as { readonly user: string }).user === person.id ? null : row;
}

/** A user whom nobody can tell any more, and who cannot log in. */
const withoutPerson = (user: User): User => ({
  ...user,
  username: erasedUsername(user.id),
  email: erasedUsername(user.id),
  name: ERASED_NAME,
  active: false,
});

/** A value with something else where its texts had a trait; the very same value where they had none. */
function withoutTraits<Value>(value: Value, pattern: RegExp, id: string): Value {
  const text = JSON.stringify(value);
  if (!pattern.test(text)) return value;
  pattern.lastIndex = 0;
  return JSON.parse(text, (_, part: unknown) =>
    typeof part === "string" ? part.replaceAll(pattern, `erased-${id.toLowerCase()}`) : part,
  );
}

/** Whose erasure was begun and is not on record as done, and on whom there is a hold. */
export interface Erasures {
  /** By org and user: number of the record that asks for it. */
  readonly begun: ReadonlyMap<string, { readonly person: UserRef; readonly request: number }>;
  readonly holds: ReadonlyMap<string, { readonly person: UserRef; readonly because: string }>;
}

export const NO_ERASURES: Erasures = { begun: new Map(), holds: new Map() };

export const personKey = ({ org, id }: UserRef): string => `${org}/${id}`;

type ErasureEvent = EventOf<
  "audit.hold-placed" | "audit.hold-released" | "audit.erasure-requested" | "audit.erased"
> & { readonly seq: number };

/** The erasures and holds after an event. */
export function erasuresAfter(erasures: Erasures, event: ErasureEvent): Erasures {
  const key = personKey(event.person);
  const [begun, holds] = [new Map(erasures.begun), new Map(erasures.holds)];
  const { person } = event;
  if (event.type === "audit.hold-placed") holds.set(key, { person, because: event.because });
  else if (event.type === "audit.hold-released") holds.delete(key);
  else if (event.type === "audit.erased") begun.delete(key);
  else if (event.org === person.org) begun.set(key, { person, request: event.seq });
  return { begun, holds };
}
