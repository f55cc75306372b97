import { type Area, type Sort, stillMay } from "./act.ts";
import { type Entry, isSealed, list, type Members, part, text } from "./entry.ts";
import { listing } from "./grant.ts";
import { type Grant, runs } from "./grants.ts";
import { consoleRules, ownSubscriber, reachable, subscriberOf } from "./lmo.ts";
import type { OrgRows, Person } from "./rows.ts";
import { type Asked, ask, untold } from "./ruling.ts";
import type { Session } from "./sessions.ts";
import type { Acting, World } from "./world.ts";

const ELIGIBLE = ["Salesforce", "Salesforce Platform"];

/** All that a login from a License Management Org is asked. */
interface Login {
  readonly agent: Person;
  /** The agent's own session; unknown in a record that does not say it. */
  readonly session: Pick<Session, "mfa" | "level" | "delegate"> | undefined;
  readonly org: string;
  readonly user: string;
  readonly caseReference: unknown;
}

/** The order of LOGIN-23: the first rule that is broken is the one reason of a refusal. */
function loginRules({ agent, session, org, user: id, caseReference }: Login, world: World): readonly Asked[] {
  const subscriber = subscriberOf(agent, org, world);
  const user = subscriber && world.person({ org, id });
  const company = subscriber?.company;
  const standing =
    world.policies.anyUserSetting === "standingAccess" && subscriber?.setting("adminsLogInAsAnyUser") === true;
  const latest = world.grants.latest(org, id, agent.rows.id);
  // Where no grant is needed, one that has ended stands in nobody's way.
  const grant = latest && (!standing || runs(latest, world.now)) ? latest : undefined;
  return [
    ask("LOGIN-14", () => session && session.delegate !== undefined),
    ...consoleRules(agent, session),
    ownSubscriber(agent, org, world),
    ask("LOGIN-03", () => company?.governmentCloud === true),
    ask("LOGIN-04", () => company?.kind === "scratch"),
    reachable(org, world),
    // Whose row was erased is there, and nobody can tell whether she could be logged in as.
    ask("GRANT-26", () => (subscriber?.blind ? undefined : !user?.works)),
    ask("LOGIN-02", () => user && !ELIGIBLE.includes(text(user.user, "license") ?? "")),
    ask("GRANT-07", () => grant?.end?.how === "revoked"),
    ask("GRANT-09", () => grant?.end?.how === "void"),
    ask("GRANT-06", () => grant !== undefined && grant.endsAt <= world.now),
    ask(
      "GRANT-25",
      () =>
        latest === undefined &&
        !standing &&
        subscriber !== undefined &&
        user !== undefined &&
        elsewhere(agent, subscriber, user, world),
    ),
    ask("GRANT-03", () => !(grant && !grant.end) && !standing),
    ask("GRANT-24", () => world.policies.eligibilityRecheckAtLogin && hidden(org, grant?.savedBy ?? id, agent, world)),
    ask("LMO-20", () =>
      isSealed(caseReference) ? false : world.policies.requireCaseReference && !String(caseReference ?? "").trim(),
    ),
  ];
}

/** Whether the grant page of whoever gave the access would not list the publisher now. */
function hidden(org: string, giver: string, agent: Person, world: World): boolean | undefined {
  const person = world.person({ org, id: giver });
  return person && listing(person, agent.rows.id, world).some(({ broken }) => broken() === true);
}

const sandboxOf = ({ company }: OrgRows): Members | undefined => part(company, "sandbox");
const productionOf = (rows: OrgRows): string => text(sandboxOf(rows), "of") ?? rows.id;

/** What somebody is called in the production org: a sandbox adds its own name. */
function plainName(rows: OrgRows, user: Members | undefined): string | undefined {
  const username = text(user, "username");
  const suffix = `.${(text(rows.company, "myDomain") ?? "").replace(/^.*--/, "")}`;
  return sandboxOf(rows) && username?.endsWith(suffix) ? username.slice(0, -suffix.length) : username;
}

