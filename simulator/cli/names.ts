import { parseId } from "#domain/ids.ts";
import { type Place, send } from "./client.ts";
import { EXIT, Failure } from "./failure.ts";

export interface OrgRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly edition: string;
  readonly instance: string;
  readonly status: string;
  readonly publisher: boolean;
  readonly packages: readonly string[];
  readonly users: number;
  readonly loginPath: string;
}

export interface PersonRow {
  readonly id: string;
  readonly org: string;
  readonly orgName: string;
  readonly name: string;
  readonly username: string;
  readonly role: string;
  readonly state: string;
  readonly code?: string;
  readonly secondsLeft?: number;
}

export const orgsOf = async (place: Place): Promise<readonly OrgRow[]> =>
  (await send<{ orgs: readonly OrgRow[] }>(place, place.token, "GET", "/sim/orgs")).orgs;

export const peopleOf = async (place: Place): Promise<readonly PersonRow[]> =>
  (await send<{ people: readonly PersonRow[] }>(place, place.token, "GET", "/sim/people")).people;

const sameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** An org by its name or its id. */
export async function orgNamed(place: Place, text: string): Promise<OrgRow> {
  const id = parseId("Org", text);
  const orgs = await orgsOf(place);
  const named = orgs.filter((org) => org.id === id || sameName(org.name, text));
  // A sandbox that was refreshed has left a deleted org of its name behind.
  const found = named.find(({ status }) => status !== "deleted") ?? named[0];
  if (found) return found;
  throw notFound(`no org "${text}"`, `there are ${orgs.map(({ name }) => name).join(", ")}`);
}

/** A person by username, id, or full or first name; a name that several people have needs the org. */
export async function personNamed(place: Place, text: string, org?: string): Promise<PersonRow> {
  const id = parseId("User", text);
  const people = (await peopleOf(place)).filter((person) => org === undefined || person.org === org);
  const byName = ({ name }: PersonRow) => sameName(name, text) || sameName(name.split(" ")[0] ?? "", text);
  const exact = people.find((person) => person.id === id || sameName(person.username, text));
  const [found, other] = exact ? [exact] : people.filter(byName);
  if (found && !other) return found;
  if (other) throw notFound(`"${text}" could be several people`, "name one by username; see understudy user list");
  throw notFound(`no person "${text}"`, "see understudy user list");
}

const notFound = (what: string, hint: string): Failure =>
  new Failure({ exit: EXIT.notFound, code: "NOT_FOUND", what, hint });

export interface UserRef {
  readonly org: string;
  readonly id: string;
}

/** Turns ids in answers back into the names that people use. */
export interface Names {
  org(id: string): string;
  user(ref: UserRef | undefined): string;
}

export async function namesOf(place: Place): Promise<Names> {
  return namesFrom(await orgsOf(place), await peopleOf(place));
}

export function namesFrom(
  orgs: readonly { readonly id: string; readonly name: string }[],
  people: readonly (UserRef & { readonly username: string })[],
): Names {
  const orgNames = new Map(orgs.map(({ id, name }) => [id, name]));
  // A sandbox keeps the ids of the users it copied, so a user is named with the org here too.
  const usernames = new Map(people.map(({ org, id, username }) => [`${org} ${id}`, username]));
  return {
    org: (id) => orgNames.get(id) ?? id,
    user: (ref) => (ref ? (usernames.get(`${ref.org} ${ref.id}`) ?? ref.id) : ""),
  };
}
