import type { Area, Sort } from "./act.ts";
import { count, type Entry, flag, type Members, part, text } from "./entry.ts";
import { onTheTab, ownSubscriber, reachable, reads, subscriberOf, theApp } from "./lmo.ts";
import type { OrgRows } from "./rows.ts";
import { ask } from "./ruling.ts";
import { DAY, millis } from "./time.ts";

const MOST_SEATS = 99_000_000;
const LONGEST_TRIAL = 90;
const REFRESH_PERIOD = 7 * DAY;

/** Whether records of an object are reached with a right (LICENSE-21). */
const object = (name: string, right: "Read" | "Read and Edit"): Sort => ({
  asks: (_, { person }) => [
    ...(right === "Read" ? onTheTab(person) : [theApp(person)]),
    ask("LICENSE-21", () => !reads(person, name, right)),
  ],
});

/** The newest record of a package in a subscriber org, as the publisher has it. */
function recordOf(rows: OrgRows, subscriber: string | undefined, of: string | undefined): Members | undefined {
  const own = [...rows.all("licenses")].filter((one) => one.subscriber === subscriber && one.package === of);
  return own.find((one) => one.uninstalledAt === undefined) ?? own.at(-1);
}

/** The first instant of the day that an instant falls on. */
const dayOf = (at: number): number => Math.floor(at / DAY) * DAY;

/** Whether a trial is one that may be: never again, and no longer than 90 days from the installation (LICENSE-06). */
function trialTooLong(after: Members, before: Members | undefined, record: Members | undefined, now: number): boolean {
  const [expires, installed] = [text(after, "expires"), text(record, "installedAt")];
  const [becomes, moves] = [after.status !== before?.status, after.expires !== before?.expires];
  if (after.status !== "Trial" || !(becomes || moves)) return false;
  if (becomes && (flag(record, "converted") || before?.status === "Active")) return true;
  const last = dayOf(installed === undefined ? now : millis(installed)) + LONGEST_TRIAL * DAY;
  return expires === undefined || expires === "never" || dayOf(millis(expires) - 1) > last;
}

/** What making something of a license is asked; a refusal tells what was wanted where that was anything. */
const MODIFY: Sort = {
  asks: (entry, { person }, world) => {
    const [subscriber, of] = [text(entry, "subscriber"), text(entry, "package")];
    const record = recordOf(person.rows, subscriber, of);
    const wanted = part(entry, "wanted");
    const before =
      part(entry, "before") ?? part(record, "terms") ?? theirs(subscriberOf(person, subscriber, world), of);
    const after = part(entry, "after") ?? (wanted && { ...before, ...wanted });
    const told = entry.type === "license.modified" || wanted !== undefined;
    const seats = count(after, "seats");
    return [
      theApp(person),
      ask("LICENSE-21", () => !reads(person, "sfLma__License__c", "Read and Edit")),
      ownSubscriber(person, subscriber, world),
      ask(
        "LICENSE-16",
        () => flag(record, "checkout") || (text(entry, "on") === "the record" ? true : told ? false : undefined),
      ),
      ask(
        "LICENSE-05",
        () => record?.uninstalledAt !== undefined || (told ? text(wanted, "status") === "Uninstalled" : undefined),
      ),
      reachable(subscriber, world),
      ask("LICENSE-06", () => (after ? trialTooLong(after, before, record, world.now) : undefined)),
      ask("LICENSE-08", () => (after ? seats !== undefined && seats > MOST_SEATS : undefined)),
    ];
  },
};

const theirs = (rows: OrgRows | undefined, of: string | undefined): Members | undefined =>
  rows?.find("packageLicenses", (one) => one.package === of);

/** A seat is given or taken back (LICENSE-13). */
const seat = (takes: boolean): Sort => ({
  asks: (entry, { person }) => [
    ask("LICENSE-13", () => {
      const license = theirs(person.rows, text(entry, "package"));
      const used = [...person.rows.all("userPackageLicenses")].filter((one) => one.license === license?.id).length;
      if (!person.has("Manage Package Licenses") || license?.seats === "site") return true;
      return takes && used >= (count(license, "seats") ?? Number.POSITIVE_INFINITY);
    }),
  ],
});

const REFRESH: Sort = {
  asks: (entry, { person }, world) => [
    theApp(person),
    ask("LICENSE-21", () => !reads(person, "sfLma__Package__c", "Read and Edit")),
    ask("LICENSE-17", () => {
      const last = text(person.rows.row("packages", text(entry, "package")), "lastRefresh");
      return last !== undefined && world.now < millis(last) + REFRESH_PERIOD;
    }),
  ],
};

const REGISTER: Sort = {
  asks: (entry, { person }) => {
    const defaults = part(entry, "defaults");
    const [days, seats] = [count(defaults, "days"), count(defaults, "seats")];
    const told = entry.type === "license.defaults-registered" || defaults !== undefined;
    return [
      theApp(person),
      ask("LICENSE-21", () => !reads(person, "sfLma__Package__c", "Read and Edit")),
      ask("LICENSE-06", () =>
        told ? text(defaults, "status") === "Trial" && (days === undefined || days > LONGEST_TRIAL) : undefined,
      ),
      ask("LICENSE-08", () => (told ? seats !== undefined && seats > MOST_SEATS : undefined)),
    ];
  },
};

/** LICENSE: what a publisher makes of licenses, and who gets a seat. */
export const LICENSE: Area = {
  acts: {
    "list the objects of the app": { asks: (_, { person }) => onTheTab(person) },
    "view Licenses": object("sfLma__License__c", "Read"),
    "view a license": object("sfLma__License__c", "Read"),
    "view a package": object("sfLma__Package__c", "Read"),
    "modify a license": MODIFY,
    "edit a license record": MODIFY,
    "register license defaults": REGISTER,
    "refresh licenses": REFRESH,
    "assign a license": seat(true),
    "remove a license": seat(false),
    "install a package": { needs: "Modify All Data" },
    "uninstall a package": { needs: "Modify All Data" },
    "open Installed Packages": { needs: "View Setup and Configuration" },
  },
  named: [
    [
      "query ",
      {
        asks: (entry, { person }) => {
          const name = (text(entry, "act") ?? text(entry, "page") ?? text(entry, "name") ?? "").slice("query ".length);
          return [...onTheTab(person), ask("LICENSE-21", () => !reads(person, name, "Read"))];
        },
      },
    ],
  ],
  events: {
    "license.modified": MODIFY,
    "license.assigned": "assign a license",
    "license.unassigned": "remove a license",
    "license.refreshed": "refresh licenses",
    "license.defaults-registered": REGISTER,
    "package.installed": "install a package",
    "package.uninstalled": "uninstall a package",
  },
};

/** Whether the terms that a change says it found are those on record; a record that is older than terms has none (A13). */
export function foundItsTerms(entry: Entry, rows: OrgRows): boolean {
  const said = part(entry, "before");
  const was = part(recordOf(rows, text(entry, "subscriber"), text(entry, "package")), "terms");
  if (!said || !was) return true;
  return said.seats === was.seats && said.status === was.status && said.expires === was.expires;
}
