import { type Area, type Sort, wordsOf } from "./act.ts";
import { type Entry, flag, list, type Members, part, text } from "./entry.ts";
import { isGood } from "./grant.ts";
import type { OrgRows, Person } from "./rows.ts";
import { type Asked, ask } from "./ruling.ts";
import type { Acting, World } from "./world.ts";

const SETUP = "View Setup and Configuration";

/** The publisher whose package a namespace stands for in an org: nobody where it is not installed. */
export const publisherOf = (rows: OrgRows, namespace: string | undefined): string | undefined =>
  text(
    rows.find("installedPackages", (one) => namespace !== undefined && one.namespace === namespace),
    "publisher",
  );

/** The namespaces whose Apex the subscriber sees for now (POWER-18). */
const isOpen = (rows: OrgRows, namespace: string): boolean =>
  rows.some("installedPackages", (one) => one.namespace === namespace && flag(one, "subscriberDebugLogs"));

/** Whether the licenses of all packages that share a namespace have lapsed (LICENSE-19). */
function lapsed(rows: OrgRows, namespace: string | undefined, now: number): boolean {
  const sharing = [...rows.all("installedPackages")].filter(
    (one) => namespace !== undefined && one.namespace === namespace,
  );
  if (sharing.length === 0) return false;
  return sharing.every(({ id }) => {
    const license = rows.find("packageLicenses", (one) => one.package === id);
    return license !== undefined && !isGood(license, now);
  });
}

/** A look into something that belongs to a package; for what is the org's own there is no namespace. */
interface Look {
  readonly namespace: string | undefined;
  readonly acting: Acting;
  readonly world: World;
}

const outsideTheLicense = ({ namespace, acting: { person, agent }, world }: Look, hidden: boolean): Asked =>
  ask("LICENSE-19", () => {
    const own = hidden && agent !== undefined && publisherOf(person.rows, namespace) === agent.rows.id;
    return lapsed(person.rows, namespace, world.now) && !own;
  });

const ofOthers = ({ namespace, acting: { person, agent } }: Look): Asked =>
  ask(
    "POWER-21",
    () => namespace !== undefined && agent !== undefined && publisherOf(person.rows, namespace) !== agent.rows.id,
  );

/** What a look at the source of code is asked. */
function codeRules(look: Look): readonly Asked[] {
  const { namespace, acting, world } = look;
  const hidden = namespace !== undefined && !isOpen(acting.person.rows, namespace);
  return [
    ask("POWER-02", () => hidden && acting.agent === undefined),
    outsideTheLicense(look, namespace !== undefined),
    ofOthers(look),
    ask("POWER-09", () => {
      const asks = world.policies.codeViewPermission === "viewAndDebugManagedApex";
      return hidden && acting.agent !== undefined && asks && !acting.agent.has("View and Debug Managed Apex");
    }),
  ];
}

/** The class or trigger that a record is about: by its members, or by the words of a refusal (`Apex class QuoteService`). */
function codeIn(entry: Entry, rows: OrgRows): Members | undefined {
  const changed = list(entry, "changes")
    .map((one) => one as Members)
    .find((one) => text(one, "table") === "apexClasses");
  if (changed) return rows.row("apexClasses", text(changed, "id"));
  const [, kind, name] = /^Apex (class|trigger) (.+)$/.exec(text(entry, "target") ?? "") ?? [];
  const sought = { kind: kind ?? text(entry, "entity")?.slice("Apex ".length), name: name ?? text(entry, "name") };
  const namespace = text(entry, "namespace");
  return rows.find(
    "apexClasses",
    (one) =>
      one.name === sought.name &&
      one.kind === sought.kind &&
      (kind !== undefined || text(one, "namespace") === namespace),
  );
}

const VIEW: Sort = {
  needs: SETUP,
  asks: (entry, acting, world) => {
    const code = codeIn(entry, acting.person.rows);
    return code ? codeRules({ namespace: text(code, "namespace"), acting, world }) : [];
  },
};

