import type { Area, Sort } from "./act.ts";
import type { Debug } from "./debug-session.ts";
import { type Entry, type Members, part, text } from "./entry.ts";
import { theApp } from "./lmo.ts";
import { matches } from "./pattern.ts";
import { readOnly } from "./power.ts";
import type { OrgRows, Person } from "./rows.ts";
import { type Asked, ask } from "./ruling.ts";
import { hiding, sight } from "./sight.ts";
import { THREADS } from "./threads.ts";
import type { Acting, World } from "./world.ts";

const SETUP = "View Setup and Configuration";
const API = "API Enabled";
const ENGINEER = "View and Debug Managed Apex";
const ASYNCHRONOUS = [
  "BATCH_APEX",
  "FUTURE",
  "INBOUND_EMAIL_SERVICE",
  "QUEUEABLE",
  "RUN_TESTS_ASYNCHRONOUS",
  "SCHEDULED",
];
/** What this debugger is asked in vain (DEBUG-31, DEBUG-39). */
const MISSING: Readonly<Record<string, string>> = {
  "conditional breakpoint": "DEBUG-31",
  "hit-count breakpoint": "DEBUG-31",
  "function breakpoint": "DEBUG-31",
  "step back": "DEBUG-31",
  "restart frame": "DEBUG-31",
  "set variable": "DEBUG-31",
  "evaluate an expression": "DEBUG-39",
  "watch an expression": "DEBUG-39",
};

const reaches = ({ person }: Acting, needs: readonly string[]): Asked =>
  ask("DEBUG-47", () => !needs.every((one) => person.has(one)));
const engineers = ({ agent }: Acting): Asked => ask("DEBUG-08", () => agent !== undefined && !agent.has(ENGINEER));
const manages = (person: Person): Asked =>
  ask("DEBUG-08", () => !person.has(ENGINEER) || !person.has("Modify All Data"));
const bySetup = ({ agent }: Acting): Asked => ask("DEBUG-10", () => agent === undefined);

const maintenance = (rows: OrgRows, world: World): Asked =>
  ask("DEBUG-21", () => world.instances.maintenanceSince(text(rows.company, "instance")) !== undefined);
const oneForTheSandbox = (rows: OrgRows, world: World): Asked =>
  ask("DEBUG-06", () => world.debugging.inOrg(rows.id).length > 0);

/** The project that is to be used: the one of the path, or the one set up last with this session. */
function projectOf(entry: Entry, { session }: Acting, world: World) {
  const path = text(entry, "project");
  if (!session?.delegate) return undefined;
  return path === undefined
    ? world.debugging.projectOf(session.delegate, session.id)
    : world.debugging.project(session.delegate, path);
}

const stored = (entry: Entry, acting: Acting, world: World): Asked =>
  ask("DEBUG-15", () => projectOf(entry, acting, world)?.login !== acting.session?.id);

/** A link that no debugging session has used, and a project that was set up with it (DEBUG-23). */
const startedAnew = (entry: Entry, acting: Acting, world: World, launches: boolean): Asked =>
  ask("DEBUG-23", () => {
    const link = acting.session && world.debugging.link(acting.session.id);
    if (!link) return true;
    const project = launches ? projectOf(entry, acting, world) : undefined;
    return project !== undefined && project.login === acting.session?.id && !link.has(project.path);
  });

const placesTaken = (world: World, org: string, type: string, isMeant: (debug: Debug) => boolean): number =>
  [...world.debugging.running].filter((one) => one.license.org === org && one.license.type === type && isMeant(one))
    .length;

/** How many places a publisher has, and which are open: the free one serves subscribers alone (DEBUG-03, DEBUG-05). */
function allowance(acting: Acting, world: World): readonly Asked[] {
  const { agent, person } = acting;
  if (!agent) return [];
  const { id, company } = agent.rows;
  const bought = world.policies.debuggerAllowance + (Number(part(company, "lma")?.boughtDebuggers ?? 0) || 0) - 1;
  const ofPublisher = ({ publisher }: Debug) => publisher === id;
  const isOwn = part(person.rows.company, "sandbox")?.of === id;
  const free = !isOwn && placesTaken(world, id, "free", ofPublisher) < 1;
  const open = free || placesTaken(world, id, "bought", ofPublisher) < bought;
  return [ask("DEBUG-05", () => isOwn && !open), ask("DEBUG-03", () => !isOwn && !open)];
}