/** Whether the same person lets the publisher in to another org of the same production org (GRANT-25). */
function elsewhere(agent: Person, here: OrgRows, user: Person, world: World): boolean {
  const orgs = new Set([...agent.rows.all("licenses")].map((one) => text(one, "subscriber")));
  const name = plainName(here, user.user);
  for (const org of orgs) {
    const rows = world.rows.of(org);
    if (!rows || rows.id === here.id || productionOf(rows) !== productionOf(here)) continue;
    for (const grant of world.grants.runningIn(rows.id, world.now))
      if (grant.party === agent.rows.id && plainName(rows, rows.row("users", grant.user)) === name) return true;
  }
  return false;
}

/** How an administrator logs in as a user of the own org (GRANT-22); the page takes Manage Users. */
function ownUserRules(
  entry: Entry,
  { session }: { readonly session: Session | undefined },
  world: World,
): readonly Asked[] {
  const user = world.person(entry.user);
  const grant = entry.user && world.grants.latest(entry.user.org, entry.user.id, "administrators");
  return [
    ask("LOGIN-14", () => session && session.delegate !== undefined),
    ask("GRANT-26", () => user && !user.works),
    ask(
      "GRANT-22",
      () => user && user.rows.setting("adminsLogInAsAnyUser") !== true && !(grant && runs(grant, world.now)),
    ),
  ];
}

/** A record of a login as somebody: made, waiting, or refused before anything began. */
const LOG_IN_AS: Sort = {
  apart: (entry, world) => {
    const { user, delegateUser } = entry;
    const session = world.sessions.get(text(entry, "origin"));
    if (entry.session !== undefined && entry.type === "login.refused") return waited(entry, world);
    if (!user || !delegateUser) return [];
    if (delegateUser.org === user.org && !entry.decision?.rule.startsWith("LMO-")) {
      const administrator = world.person(session?.user);
      return [
        ask("POWER-08", () => administrator && !administrator.has("Manage Users")),
        ...ownUserRules(entry, { session }, world),
      ];
    }
    const agent = world.person(session?.user ?? delegateUser);
    if (!agent) return [];
    const { caseReference } = entry;
    return [
      ...loginRules({ agent, session, org: user.org, user: user.id, caseReference }, world),
      ...rightGrant(entry, world),
    ];
  },
};

/** The login must rest on the access that runs, or on none where none is needed. */
function rightGrant(entry: Entry, world: World): readonly Asked[] {
  const { user, delegateUser, type } = entry;
  const latest: Grant | undefined = user && delegateUser && world.grants.latest(user.org, user.id, delegateUser.org);
  const named = text(entry, "grant");
  if (type === "login.refused") return [];
  return [ask("GRANT-03", () => named !== undefined && (named !== latest?.id || !runs(latest, world.now)))];
}

/** A login that waited comes to nothing: denied by the user, given up by the agent, or no longer allowed (LOGIN-09). */
function waited(entry: Entry, world: World): readonly Asked[] {
  const login = world.sessions.get(entry.session);
  switch (text(entry, "reason")) {
    case "denied":
      return [untold("LOGIN-07")];
    case "cancelled":
      return [untold("LOGIN-09")];
    case "no longer allowed":
      return login?.delegate ? [...anew(login, world), untold("LMO-23")] : [];
    default:
      return [];
  }
}

/** What was asked at the beginning is asked again as the user approves (LOGIN-01). */
function anew(login: Session, world: World): readonly Asked[] {
  const agent = world.person(login.delegate);
  if (!agent) return [];
  const { mfa, level, user, caseReference } = login;
  return loginRules({ agent, session: { mfa, level }, org: user.org, user: user.id, caseReference }, world);
}

const numberOf = (address: string): number | undefined => {
  const parts = address.trim().split(".").map(Number);
  return parts.length === 4 && parts.every((one) => Number.isInteger(one) && one >= 0 && one <= 255)
    ? parts.reduce((sum, one) => sum * 256 + one, 0)
    : undefined;
};

function within(address: string, range: string): boolean {
  const [low, high = low] = range.split("-").map(numberOf);
  const at = numberOf(address);
  return at !== undefined && low !== undefined && high !== undefined && low <= at && at <= high;
}