/** Saving source: managed code is changed in its package alone (POWER-11). */
export const readOnly = (entry: Entry, { rows }: Person): Asked =>
  ask("POWER-11", () => {
    const code = codeIn(entry, rows);
    return code && text(code, "namespace") !== undefined;
  });

/** A custom setting, by its name or by the words of a refusal (`custom setting ledg__Rounding__c`). */
const settingIn = (entry: Entry, rows: OrgRows): Members | undefined => {
  const name =
    text(entry, "setting") ?? /^custom (?:setting|metadata type) (.+)$/.exec(text(entry, "target") ?? "")?.[1];
  return rows.find("customSettings", (one) => one.name === name);
};

const SETTING: Sort = {
  needs: SETUP,
  asks: (entry, acting, world) => {
    const setting = settingIn(entry, acting.person.rows);
    if (!setting) return [];
    const namespace = text(setting, "namespace");
    const isProtected = setting.visibility === "protected" && namespace !== undefined;
    const look = { namespace, acting, world };
    return [
      ask("POWER-04", () => isProtected && acting.agent === undefined),
      outsideTheLicense(look, isProtected),
      ...(isProtected ? [ofOthers(look)] : []),
      ask("POWER-13", () => isProtected && setting.type === "custom metadata type"),
    ];
  },
};

/** The namespace that the API name of an object begins with: `ledg` of `ledg__Invoice__c`. */
const namespaceOf = (name: string | undefined): string | undefined =>
  /^([A-Za-z][A-Za-z0-9]*)__.+__/.exec(name ?? "")?.[1];

const record = (to: "read" | "change"): Sort => ({
  asks: (entry, acting, world) => {
    const { person } = acting;
    const row = person.rows.row("records", text(entry, "record") ?? text(entry, "target"));
    const sobject = text(entry, "sobject") ?? text(row, "sobject") ?? text(entry, "target");
    return [
      outsideTheLicense({ namespace: namespaceOf(sobject), acting, world }, false),
      ask("POWER-16", () => {
        if (!row || row.createdBy === person.id || person.has("Modify All Data")) return false;
        return !(to === "read" && person.has("View All Data"));
      }),
    ];
  },
});

/** Publishing a platform event, or listening to one: the package it comes with is licensed (LICENSE-19). */
const EVENT: Sort = {
  needs: "API Enabled",
  asks: (entry, acting, world) => {
    const sobject = text(entry, "sobject") ?? wordsOf(entry)?.slice("subscribe to /event/".length);
    return [outsideTheLicense({ namespace: namespaceOf(sobject), acting, world }, false), ask("POWER-16", () => false)];
  },
};

const AUTHORIZE: Sort = {
  asks: (entry, { agent, session }) => [
    ask("POWER-06", () => {
      const purpose = text(entry, "purpose");
      return agent === undefined ? false : purpose === undefined ? undefined : purpose === "data access";
    }),
    ask("POWER-14", () => session?.delegate !== undefined),
  ],
};

/** The same of what is data access whatever the record says of it. */
const DATA_ACCESS: Sort = {
  asks: (_, { agent, session }) => [
    ask("POWER-06", () => agent !== undefined),
    ask("POWER-14", () => session?.delegate !== undefined),
  ],
};

/** What a log, or a trace flag, of a publisher is to anybody but that publisher's agents (POWER-17). */
export const ofTheAgents = (publisher: string | undefined, { agent }: Acting): Asked =>
  ask("POWER-17", () => publisher !== undefined && publisher !== agent?.rows.id);

/** The debug log that a record is about. */
export const logIn = (entry: Entry, rows: OrgRows): Members | undefined =>
  rows.row("apexLogs", text(entry, "log") ?? /^debug log (.+)$/.exec(text(entry, "target") ?? "")?.[1]);

const VIEW_LOG: Sort = {
  needs: "View All Data",
  asks: (entry, acting, world) => {
    const log = logIn(entry, acting.person.rows);
    const namespace = text(entry, "namespace");
    const open = list(log, "open");
    return [
      ofTheAgents(text(log, "publisher"), acting),
      // Without a namespace the whole log is opened, and lines that are hidden are left out.
      ask("POWER-03", () => namespace !== undefined && acting.agent === undefined && !open.includes(namespace)),
      ...(namespace === undefined ? [] : [ofOthers({ namespace, acting, world })]),
    ];
  },
};

