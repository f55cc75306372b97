import type { UserRef } from "./ids.ts";
import { managedPackages } from "./lmo/packages.ts";
import { isPlatformUser, type Table, type Tables } from "./org.ts";
import { keyOf, LISTED_TABLES, type OrgLists } from "./org-lists.ts";

/** A place within a world where something is wrong, what it is, and what to do about it. */
export interface WorldFault {
  readonly path: readonly (string | number)[];
  readonly what: string;
  readonly cure: string;
}

/** What a world says of its orgs and people, as far as one part of it must fit another. */
export interface WorldParts {
  readonly orgs: readonly OrgLists[];
  readonly cast: readonly { readonly name: string; readonly username: string; readonly ref: UserRef }[];
  readonly credentials?: readonly { readonly ref: UserRef }[];
}

/** Where its parts do not fit each other: an id that nothing has, a name that two have. */
export function* faultsOf(world: WorldParts): Generator<WorldFault, void> {
  yield* namedTwice(world);
  yield* managedTwice(world.orgs);
  for (const [place, org] of world.orgs.entries()) {
    yield* badSandbox(org, place, world.orgs);
    for (const table of LISTED_TABLES) yield* danglingIn(table, org, place, world.orgs);
  }
  yield* badPeople(world);
}

/** What must be there once: ids, My Domain names and usernames over all orgs, other rows within theirs. */
function* namedTwice({ orgs, cast, credentials = [] }: WorldParts): Generator<WorldFault, void> {
  const over = <One>(ones: readonly One[], path: (one: One, place: number) => WorldFault["path"]) => ({ ones, path });
  const users = orgs.flatMap((org, place) =>
    org.users.map((user, nth) => ({ user, path: ["orgs", place, "users", nth] })),
  );
  yield* twice(
    over(orgs, (_, place) => ["orgs", place, "company", "id"]),
    (org) => org.company.id,
    "id",
  );
  yield* twice(
    over(orgs, (_, place) => ["orgs", place, "company", "myDomain"]),
    (org) => org.company.myDomain,
    "My Domain name",
  );
  yield* twice(
    over(users, ({ path }) => [...path, "username"]),
    ({ user }) => user.username.toLowerCase(),
    "username",
  );
  for (const [place, org] of orgs.entries())
    for (const table of LISTED_TABLES) {
      const rows: readonly Tables[typeof table][] = org[table];
      yield* twice(
        over(rows, (_, nth) => ["orgs", place, table, nth]),
        keyOf,
        "id",
      );
    }
  yield* twice(
    over(cast, (_, nth) => ["cast", nth, "name"]),
    ({ name }) => name,
    "name",
  );
  yield* twice(
    over(credentials, (_, nth) => ["credentials", nth, "ref"]),
    ({ ref }) => `${ref.org} ${ref.id}`,
    "user",
  );
}

/** A package has one License Management Org (LMO-05). */
function* managedTwice(orgs: readonly OrgLists[]): Generator<WorldFault, void> {
  const managers = new Map<string, string>();
  for (const [place, { company: org, packages }] of orgs.entries())
    for (const { id } of managedPackages(org, packages)) {
      const other = managers.get(id);
      if (other !== undefined)
        yield {
          path: ["orgs", place, "packages", packages.findIndex((one) => one.id === id)],
          what: `${other} manages this package already`,
          cure: 'leave it out; in the org it is developed in write that org\'s id as "packagingOrg"',
        };
      managers.set(id, org.name);
    }
}

function* twice<One>(
  { ones, path }: { ones: readonly One[]; path: (one: One, place: number) => WorldFault["path"] },
  nameOf: (one: One) => string,
  sort: string,
): Generator<WorldFault, void> {
  const seen = new Set<string>();
  for (const [place, one] of ones.entries()) {
    const name = nameOf(one);
    if (seen.has(name))
      yield {
        path: path(one, place),
        what: `the ${sort} "${name}" is there twice`,
        cure: `give one of them another ${sort}`,
      };
    seen.add(name);
  }
}

function* badSandbox({ company }: OrgLists, place: number, orgs: readonly OrgLists[]): Generator<WorldFault, void> {
  const path = ["orgs", place, "company"] as const;
  const { kind, sandbox } = company;
  if (kind === "sandbox" && !sandbox)
    yield { path, what: "a sandbox must say what it is a copy of", cure: 'add "sandbox" with "kind" and "of"' };
  if (kind !== "sandbox" && sandbox)
    yield {
      path: [...path, "sandbox"],
      what: `a ${kind} org is no copy`,
      cure: 'leave it out, or make "kind" sandbox',
    };
  if (kind !== "trial" && company.trialEnds)
    yield {
      path: [...path, "trialEnds"],
      what: `a ${kind} org is no trial`,
      cure: 'leave it out, or make "kind" trial',
    };
  if (!sandbox) return;
  if (sandbox.kind !== "Partial Copy" && sandbox.template)
    yield {
      path: [...path, "sandbox", "template"],
      what: `a ${sandbox.kind} sandbox has no template`,
      cure: 'leave it out, or make "kind" Partial Copy',
    };
  if (sandbox.of === company.id || !orgs.some((org) => org.company.id === sandbox.of))
    yield {
      path: [...path, "sandbox", "of"],
      what: `no other org has the id "${sandbox.of}"`,
      cure: "name the production org it was copied from",
    };
}

