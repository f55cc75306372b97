import type { Command } from "commander";
import { parseId } from "#domain/ids.ts";
import { PLATFORM_USERS } from "#domain/org.ts";
import { formatInstant, type Instant, later } from "#domain/time.ts";
import { type Ask, keyboardIn } from "./acting.ts";
import { type Place, send } from "./client.ts";
import { parseLength } from "./clock.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure, wrongUsage } from "./failure.ts";
import { READER } from "./log.ts";
import { personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { subjectNamed } from "./subjects.ts";

interface FlagRow {
  readonly id: string;
  readonly traced: string;
  readonly kind: string;
  readonly logType: string;
  readonly debugLevel: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly state: string;
}

const LASTING = ["--for <length>", 'how long from now, such as "2 hours"; 30 minutes when a flag is set'] as const;
const LEVEL = ["--level <name>", "the debug level; make one with trace-flag level"] as const;

export function traceFlagCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("trace-flag")
    .summary("of whom debug logs are kept, for how long and how finely")
    .description("Trace flags and debug levels: of whom debug logs are kept, for how long and how finely.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the trace flags that are there for a reader",
    options: READER,
    examples: ["trace-flag list --as nia@acme.example", "trace-flag list --as nia@acme.example --json"],
    client: true,
    act: list,
  });
  command(group, outside, ending, {
    name: "level <name> <levels...>",
    summary: "make a debug level, or change the one of this name; categories that are not named log nothing",
    options: READER,
    examples: [
      "trace-flag level Everything APEX_CODE=FINEST DB=FINEST --as nia@acme.example",
      "trace-flag level Errors APEX_CODE=ERROR --as nia@acme.example --json",
    ],
    client: true,
    act: setLevel,
  });
  command(group, outside, ending, {
    name: "set",
    summary: "set a trace flag on a user, or on a class or trigger",
    options: [
      ...READER,
      ["--on <person>", `whom to trace: a user of the org, or ${PLATFORM_USERS.join(" or ")}`],
      ["--code <name>", "the class or trigger to trace, in place of a person"],
      ["--type <type>", "USER_DEBUG, DEVELOPER_LOG or CLASS_TRACING"],
      LEVEL,
      LASTING,
    ],
    examples: [
      "trace-flag set --as nia@acme.example --on omar@acme.example --level Everything",
      'trace-flag set --as nia@acme.example --code InvoiceReminder --level Everything --for "2 hours"',
    ],
    client: true,
    act: set,
  });
  command(group, outside, ending, {
    name: "change <flag>",
    summary: "change a trace flag, named by what it traces or by its id; with nothing to change enable it again",
    options: [...READER, LEVEL, LASTING],
    examples: [
      'trace-flag change omar@acme.example --for "8 hours" --as nia@acme.example',
      "trace-flag change omar@acme.example --as nia@acme.example --json",
    ],
    client: true,
    act: change,
  });
  command(group, outside, ending, {
    name: "delete <flag>",
    summary: "delete a trace flag, named by what it traces or by its id",
    options: READER,
    examples: [
      "trace-flag delete omar@acme.example --as nia@acme.example",
      "trace-flag delete InvoiceReminder --as nia@acme.example --json",
    ],
    client: true,
    act: remove,
  });
}

const at = (text: string): string => formatInstant(text as Instant);

const flagsIn = async (ask: Ask, org: string): Promise<readonly FlagRow[]> =>
  (await ask<{ traceFlags: readonly FlagRow[] }>("GET", `/orgs/${org}/setup/trace-flags`)).traceFlags;

async function list(given: Given): Promise<Shown> {
  const { ask, org } = await keyboardIn(given);
  const traceFlags = await flagsIn(ask, org);
  const rows = traceFlags.map((one) => [
    one.traced,
    one.logType,
    one.debugLevel,
    at(one.startsAt),
    at(one.endsAt),
    one.state,
  ]);
  return {
    data: { traceFlags },
    text: (page) =>
      rows.length > 0
        ? page.table(["traced", "log type", "debug level", "from", "until", "state"], rows)
        : "no trace flag",
    exit: traceFlags.length > 0 ? EXIT.done : EXIT.nothing,
  };
}

