import type { Command } from "commander";
import { DAY, formatInstant, HOUR, type Instant, MINUTE, parseInstant } from "#domain/time.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import { type Names, namesOf, type UserRef } from "./names.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";

const UNITS: Readonly<Record<string, number>> = {
  second: 1000,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
};

/** A length of time as people write one, `8 days` or `90 minutes`, in whole seconds. */
export function parseLength(text: string): number {
  const [, count, unit] = /^(\d{1,6}) ?([a-z]+?)s?$/.exec(text.trim()) ?? [];
  const millis = unit === undefined ? undefined : UNITS[unit];
  if (millis === undefined || Number(count) === 0)
    throw wrongUsage(`"${text}" is no length of time`, 'write it like "8 days", "90 minutes" or "1 week"');
  return (Number(count) * millis) / 1000;
}

export function clockCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program.command("clock").summary("platform time").description("Platform time.");
  const at = (now: string) => formatInstant(now as Instant);
  command(group, outside, ending, {
    name: "show",
    summary: "show what time it is on the platform",
    examples: ["clock show", "clock show --json"],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const clock = await send<{ now: string; mode: string }>(place, place.token, "GET", "/sim/clock");
      return { data: clock, text: (page) => `${page.strong(at(clock.now))}  ${page.faint(clock.mode)}` };
    },
  });
  const moved = ({ now }: { readonly now: string }) => ({ data: { now }, text: () => `it is ${at(now)}` });
  command(group, outside, ending, {
    name: "set <instant>",
    summary: "move the clock forward to an instant",
    examples: ["clock set 2031-03-04T17:30:00Z", "clock set 2031-03-12T09:00:00Z --json"],
    client: true,
    act: async (given) => {
      const [text = ""] = given.args;
      const to = parseInstant(text);
      if (!to) throw wrongUsage(`"${text}" is no instant`, "write it like 2031-03-04T09:00:00Z");
      const place = placeOf(given);
      return moved(await send(place, place.token, "POST", "/sim/clock", { to }));
    },
  });
  command(group, outside, ending, {
    name: "advance <length...>",
    summary: "move the clock forward by a length of time",
    examples: ["clock advance 8 days", "clock advance 90 minutes"],
    client: true,
    act: async (given) => {
      const by = parseLength(given.args.join(" "));
      const place = placeOf(given);
      return moved(await send(place, place.token, "POST", "/sim/clock", { by }));
    },
  });
  command(group, outside, ending, {
    name: "next",
    summary: "show what happens by itself and when, soonest first",
    options: [["--limit <n>", "at most this many", "10"]],
    examples: ["clock next", "clock next --limit 3 --json"],
    client: true,
    act: async (given) => {
      const limit = wholeNumber(given.needed("limit"), "limit", 1000);
      const place = placeOf(given);
      const answer = await send<NextAnswer>(place, place.token, "GET", `/sim/clock/next?limit=${limit}`);
      const { next, all } = answer;
      if (next.length === 0)
        return {
          data: answer,
          text: () => "nothing happens by itself: nothing is running that time could end",
          exit: EXIT.nothing,
        };
      const names = await namesOf(place);
      const rows = next.map((one) => [at(one.at), one.event, whoOrWhat(names, one), names.org(one.org)]);
      const more = all > next.length ? `\nand ${all - next.length} more` : "";
      return {
        data: answer,
        text: async (page) => `${await page.table(["time", "event", "who, or what", "org"], rows)}${page.faint(more)}`,
      };
    },
  });
}

interface NextAnswer {
  readonly next: readonly {
    readonly at: string;
    readonly event: string;
    readonly what: string;
    readonly org: string;
    readonly user?: UserRef;
    readonly delegateUser?: UserRef;
  }[];
  readonly all: number;
}

/** The user it happens to, and the agent logged in as that user; what happens, where it happens to nobody. */
const whoOrWhat = (names: Names, { user, delegateUser, what }: NextAnswer["next"][number]): string => {
  if (!user) return what;
  return delegateUser ? `${names.user(delegateUser)} as ${names.user(user)}` : names.user(user);
};