type Target = Table | "orgs";
type Reference = readonly [where: readonly (string | number)[], id: string, to: Target];

/** Which members of a row name another row. */
const REFERENCES: { readonly [T in Table]?: (row: Tables[T]) => readonly Reference[] } = {
  users: ({ profile, permissionSets }) => [
    [["profile"], profile, "profiles"],
    ...permissionSets.map((id, nth): Reference => [["permissionSets", nth], id, "permissionSets"]),
  ],
  packages: ({ linkedTo, leadManager }) => [
    ...(linkedTo ? [[["linkedTo"], linkedTo, "orgs"] as const] : []),
    ...(leadManager ? [[["leadManager"], leadManager, "users"] as const] : []),
  ],
  licenses: ({ subscriber, package: of, contact }) => [
    [["subscriber"], subscriber, "orgs"],
    [["package"], of, "packages"],
    ...(contact ? [[["contact"], contact, "contacts"] as const] : []),
  ],
  installedPackages: ({ publisher }) => [[["publisher"], publisher, "orgs"]],
  packageLicenses: ({ package: of }) => [[["package"], of, "installedPackages"]],
  userPackageLicenses: ({ license, user }) => [
    [["license"], license, "packageLicenses"],
    [["user"], user, "users"],
  ],
  loginAccessPolicies: ({ publisher }) => [[["publisher"], publisher, "orgs"]],
  settingRecords: ({ setting }) => [[["setting"], setting, "customSettings"]],
  records: ({ createdBy, lastModifiedBy }) => [
    [["createdBy"], createdBy, "users"],
    [["lastModifiedBy"], lastModifiedBy, "users"],
  ],
  apexLogs: ({ user, publisher }) => [
    ...(isPlatformUser(user) ? [] : [[["user"], user, "users"] as const]),
    ...(publisher ? [[["publisher"], publisher, "orgs"] as const] : []),
  ],
  oauthConsents: ({ user }) => [[["user"], user, "users"]],
  connectedApps: ({ runAs }) => (runAs ? [[["runAs"], runAs, "users"]] : []),
  oauthTokens: ({ user }) => [[["user"], user, "users"]],
};

const NAMES: Readonly<Partial<Record<Target, string>>> = {
  orgs: "org",
  profiles: "profile of the org",
  permissionSets: "permission set of the org",
  packages: "package of the org",
  contacts: "contact of the org",
  installedPackages: "package that is installed in the org",
  packageLicenses: "package license of the org",
  customSettings: "custom setting of the org",
  users: "user of the org",
};

function* danglingIn<T extends (typeof LISTED_TABLES)[number]>(
  table: T,
  org: OrgLists,
  place: number,
  orgs: readonly OrgLists[],
): Generator<WorldFault, void> {
  const references = REFERENCES[table] as ((row: Tables[T]) => readonly Reference[]) | undefined;
  if (!references) return;
  const rows = org[table] as readonly Tables[T][];
  for (const [nth, row] of rows.entries())
    for (const [where, id, to] of references(row)) {
      if (there(id, to, org, orgs)) continue;
      const name = NAMES[to];
      yield {
        path: ["orgs", place, table, nth, ...where],
        what: `no ${name} has the id "${id}"`,
        cure: "name one that is in the file, or add it there",
      };
    }
}

function there(id: string, to: Target, org: OrgLists, orgs: readonly OrgLists[]): boolean {
  if (to === "orgs") return orgs.some(({ company }) => company.id === id);
  if (to === "company") return org.company.id === id;
  const rows: readonly Tables[typeof to][] = org[to];
  return rows.some((row) => keyOf(row) === id);
}

/** The cast, and whoever has credentials, must be users of the world. */
function* badPeople({ orgs, cast, credentials = [] }: WorldParts): Generator<WorldFault, void> {
  const userOf = ({ org, id }: UserRef) =>
    orgs.find(({ company }) => company.id === org)?.users.find((user) => user.id === id);
  const nobody = (path: WorldFault["path"], { org, id }: UserRef): WorldFault => ({
    path,
    what: `no user with the id "${id}" is in the org with the id "${org}"`,
    cure: "name a user of the world, or leave this out",
  });
  for (const [nth, { ref, username }] of cast.entries()) {
    const user = userOf(ref);
    if (!user) yield nobody(["cast", nth, "ref"], ref);
    else if (user.username !== username)
      yield {
        path: ["cast", nth, "username"],
        what: `the user is called "${user.username}" and not "${username}"`,
        cure: `write "${user.username}"`,
      };
  }
  for (const [nth, { ref }] of credentials.entries()) if (!userOf(ref)) yield nobody(["credentials", nth, "ref"], ref);
}