async function setLevel(given: Given): Promise<Shown> {
  const { ask, org } = await keyboardIn(given);
  const [name = "", ...pairs] = given.args;
  const levels = Object.fromEntries(pairs.map(levelIn));
  const level = await ask<{ name: string; levels: Readonly<Record<string, string>> }>(
    "PUT",
    `/orgs/${org}/setup/debug-levels/${encodeURIComponent(name)}`,
    { levels },
  );
  return { data: level, text: (page) => page.pairs(level.levels) };
}

/** `APEX_CODE=FINEST`. */
function levelIn(pair: string): readonly [string, string] {
  const [, category, level] = /^([A-Z_]+)=([A-Z]+)$/.exec(pair) ?? [];
  if (category === undefined || level === undefined)
    throw wrongUsage(`"${pair}" is no level of a category`, "write it like APEX_CODE=FINEST");
  return [category, level];
}

async function set(given: Given): Promise<Shown> {
  const { place, ask, org } = await keyboardIn(given);
  const body = { traced: await tracedIn(given, place, org), ...(await settingsIn(given, place)) };
  const type = given.text("type");
  const path = `/orgs/${org}/setup/trace-flags`;
  const { traceFlag } = await ask<{ traceFlag: string }>("POST", path, {
    ...body,
    ...(type !== undefined && { logType: type }),
  });
  return saved(ask, org, traceFlag);
}

async function change(given: Given): Promise<Shown> {
  const { place, ask, org } = await keyboardIn(given);
  const { id } = await flagNamed(ask, org, given.args[0] ?? "");
  await ask("PATCH", `/orgs/${org}/setup/trace-flags/${id}`, await settingsIn(given, place));
  return saved(ask, org, id);
}

async function remove(given: Given): Promise<Shown> {
  const { ask, org } = await keyboardIn(given);
  const { id, traced } = await flagNamed(ask, org, given.args[0] ?? "");
  const deleted = await ask<object>("DELETE", `/orgs/${org}/setup/trace-flags/${id}`);
  return { data: deleted, text: () => `${traced} is traced no more by ${id}` };
}

async function saved(ask: Ask, org: string, id: string): Promise<Shown> {
  const flag = await flagNamed(ask, org, id);
  return { data: flag, text: () => `${flag.traced} is traced at ${flag.debugLevel} until ${at(flag.endsAt)}` };
}

async function flagNamed(ask: Ask, org: string, text: string): Promise<FlagRow> {
  const flags = await flagsIn(ask, org);
  const id = parseId("TraceFlag", text);
  const named = flags.filter((one) => one.id === id || one.traced.toLowerCase() === text.toLowerCase());
  // What is traced in two ways is named by its id.
  const [found, other] = named;
  if (found && !other) return found;
  const there = (other ? named : flags).map(({ id: one, traced, logType }) => `${one} (${traced}, ${logType})`);
  throw new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: other ? `"${text}" could be several trace flags` : `no trace flag "${text}" is there`,
    hint: there.length > 0 ? `name one by its id: ${there.join(", ")}` : "see understudy trace-flag list",
  });
}

/** What is to be traced, as the interface takes it. */
async function tracedIn(given: Given, place: Place, org: string): Promise<object> {
  const code = given.text("code");
  if (code !== undefined) {
    const id = await subjectNamed(place, org, "code", code);
    return { kind: parseId("ApexTrigger", id) ? "trigger" : "class", id };
  }
  const on = given.needed("on");
  if (PLATFORM_USERS.some((one) => one === on)) return { kind: on };
  return { kind: "user", id: (await personNamed(place, on, org)).id };
}

async function settingsIn(given: Given, place: Place): Promise<object> {
  const [level, lasting] = [given.text("level"), given.text("for")];
  const clock =
    lasting === undefined ? undefined : await send<{ now: string }>(place, place.token, "GET", "/sim/clock");
  return {
    ...(level !== undefined && { debugLevel: level }),
    ...(clock && lasting !== undefined && { endsAt: later(clock.now as Instant, parseLength(lasting) * 1000) }),
  };
}
