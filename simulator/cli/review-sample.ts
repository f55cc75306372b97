import type { Command } from "commander";
import { parseInstant } from "#domain/time.ts";
import { actingAs } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { AS, askerOf, READS_AS } from "./review-rows.ts";
import { wholeNumber } from "./values.ts";

/** Drawing sessions by sample, and drawing them again. */
export function sampleCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "sample",
    summary: "draw a sample of the sessions that ended in a period",
    options: [
      AS,
      ["--from <instant>", "where the period begins"],
      ["--to <instant>", "where it ends; it must be over"],
      ["--rate <percent>", "of a hundred sessions, how many at least"],
    ],
    examples: [
      "review sample --as rita@trustwell.example --from 2031-03-03T00:00Z --to 2031-03-04T00:00Z --rate 20",
      "review sample --as rita@trustwell.example --from 2031-03-02T00:00Z --to 2031-03-03T00:00Z --rate 5 --json",
    ],
    client: true,
    act: draw,
  });
  command(group, outside, ending, {
    name: "redraw <sample>",
    summary: "draw a sample again from what the log says, and compare",
    options: [READS_AS],
    examples: ["review redraw S-00001", "review redraw S-00001 --as rita@trustwell.example --json"],
    client: true,
    act: redraw,
  });
}

interface SampleDrawn {
  readonly sample: string;
  readonly of: number;
  readonly sessions: readonly string[];
  readonly reviews: readonly string[];
}

async function draw(given: Given): Promise<Shown> {
  const body = {
    from: instantIn(given, "from"),
    to: instantIn(given, "to"),
    rate: wholeNumber(given.needed("rate"), "rate", 100),
  };
  const { send } = await actingAs(given);
  const drawn = await send<SampleDrawn>("POST", "/audit/samples", body);
  const { sample, of, sessions, reviews } = drawn;
  return {
    data: drawn,
    text: () =>
      [
        `${sample}: ${sessions.length} of ${of} sessions drawn`,
        ...sessions.map((session, nth) => `  ${reviews[nth]}  ${session}`),
      ].join("\n"),
  };
}

function instantIn(given: Given, name: string): string {
  const text = given.needed(name);
  const at = parseInstant(text);
  if (!at) throw wrongUsage(`--${name} cannot be "${text}"`, "write it like 2031-03-04T09:00:00Z");
  return at;
}

interface Redrawn {
  readonly sample: string;
  readonly recorded: readonly string[];
  readonly redrawn: readonly string[];
  readonly seedIsOfTheLog: boolean;
  readonly holds: boolean;
}

async function redraw(given: Given): Promise<Shown> {
  const { send } = await askerOf(given);
  const path = `/audit/samples/${encodeURIComponent(given.args[0] ?? "")}/redraw`;
  const again = await send<Redrawn>("GET", path);
  const { sample, recorded, redrawn, seedIsOfTheLog, holds } = again;
  const why = seedIsOfTheLog ? `${redrawn.join(", ") || "nothing"} comes out` : "the log never had the seed on record";
  return {
    data: again,
    exit: holds ? EXIT.done : EXIT.no,
    text: (page) =>
      holds
        ? `${page.good("the same")}: ${sample}, ${recorded.length} sessions`
        : `${page.bad("not the same")}: ${sample} has ${recorded.join(", ") || "nothing"} on record, and ${why}`,
  };
}
