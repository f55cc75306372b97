import type { Area, Sort } from "./act.ts";
import { count, type Entry, part, text } from "./entry.ts";
import { logIn, ofTheAgents } from "./power.ts";
import type { OrgRows, Person } from "./rows.ts";
import { type Asked, ask, untold } from "./ruling.ts";
import { millis } from "./time.ts";
import { follows, hoursOf, MOST } from "./tracing.ts";
import type { World } from "./world.ts";

const CODE = ["class", "trigger"];

/** Whoever may not view all data keeps, sees and deletes no debug logs (LOG-03). */
const right = (person: Person): Asked => ask("LOG-03", () => !person.has("View All Data"));

/** Bytes of all debug logs that an org has (LOG-23). */
const stored = (rows: OrgRows): number =>
  [...rows.all("apexLogs")].reduce((sum, log) => sum + (count(log, "length") ?? 0), 0);

/** What setting a trace flag or changing one is asked; a refusal does not tell what was wanted. */
const FLAG: Sort = {
  asks: (entry, { person }, world) => {
    const [kind, logType] = [text(part(entry, "traced"), "kind"), text(entry, "logType")];
    const [startsAt, endsAt] = [text(entry, "startsAt"), text(entry, "endsAt")];
    const refused = entry.type === "log.refused";
    return [
      right(person),
      ask("LOG-04", () => (kind === undefined ? undefined : CODE.includes(kind) !== (logType === "CLASS_TRACING"))),
      ask("LOG-05", () => (refused ? undefined : text(entry, "level") === undefined)),
      ask("LOG-07", () =>
        startsAt === undefined || endsAt === undefined
          ? undefined
          : hoursOf(millis(startsAt), millis(endsAt)) > world.policies.traceFlagMaxWindow,
      ),
      ask("LOG-12", () => world.policies.logOverflow === "blockTraceFlags" && stored(person.rows) > MOST),
      ask("LOG-13", () => world.tracing.bursts(person.rows.id, world.now)),
    ];
  },
};

const onlyTheRight: Sort = { asks: (_, { person }) => [right(person)] };
const writing: Sort = { asks: (_, { person }) => [right(person), ask("LOG-21", () => true)] };

/** A log is written for a reason: a flag that follows whoever it runs as, a test, or parameters of the request (LOG-02, LOG-07). */
function causeStands(entry: Entry, world: World): boolean | undefined {
  if (text(entry, "cause") !== "trace flag") return true;
  const log = part(part({ change: (entry.changes as readonly unknown[] | undefined)?.[0] }, "change"), "row");
  const user = text(log, "user");
  if (user === undefined) return undefined;
  return world.tracing.flags(entry.org).some((flag) => follows(flag, user, world.now));
}

/** LOG: trace flags and debug logs. */
export const LOG: Area = {
  acts: {
    "see the trace flags": onlyTheRight,
    "set a trace flag": FLAG,
    "change a trace flag": FLAG,
    "delete a trace flag": onlyTheRight,
    "set a debug level": onlyTheRight,
    "query ApexLog records": onlyTheRight,
    "subscribe to /systemTopic/Logging": { needs: "API Enabled", ...onlyTheRight },
    "insert ApexLog records": writing,
    "change ApexLog records": writing,
    "delete a debug log": {
      asks: (entry, acting) => [
        right(acting.person),
        ofTheAgents(text(logIn(entry, acting.person.rows), "publisher"), acting),
      ],
    },
  },
  events: {
    "log.debug-level-set": onlyTheRight,
    "log.trace-flag-set": FLAG,
    "log.trace-flag-changed": FLAG,
    "log.trace-flag-deleted": onlyTheRight,
    "log.trace-flag-disabled": { apart: () => [untold("LOG-13")] },
    "log.written": {
      apart: (entry, world) => [ask("LOG-07", () => causeStands(entry, world) === false)],
    },
    "log.deleted": "delete a debug log",
  },
};