/** Whether login hours or IP ranges of a profile keep somebody out at this instant (LOGIN-25). */
function keptOut(entry: Entry, profile: Members | undefined): boolean | undefined {
  const hours = part(profile, "loginHours");
  const hour = Number(entry.at.slice(11, 13));
  if (hours && typeof hours.from === "number" && typeof hours.to === "number") {
    const { from, to } = hours;
    if (!(from <= to ? from <= hour && hour < to : from <= hour || hour < to)) return true;
  }
  if (!profile || profile.ipRanges === undefined) return false;
  if (isSealed(entry.address)) return undefined;
  const address = text(entry, "address");
  return !list(profile, "ipRanges").some((range) => address !== undefined && within(address, String(range)));
}

/** Somebody logs in with own credentials: to the own org only (GRANT-01), within the window of the profile. */
const SIGN_IN: Sort = {
  apart: (entry, world) => {
    // A wrong code in a running session, or wrong credentials of a packaging org, are no login of this org's.
    if (entry.session !== undefined && entry.type === "session.refused") return [];
    if (entry.user && entry.user.org !== entry.org) return [];
    const person = world.person(entry.user);
    const name = text(entry, "username");
    const rows = world.rows.of(entry.org);
    const isKnown = () => rows?.some("users", (one) => text(one, "username")?.toLowerCase() === name?.toLowerCase());
    return [
      ask("GRANT-01", () => (entry.user ? false : name === undefined ? undefined : !isKnown())),
      ask("LOGIN-25", () =>
        entry.byOperator === true || !person
          ? false
          : entry.decision?.effect === "allow" && entry.type === "session.refused"
            ? false
            : keptOut(entry, person.profile),
      ),
    ];
  },
};

const chosen: Sort = {
  asks: (entry, { person }) => [
    ask("LOGIN-15", () => {
      const name = text(entry, "chosen");
      return name === undefined ? undefined : name.toLowerCase() !== text(person.user, "username")?.toLowerCase();
    }),
  ],
};

/** The end of a session: by whoever works in it, or by what no longer holds at its next request. */
const END: Sort = {
  apart: (entry, world, acting) => {
    if (!acting) return [];
    switch (text(entry, "reason")) {
      case "user inactive":
      case "login access ended":
        return entry.decision?.effect === "deny" ? stillMay(acting, world) : [];
      case "switched user":
        return [...stillMay(acting, world), ...(chosen.asks?.(entry, acting, world) ?? [])];
      case "removed by an administrator":
        return [untold("LMO-23")];
      // Whoever holds a refresh token ends its sessions, from wherever.
      case "access revoked":
        return [];
      default:
        return stillMay(acting, world);
    }
  },
};

/** LOGIN: getting in as a user, staying in, and getting out. */
export const LOGIN: Area = {
  acts: {
    "log in as a subscriber user": { asksTheAgent: true },
    "log in as a user": { needs: "Manage Users" },
    "look at a login": {},
    "cancel a login": {},
    "open the authenticator": { asks: (_, acting) => [atTheDevice(acting)] },
    "answer an approval request": { asks: (_, acting) => [atTheDevice(acting)] },
    "log out": {},
    "return to the subscriber overview": {},
    "switch to another username": chosen,
    "change a user": { needs: "Manage Users" },
    "open Session Settings": { needs: "View Setup and Configuration" },
    "change Session Settings": { needs: "Modify All Data", saves: true },
    "verify with a one-time code": {},
    "read the inbox": {},
    "see who is logged in": {},
    "call the API": { needs: "API Enabled" },
    "ask for an explanation": {
      asksTheAgent: true,
      asks: (_, { person, session }) => [untold("POWER-08"), ...consoleRules(person, session)],
    },
  },
  events: {
    "session.started": SIGN_IN,
    "session.refused": SIGN_IN,
    "session.verified": "verify with a one-time code",
    "session.ended": END,
    "login.started": LOG_IN_AS,
    "login.awaiting-approval": LOG_IN_AS,
    "login.refused": LOG_IN_AS,
    "login.approved": {
      apart: (entry, world) => {
        const login = world.sessions.get(entry.session);
        return login ? anew(login, world) : [];
      },
    },
    "login.ended": END,
    "user.changed": "change a user",
    "org.changed": "change Session Settings",
  },
};

/** Nobody who is logged in as the user holds the user's device; that others answer, the record does not tell (LOGIN-07). */
const atTheDevice = ({ session }: Acting): Asked =>
  ask("LOGIN-07", () => (session?.delegate !== undefined ? true : undefined));