/** The subscriber's own places, by the edition of its production org and over all its sandboxes (DEBUG-07). */
function ownAllowance({ person }: Acting, world: World): Asked {
  return ask("DEBUG-07", () => {
    const production = world.rows.of(text(part(person.rows.company, "sandbox"), "of"));
    const company = production?.company;
    if (!production || !company || company.kind === "trial") return true;
    const included = { Performance: 1, Unlimited: 1, Enterprise: 0 }[text(company, "edition") ?? ""];
    if (included === undefined) return true;
    const own = ({ publisher }: Debug) => publisher === undefined;
    const taken = (type: string) => placesTaken(world, production.id, type, own);
    return taken("included") >= included && taken("bought") >= (Number(company.boughtDebuggers ?? 0) || 0);
  });
}

const START: Sort = {
  asks: (entry, acting, world) => [
    bySetup(acting),
    reaches(acting, [API]),
    engineers(acting),
    startedAnew(entry, acting, world, true),
    stored(entry, acting, world),
    maintenance(acting.person.rows, world),
    oneForTheSandbox(acting.person.rows, world),
    ...allowance(acting, world),
  ],
};

const START_OWN: Sort = {
  needs: "Debug Apex",
  asks: (_, acting, world) => [
    maintenance(acting.person.rows, world),
    oneForTheSandbox(acting.person.rows, world),
    ownAllowance(acting, world),
  ],
};

/** What an engineer does at a debugger that runs: the client calls the API as the user. */
const at = (more: (entry: Entry, acting: Acting, world: World) => readonly Asked[] = () => []): Sort => ({
  asks: (entry, acting, world) => [reaches(acting, [API]), engineers(acting), ...more(entry, acting, world)],
});

const resume = at((entry, _, world) => {
  const thread = world.debugging.get(text(entry, "debugSession"))?.threads.get(text(entry, "request") ?? "");
  return [ask("DEBUG-40", () => (text(entry, "request") === undefined ? undefined : thread?.state === "running"))];
});

/** More than the globals of hidden code are never read, and the record says under which rule so few were. */
const variables = at((entry, { person }, world) => {
  const debug = world.debugging.get(text(entry, "debugSession"));
  if (!debug || entry.type !== "debug.variables-read")
    return [ask("DEBUG-39", () => (entry.type === "debug.refused" ? undefined : false))];
  return [
    ...hiding(debug, text(entry, "file") ?? "", person.rows).map(({ rule, broken }) =>
      ask(rule, () => entry.decision?.rule !== rule && broken()),
    ),
  ];
});

const END: Sort = {
  asks: (entry, { person, session }, world) => {
    const id = text(entry, "debugSession");
    const running = world.debugging.inOrg(person.rows.id);
    const found = id === undefined ? running[0] : running.find((one) => one.id === id);
    const isOwn = found !== undefined && found.login === session?.id;
    return [
      ask("DEBUG-25", () => found === undefined),
      ...(isOwn ? [] : [ask("POWER-08", () => !person.has("Modify All Data"))]),
    ];
  },
};

const REMOVE: Sort = {
  asks: (entry, { person }, world) => [
    theApp(person),
    manages(person),
    ask("DEBUG-25", () => {
      const id = text(entry, "debugSession");
      return id === undefined ? undefined : world.debugging.get(id)?.publisher !== person.rows.id;
    }),
  ],
};

/** Whether a request that begins is one that a debugging session debugs. */
const REQUEST: Sort = {
  apart: (entry, world) => {
    const debug = world.debugging.get(text(entry, "debugSession"));
    if (!debug) return [];
    const type = text(entry, "requestType") ?? "";
    return [
      ask(
        "DEBUG-27",
        () =>
          debug.publisher !== undefined &&
          world.policies.debugEventScope !== "allUsers" &&
          entry.user?.id !== debug.user.id,
      ),
      ask("DEBUG-34", () => ASYNCHRONOUS.includes(type) && entry.inTest !== true),
      ask("DEBUG-28", () => leftOut(entry, debug.filters)),
      ask("DEBUG-17", () => debug.threads.size >= THREADS),
    ];
  },
};

const listed = (filters: Members | undefined, name: string): readonly string[] =>
  (text(filters, name) ?? "").split(",").filter((one) => one !== "");

/** Whether a filter of the session leaves a request out; an empty one lets everything through (DEBUG-28). */
function leftOut(entry: Entry, filters: Members | undefined): boolean | undefined {
  const [users, types] = [listed(filters, "userIdFilter"), listed(filters, "requestTypeFilter")];
  const [expression, entryPoint] = [text(filters, "entryPointFilter") ?? "", text(entry, "entryPoint")];
  if (users.length > 0 && !users.includes(entry.user?.id ?? "")) return true;
  if (types.length > 0 && !types.includes(text(entry, "requestType") ?? "")) return true;
  if (expression === "") return false;
  const fits = entryPoint === undefined ? undefined : matches(expression, entryPoint);
  return fits === undefined ? undefined : !fits;
}