/** POWER: what is seen and done inside a subscriber org. */
export const POWER: Area = {
  acts: {
    "open the home page": {},
    "open Apex Classes": { needs: SETUP },
    "open an Apex class or trigger": { needs: SETUP },
    "view Apex source": VIEW,
    "save Apex source": {
      needs: "Modify All Data",
      saves: true,
      asks: (entry, { person }) => [readOnly(entry, person)],
    },
    "open Custom Settings": { needs: SETUP },
    "read a custom setting": SETTING,
    "create a record of a custom setting": SETTING,
    "edit a record of a custom setting": SETTING,
    "delete a record of a custom setting": SETTING,
    "open the records": {},
    "view a record": record("read"),
    "create a record": record("change"),
    "change a record": record("change"),
    "authorize an app": AUTHORIZE,
    "revoke an app": {},
    "register a connected app": { ...AUTHORIZE, needs: "Modify All Data" },
    "open the connected apps of the org": { needs: "Modify All Data" },
    "remove a connected app": { needs: "Modify All Data" },
    "ask who is calling": {},
    "ask who is calling the API": { needs: "API Enabled" },
    "open Connected Apps": {},
    "open Debug Logs": { needs: "View All Data" },
    "query rows": { needs: "API Enabled" },
    "describe objects": { needs: "API Enabled" },
    "read a row": { needs: "API Enabled" },
    "change records": { ...record("change"), needs: "API Enabled" },
    "read the limits of the org": { needs: "API Enabled" },
    "count records": { needs: "API Enabled" },
    "open a stream": { needs: "API Enabled" },
    "subscribe to /systemTopic/TestResult": { needs: "API Enabled" },
    "execute anonymous Apex": {},
    "call an Apex REST service": {},
    "write a row through the API": {},
    "read a file through the API": {},
    "describe metadata": { needs: SETUP },
    "list metadata": { needs: SETUP },
    "read metadata of objects": { needs: SETUP },
    "ask for metadata": { needs: SETUP },
    "retrieve metadata": { needs: SETUP },
    "run Apex tests": {},
    "ask for code completion": {},
    "search by SOSL": {},
    "deploy metadata": {},
    "change metadata": {},
    "read other metadata": {},
    "describe a type of metadata": {},
    "view a debug log": VIEW_LOG,
    "send email": {
      asks: (_, { agent, person }) => [
        ask("POWER-15", () => agent !== undefined && person.user.emailVerified !== true),
      ],
    },
  },
  named: [
    ["subscribe to /event/", EVENT],
    // What is no channel, or none that is simulated.
    ["subscribe to ", { needs: "API Enabled" }],
  ],
  events: {
    "power.code-viewed": VIEW,
    "power.code-changed": "save Apex source",
    "power.protected-setting-read": SETTING,
    "power.protected-setting-changed": SETTING,
    "power.setting-changed": SETTING,
    "power.record-changed": record("change"),
    "power.event-published": EVENT,
    "power.rows-queried": "query rows",
    "power.oauth-granted": AUTHORIZE,
    "power.oauth-revoked": {},
    "power.oauth-code-given": DATA_ACCESS,
    "power.app-registered": { ...DATA_ACCESS, needs: "Modify All Data" },
    "power.app-removed": { needs: "Modify All Data" },
    "power.email-sent": "send email",
    "log.read": VIEW_LOG,
  },
};

/** What a change says was there before must be what is there (A13). */
export function beforeOf(entry: Entry, rows: OrgRows): { readonly said: unknown; readonly was: unknown } | undefined {
  const [setting, fields] = [
    rows.row("settingRecords", text(entry, "record")),
    rows.row("records", text(entry, "record")),
  ];
  switch (entry.type) {
    case "power.protected-setting-changed":
    case "power.setting-changed":
      return { said: entry.before, was: part(setting, "values") };
    case "power.record-changed":
      return { said: entry.before, was: part(fields, "fields") };
    default:
      return undefined;
  }
}
