import { Fault } from "#domain/fault.ts";
import type { UserRef } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { listsOf, rowsOf } from "#domain/org-lists.ts";
import type { GivenCredentials, World } from "#domain/world.ts";
import { firstFreeNumber, type WorldFile, type WorldFileJson } from "#http/world-file.ts";
import { newSecret } from "#store/one-time-code.ts";
import { costOf } from "#store/password.ts";
import { seededRandom } from "#store/random.ts";
import type { Simulator } from "#usecases/simulator.ts";
import type { KnownWorld } from "./known-world.ts";
import { withPasswordHash } from "./worlds.ts";

/** The password of a world that brings neither one nor credentials. */
const USUAL_PASSWORD = "understudy";

/**
 * The world a file describes. Who has no credentials there gets the published password, if there is one, and a device
 * whose secret comes from the seed. Fault INVALID_FIELD for a password hash that nothing can be compared with.
 */
export async function worldFrom(file: WorldFile, seed = file.seed): Promise<World> {
  const { name, clock, orgs, password = file.credentials ? "" : USUAL_PASSWORD } = file;
  const bare = { name, seed, clock, orgs: orgs.map(rowsOf), cast: [], password, passwordHash: "" };
  const nextId = firstFreeNumber(orgs);
  const { passwordHash } = await withPasswordHash({ ...bare, nextId });
  const own = new Map(file.credentials?.map((one, place) => [keyOf(one.ref), checked(one, place)]));
  const secretOf = (ref: UserRef) => own.get(keyOf(ref))?.otpSecret ?? newSecret(seededRandom(`${seed} ${keyOf(ref)}`));
  const people = orgs.flatMap(({ company, users }) => users.map(({ id }) => ({ org: company.id, id })));
  const published = people
    .filter((ref) => passwordHash !== "" && !own.has(keyOf(ref)))
    .map((ref) => ({ ref, passwordHash, otpSecret: secretOf(ref) }));
  return {
    ...bare,
    passwordHash,
    nextId,
    cast: file.cast.map((member) => ({ ...member, otpSecret: secretOf(member.ref) })),
    credentials: [...own.values(), ...published],
  };
}

const keyOf = ({ org, id }: UserRef): string => `${org} ${id}`;

function checked(given: GivenCredentials, place: number): GivenCredentials {
  try {
    costOf(given.passwordHash);
    return given;
  } catch {
    throw new Fault(
      "INVALID_FIELD",
      `credentials[${place}].passwordHash: no password can be compared with this hash; export it again`,
    );
  }
}

/**
 * The world of a running simulator as a file: the rows of all orgs as they are now, its cast, and the time it is.
 * Grants, sessions, policies and the audit log are no rows and stay behind; so do credentials unless asked for.
 */
export async function worldFileOf(
  { ports }: Simulator,
  { name, seed, password, cast }: KnownWorld,
  { withCredentials }: { readonly withCredentials: boolean },
): Promise<WorldFileJson> {
  const ids = [...(await ports.orgs.list())].sort();
  const orgs = await Promise.all(ids.map((id) => ports.orgs.of(id)));
  const users = orgs.flatMap((rows) =>
    Object.values(rows.users).map((user) => ({ ref: { org: companyOf(rows).id, id: user.id }, user })),
  );
  const usernames = new Map(users.map(({ ref, user }) => [keyOf(ref), user.username]));
  const members = cast.flatMap((member) => {
    const username = usernames.get(keyOf(member.ref));
    return username === undefined ? [] : { ...member, username };
  });
  const credentials = users.flatMap(({ ref }) => {
    const given = ports.credentials.given(ref);
    return given ? { ref, ...given } : [];
  });
  const file = {
    name,
    seed,
    clock: ports.clock.now(),
    ...(password !== "" && { password }),
    orgs: orgs.map(listsOf),
    cast: members,
    ...(withCredentials && { credentials }),
  };
  // Rows are not to be written into, which the schema of a file cannot say.
  return file as unknown as WorldFileJson;
}