const STOP: Sort = {
  apart: (entry, world) => {
    const debug = world.debugging.get(text(entry, "debugSession"));
    const rows = world.rows.of(entry.org);
    if (!debug || !rows) return [];
    const file = text(entry, "file") ?? "";
    const exception = text(entry, "exception");
    const hit = debug.breakpoints.get(text(entry, "breakpoint") ?? "");
    return [
      ...sight(debug, file, rows),
      ...(entry.decision?.rule === "DEBUG-29"
        ? [ask("DEBUG-29", () => hit?.verified !== true || hit.file !== file || hit.line !== entry.line)]
        : []),
      ...(exception === undefined
        ? []
        : [
            ask(
              "DEBUG-30",
              () =>
                debug.orphaned ||
                ![...debug.breakpoints.values()].some((one) => one.kind === "exception" && one.exception === exception),
            ),
          ]),
    ];
  },
};

const inVain = Object.entries(MISSING).map(([what, rule]): readonly [string, Sort] => [
  `ask the debugger: ${what}`,
  at(() => [ask(rule, () => true)]),
]);

const DEPLOY: Sort = {
  needs: "Modify All Data",
  asks: (entry, acting, world) => [
    bySetup(acting),
    reaches(acting, [API]),
    stored(entry, acting, world),
    readOnly(entry, acting.person),
  ],
};

/** DEBUG: who debugs where, and what the debugger does. */
export const DEBUG: Area = {
  acts: {
    "prepare a partner debugging session": {
      asks: (_, acting) => [
        reaches(acting, [SETUP, API]),
        ask("POWER-05", () => acting.agent === undefined),
        ask("DEBUG-02", () => acting.person.rows.company?.kind !== "sandbox"),
        engineers(acting),
      ],
    },
    "set up a project for ISV debugging": {
      asks: (entry, acting, world) => [
        bySetup(acting),
        ask("DEBUG-11", () => {
          const stores = part(entry, "stores");
          return stores && (text(stores, "instanceUrl") === undefined || text(stores, "session") === undefined);
        }),
        reaches(acting, [API]),
        engineers(acting),
        startedAnew(entry, acting, world, false),
      ],
    },
    "start a debugging session": START,
    "debug Apex": START_OWN,
    "open Apex Debugger": { needs: SETUP },
    "view debugging sessions": { asks: (_, { person }) => [theApp(person), manages(person)] },
    "remove a debugging session": REMOVE,
    "end a debugging session": END,
    "close the IDE": {},
    "list downloaded code": {},
    "delete downloaded code": {},
    "deploy Apex source": DEPLOY,
    "set a breakpoint": at(),
    "set an exception breakpoint": at(),
    "remove a breakpoint": at(),
    "step a thread": resume,
    "continue a thread": resume,
    "read variables": variables,
    "view the debugger": at(),
    "read the debugger's events": at(),
    "subscribe to /systemTopic/ApexDebuggerEvent": { needs: API, ...at() },
    "subscribe to /systemTopic/ApexDebuggerSystemEvent": { needs: API, ...at() },
    ...Object.fromEntries(inVain),
  },
  events: {
    "debug.prepared": "prepare a partner debugging session",
    "debug.code-downloaded": "set up a project for ISV debugging",
    "debug.code-deleted": "delete downloaded code",
    "debug.duty-closed": "delete downloaded code",
    "debug.orphaned": "close the IDE",
    "debug.breakpoint-set": at(),
    "debug.breakpoint-removed": at(),
    "debug.resumed": resume,
    "debug.variables-read": variables,
    "debug.request-started": REQUEST,
    "debug.request-passed": REQUEST,
    "debug.request-waits": REQUEST,
    "debug.request-refused": REQUEST,
    "debug.stopped": STOP,
    "debug.exception-thrown": STOP,
  },
};

/** A start is the publisher's or the subscriber's own; an end is made in the org or from the publisher's; a deployment is no save. */
export function sortOfDebugging(entry: Entry): Sort | undefined {
  switch (entry.type) {
    case "debug.started":
      return text(entry, "publisher") === undefined ? START_OWN : START;
    case "debug.ended":
      return entry.session === undefined ? REMOVE : END;
    case "power.code-changed":
      return entry.decision?.rule === "DEBUG-42" ? DEPLOY : undefined;
    default:
      return undefined;
  }
}
