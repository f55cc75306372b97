import type { Area } from "./act.ts";
import { flag, isMembers, list, type Members, text } from "./entry.ts";
import type { OrgRows, Person } from "./rows.ts";
import { type Asked, ask } from "./ruling.ts";
import type { Session } from "./sessions.ts";
import type { World } from "./world.ts";

const PAGES = ["sfLma.LoginToPartnerBT", "sfLma.SubscriberSupport"];
const APP = "License Management App";
const DEVELOPER = ["Developer", "Partner Developer"];
const BUSINESS = ["Enterprise", "Performance", "Unlimited"];
/** What shares no org with the License Management App (LMO-04). */
const UNSOCIABLE = ["Slack", "Declarative Lookup Rollup Summary"];

const isLmo = ({ company }: OrgRows): boolean => isMembers(company?.lma);

/** The packages that an org manages, besides those it only develops (LMO-05). */
function managed(rows: OrgRows): readonly Members[] {
  if (!isLmo(rows)) return [];
  return [...rows.all("packages")].filter((one) => {
    const developedHere =
      one.linkedTo !== undefined || (isMembers(one.packagingOrg) && one.packagingOrg.id === rows.id);
    return one.linkedTo === rows.id || !developedHere;
  });
}

export const theApp = ({ rows }: Person): Asked => ask("LMO-01", () => !isLmo(rows));

/** The Packages tab asks for the app; the console for its pages and its tab as well (LMO-09). */
const reachesPackages = (person: Person): Asked => ask("LMO-09", () => !person.has(APP, "apps"));

/** What stands before the Subscriber Support Console, in the order of LOGIN-23. */
export function consoleRules(person: Person, session: Pick<Session, "mfa" | "level"> | undefined): readonly Asked[] {
  const { rows } = person;
  const company = rows.company;
  return [
    theApp(person),
    ask("LMO-03", () => DEVELOPER.includes(text(company, "edition") ?? "")),
    ask("LMO-07", () => {
      const lma = isMembers(company?.lma) ? company.lma : undefined;
      return !flag(lma, "eligiblePartner") || !managed(rows).some((one) => flag(one, "securityReviewed"));
    }),
    ask("LOGIN-01", () => !person.works),
    ask("LMO-08", () => !person.has("Log in to Subscriber Org")),
    ask(
      "LMO-09",
      () =>
        !(
          PAGES.every((page) => person.has(page, "pages")) &&
          person.has(APP, "apps") &&
          person.has("Subscribers", "tabs")
        ),
    ),
    ask("LMO-10", () => session && !session.mfa),
    ask("LMO-11", () => session && session.level !== "high assurance"),
  ];
}

/** The subscriber org that a license record of the publisher leads to; nothing where none does (LMO-18). */
export function subscriberOf({ rows }: Person, asked: string | undefined, world: World): OrgRows | undefined {
  const org = world.rows.of(asked);
  const deleted = text(org?.company, "status") === "deleted";
  const leads = (one: Members) => one.subscriber === asked && (one.uninstalledAt === undefined || !deleted);
  return org && rows.some("licenses", leads) ? org : undefined;
}

export const ownSubscriber = (person: Person, asked: string | undefined, world: World): Asked =>
  ask("LMO-18", () => (asked === undefined ? undefined : subscriberOf(person, asked, world) === undefined));

/** An org that is locked, deleted or disabled has no proxy user to reach it by (LMO-22). */
export const reachable = (asked: string | undefined, world: World): Asked =>
  ask("LMO-22", () => {
    const status = text(world.rows.of(asked)?.company, "status");
    return status === undefined ? undefined : status !== "active";
  });

/** Who manages a package already (LMO-05). */
function managerOf(id: string | undefined, world: World): OrgRows | undefined {
  for (const rows of world.rows) if (managed(rows).some((one) => one.id === id)) return rows;
  return undefined;
}

function installing(app: string | undefined, { rows }: Person): readonly Asked[] {
  const { company } = rows;
  const edition = text(company, "edition") ?? "";
  return [
    ask(
      "LMO-02",
      () => app === APP && (company?.kind !== "production" || ![...BUSINESS, ...DEVELOPER].includes(edition)),
    ),
    ask("LMO-04", () => {
      const apps = list(company, "apps");
      return app === APP
        ? apps.some((one) => UNSOCIABLE.includes(String(one)))
        : isLmo(rows) && UNSOCIABLE.includes(app ?? "");
    }),
  ];
}

/** LMO: who works in a License Management Org, on what, and for whom. */
export const LMO: Area = {
  acts: {
    "search for subscribers": { asksTheAgent: true, asks: (_, { person, session }) => consoleRules(person, session) },
    "view Org Details": {
      asksTheAgent: true,
      asks: (entry, { person, session }, world) => [
        ...consoleRules(person, session),
        ownSubscriber(person, text(entry, "subscriber"), world),
      ],
    },
    "switch subscriber debug logs": {
      asksTheAgent: true,
      asks: (entry, { person, session }, world) => {
        const subscriber = text(entry, "subscriber");
        return [
          ...consoleRules(person, session),
          ownSubscriber(person, subscriber, world),
          reachable(subscriber, world),
        ];
      },
    },
    "view Permissions": { needs: "Manage Users", asks: (_, { person }) => [theApp(person)] },
    "change Permissions": { needs: "Manage Users", asks: (_, { person }) => [theApp(person)] },
    "link a package": {
      needs: "Modify All Data",
      asks: (entry, { person }, world) => [
        theApp(person),
        ask("LMO-05", () => {
          const id = text(entry, "package");
          return id === undefined ? undefined : managerOf(id, world) !== undefined;
        }),
      ],
    },
    "view Packages": {
      asks: (_, { person }) => [
        theApp(person),
        reachesPackages(person),
        ask("LICENSE-21", () => !reads(person, "sfLma__Package__c", "Read")),
      ],
    },
  },
  named: [
    [
      "install ",
      {
        needs: "Modify All Data",
        asks: (entry, { person }) =>
          installing(text(entry, "app") ?? text(entry, "act")?.slice("install ".length), person),
      },
    ],
    ["uninstall ", { needs: "Modify All Data" }],
  ],
  events: {
    "lmo.subscribers-searched": "search for subscribers",
    "lmo.subscriber-viewed": "view Org Details",
    "lmo.permission-changed": "change Permissions",
    "lmo.app-installed": "install ",
    "lmo.app-uninstalled": "uninstall ",
    "lmo.package-linked": "link a package",
    "lmo.debug-logs-switched": "switch subscriber debug logs",
  },
};

/** Whether somebody reaches the records of an object: by object permission, or by all data (LICENSE-21). */
export function reads(person: Person, object: string, right: "Read" | "Read and Edit"): boolean {
  if (person.has("Modify All Data") || (right === "Read" && person.has("View All Data"))) return true;
  return person.sources.some(({ objects }) => {
    const given = isMembers(objects) ? objects[object] : undefined;
    return given === right || given === "Read and Edit";
  });
}

/** What stands before a tab of the app on which records are only looked at. */
export const onTheTab = (person: Person): readonly Asked[] => [theApp(person), reachesPackages(person)];
