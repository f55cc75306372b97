import type { DataTable } from "@cucumber/cucumber";
import type { OrgId } from "#domain/ids.ts";
import { CATEGORIES, type Category, everyCategory, type Level, type Levels } from "#domain/log/level.ts";
import { MB } from "#domain/log/storage.ts";
import type { LogType, Traced, TraceFlag } from "#domain/log/trace-flag.ts";
import type { CodeUnit, Origin, Traceable } from "#domain/log/transaction.ts";
import { type ApexLog, companyOf, type LogUser, type OrgRows } from "#domain/org.ts";
import { type Instant, later } from "#domain/time.ts";
import { anApexLog } from "#fixtures/builders.ts";
import type { RunTransaction } from "#usecases/log/run-transaction.ts";
import type { TraceFlagSettings } from "#usecases/log/trace-flags.ts";
import { rowsAre } from "./lmo-rows.ts";
import { parseMoment } from "./parameter-types.ts";
import { placeOf, rowsAround, theRow } from "./place.ts";
import type { Story } from "./story.ts";
import { pairsIn, rowsIn } from "./table.ts";
import type { World } from "./world.ts";

// What stories of debug logs name, looked up in the org that somebody is working in.

/** `the class InvoiceReminder`, `the automated process`, or the first name of a user of the org. */
export function tracedIn(world: World, rows: OrgRows, text: string): Traced {
  if (text === "the automated process") return { kind: "automated process" };
  if (text === "the platform integration") return { kind: "platform integration" };
  const [, kind, name] = /^the (class|trigger) (\w+)$/.exec(text) ?? [];
  if (kind) {
    const { id } = theRow(rows, "apexClasses", text, (code) => code.kind === kind && code.name === name);
    return { kind, id } as Traced;
  }
  return { kind: "user", id: world.story.person(text).ref.id };
}

/** The trace flags that are on this, oldest first, whoever may see them. */
async function flagsOn(world: World, who: string, text: string): Promise<readonly TraceFlag[]> {
  const traced = tracedIn(world, await rowsAround(world, who), text);
  const flags = world.story.simulator.ports.folds.tracing.flags.get(placeOf(world, who)) ?? [];
  return flags.filter((one) => JSON.stringify(one.traced) === JSON.stringify(traced));
}

/** The newest trace flag that is on this. */
export async function flagOn(world: World, who: string, text: string): Promise<TraceFlag> {
  const flag = (await flagsOn(world, who, text)).at(-1);
  if (!flag) throw new Error(`no trace flag is on ${text}`);
  return flag;
}

/** The oldest trace flag that is on this. */
export async function firstFlagOn(world: World, who: string, text: string): Promise<TraceFlag> {
  const [flag] = await flagsOn(world, who, text);
  if (!flag) throw new Error(`no trace flag is on ${text}`);
  return flag;
}

/** `| APEX_CODE | FINEST |`, a row for each category. */
export const levelsIn = (table: DataTable): Partial<Levels> => pairsIn(table, [], CATEGORIES) as Partial<Levels>;

/** What a table says of a trace flag: `log type`, `debug level`, `from`, `until`, `own levels`. */
export function settingsIn(table: DataTable): TraceFlagSettings & { readonly logType?: LogType } {
  const told = pairsIn(table, [], ["log type", "debug level", "from", "until", "own levels"]);
  const { "log type": logType, "debug level": debugLevel, from, until, "own levels": own } = told;
  return {
    ...(logType && { logType: logType as LogType }),
    ...(debugLevel && { debugLevel }),
    ...(from && { startsAt: parseMoment(from) }),
    ...(until && { endsAt: parseMoment(until) }),
    ...(own && { levels: everyCategory(own as Level) }),
  };
}

/** Whom a transaction runs as, and in whose LoginAs session: an agent who is logged in works as the user. */
function runnerNamed(world: World, text: string): Pick<RunTransaction, "org" | "user" | "agent"> {
  const { story } = world;
  if (text.startsWith("the ")) return { org: story.person("Nia").ref.org, user: text.slice(4) as LogUser };
  const { ref } = story.person(text);
  const login = [...story.simulator.ports.folds.running.sessions.values()].findLast(
    ({ delegate }) => delegate?.org === ref.org && delegate.id === ref.id,
  );
  return login ? { org: login.user.org, user: login.user.id, agent: ref } : { org: ref.org, user: ref.id };
}

/** One debug statement of the org's own, where a story does not say what happened. */
const SOMETHING: readonly Traceable[] = [{ text: "USER_DEBUG|[3]|DEBUG|done", category: "APEX_CODE", level: "DEBUG" }];

export const transactionOf = (
  world: World,
  origin: Origin,
  operation: string,
  runner: string,
  body: RunTransaction["body"] = SOMETHING,
): RunTransaction => ({
  ...runnerNamed(world, runner),
  origin,
  operation,
  application: "Browser",
  request: "Application",
  status: "Success",
  duration: 12,
  body,
});

/** What happened in a transaction, row by row; rows that name the class or trigger they are in make one code unit. */
export async function happenedIn(world: World, runner: string, table: DataTable): Promise<RunTransaction["body"]> {
  const rows = await world.story.simulator.ports.orgs.of(runnerNamed(world, runner).org);
  return rowsIn(table, ["event", "category", "level"], ["in"]).map(
    ({ event, category, level, in: place }): Traceable | CodeUnit => {
      const line = { text: event, category: category as Category, level: level as Level };
      if (!place) return line;
      const code = theRow(rows, "apexClasses", place, ({ name }) => name === place);
      const namespace = code.namespace && { namespace: code.namespace };
      return { unit: place, code: code.id, ...namespace, body: [line] };
    },
  );
}

/** Puts logs of this size in place, none larger than a log can be; what they say nobody reads. */
export async function logsAre(
  story: Story,
  org: string,
  size: number,
  startedAt: Instant,
  about: { readonly publisher?: OrgId } = {},
): Promise<void> {
  await rowsAre(story, org, `${size} MB of debug logs`, (rows) => {
    const [user] = Object.values(rows.users);
    if (!user) throw new Error(`${companyOf(rows).name} has no user`);
    const before = Object.values(rows.apexLogs).filter(({ operation }) => operation.startsWith("Load ")).length;
    const sizes = Array.from({ length: Math.ceil(size / 20) }, (_, nth) => Math.min(20, size - nth * 20));
    return sizes.map((mb, nth) => {
      const id = story.simulator.ports.ids.next("ApexLog");
      // One after another, so that there is an oldest.
      const at = later(startedAt, nth);
      const row: ApexLog = anApexLog({
        id,
        user: user.id,
        operation: `Load ${before + nth + 1}`,
        startedAt: at,
        lines: [],
        ...about,
      });
      return { table: "apexLogs", id, row: { ...row, length: mb * MB } };
    });
  });
}
