import type { Area, Sort } from "./act.ts";
import { type Entry, flag, type Members, text } from "./entry.ts";
import type { Person } from "./rows.ts";
import { type Asked, ask, type Broken } from "./ruling.ts";
import { endOf, longestEnd, millis } from "./time.ts";
import type { Acting, World } from "./world.ts";

const OWN_ROW_EDITIONS = ["Enterprise", "Performance", "Unlimited", "Developer", "Database.com"];

/** Whether a package license opens its package to anybody now. */
export function isGood(license: Members, now: number): boolean {
  const expires = text(license, "expires");
  const { status } = license;
  return status !== "Suspended" && status !== "Expired" && (expires === undefined || now < millis(expires));
}

interface Offer {
  readonly loginAccess: boolean;
  readonly license: Members | undefined;
  readonly assigned: boolean;
}

/** A publisher's packages in the org of a person, as far as they matter to granting. */
function offersOf({ rows, id }: Person, party: string): readonly Offer[] {
  const installed = [...rows.all("installedPackages")].filter((one) => one.publisher === party);
  return installed.map((one) => {
    const license = rows.find("packageLicenses", (row) => row.package === one.id);
    const assigned =
      license !== undefined &&
      rows.some("userPackageLicenses", (seat) => seat.license === license.id && seat.user === id);
    return { loginAccess: flag(one, "loginAccess"), license, assigned };
  });
}

const licensed = (person: Person, party: string, now: number): readonly Offer[] =>
  offersOf(person, party).filter(
    ({ loginAccess, license, assigned }) =>
      loginAccess && license !== undefined && isGood(license, now) && (license.seats === "site" || assigned),
  );

/** What keeps a party's row off somebody's grant page, in the order a refusal names it (GRANT-12). */
export function listing(person: Person, party: string, world: World): readonly Asked[] {
  const { rows } = person;
  const { policies, now } = world;
  const isPublisher = party !== "administrators" && party !== "salesforce";
  const isAdministrator = person.has("Manage Users");
  const hidden = { hidesPublisher: isPublisher, adminRowOnly: party === "administrators" }[policies.anyUserSetting];
  const publisherRow = (broken: () => Broken) => () => isPublisher && broken();
  return [
    ask(
      "GRANT-17",
      publisherRow(() => !offersOf(person, party).some(({ loginAccess }) => loginAccess)),
    ),
    ask(
      "GRANT-23",
      () => party === "administrators" && !OWN_ROW_EDITIONS.includes(text(rows.company, "edition") ?? ""),
    ),
    ask("GRANT-16", () => rows.setting("adminsLogInAsAnyUser") === true && hidden === true),
    ask(
      "GRANT-13",
      publisherRow(() => rows.setting("usersMayGrantLoginAccess") !== true && !isAdministrator),
    ),
    ask(
      "GRANT-20",
      publisherRow(() => {
        const availability =
          text(rows.row("loginAccessPolicies", party), "availability") ?? policies.publisherDefaultAvailability;
        return availability === "adminsOnly" && !isAdministrator;
      }),
    ),
    ask(
      "GRANT-14",
      publisherRow(() => licensed(person, party, now).length === 0),
    ),
    ask(
      "GRANT-15",
      publisherRow(() => {
        const open = licensed(person, party, now);
        if (open.length === 0 || open.some(({ license }) => license?.seats !== "site")) return false;
        const onProfile = person.sources[0] === person.profile && listsManageUsers(person.profile);
        return policies.manageUsersSource === "profileOnly" ? !onProfile : !isAdministrator;
      }),
    ),
  ];
}

const listsManageUsers = (profile: Members | undefined): boolean =>
  Array.isArray(profile?.permissions) && profile.permissions.includes("Manage Users");

/** Whose account may be opened besides the own (GRANT-18). */
const ownAccount = (entry: Entry, { person }: Acting, world: World): Asked =>
  ask("GRANT-18", () => {
    const account = text(entry, "account");
    if (account === undefined || account === person.id) return false;
    const site = licensed(person, text(entry, "party") ?? "", world.now).some(
      ({ license }) => license?.seats === "site",
    );
    return !(world.policies.siteLicenceGrantTarget === "anyUser" && site && person.has("Manage Users"));
  });

/** An agent who opens the org for longer or for more (LOGIN-26). */
const prolonging = (opens: boolean, { agent }: Acting, world: World): Asked =>
  ask("LOGIN-26", () => agent !== undefined && opens && world.policies.selfProlongation === "refuse");

const SAVE: Sort = {
  asks: (entry, acting, world) => {
    const [duration, party] = [text(entry, "duration"), text(entry, "party") ?? ""];
    // "no access" is asked no listing rule: it can be chosen at any moment (GRANT-07).
    if (entry.type === "grant.revoked" || duration === "no access") return [ownAccount(entry, acting, world)];
    return [
      prolonging(true, acting, world),
      ...listing(acting.person, party, world),
      ownAccount(entry, acting, world),
      ask("GRANT-04", () => {
        const end = duration === undefined ? undefined : endOf(duration, world.now);
        return end === undefined ? undefined : end > longestEnd(world.now);
      }),
      ask("GRANT-05", () =>
        duration === undefined ? undefined : !world.policies.grantDurationChoices.includes(duration),
      ),
    ];
  },
};

/** GRANT: who may give login access, and decide who may. */
export const GRANT: Area = {
  acts: {
    "grant login access": SAVE,
    "choose an access duration": SAVE,
    "open Grant Account Login Access": {},
    "open Login Access Policies": { needs: "View Setup and Configuration" },
    "change Login Access Policies": {
      saves: true,
      asks: (_, acting, world) => [
        ask("GRANT-19", () => !acting.person.has("Manage Login Access Policies")),
        prolonging(true, acting, world),
      ],
    },
  },
  events: {
    "grant.given": SAVE,
    "grant.changed": SAVE,
    "grant.revoked": SAVE,
    "grant.refused": SAVE,
    "grant.policy-changed": "change Login Access Policies",
  },
};
