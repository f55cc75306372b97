import type { Command } from "commander";
import { actingAs } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { AS, type ReviewRow, TEXT } from "./review-rows.ts";
import { wholeNumber } from "./values.ts";

const IN_WORDS = [
  ["note", "note something in a review", "asked the agent for the case"],
  ["attest", "attest that what was reviewed is in order", "each change is in the case"],
  ["reject", "say that what was reviewed is not in order", "nobody asked for this change"],
  ["escalate", "pass a review on to whoever decides", "the publisher does not answer"],
  ["remediate", "say that what was found has been put in order", "the setting is what it was"],
] as const;

/** What people do in one review. */
export function stepCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "assign <review>",
    summary: "assign a review to a reviewer, or to oneself",
    options: [AS, ["--to <person>", "who is to review; oneself where nobody is named"]],
    examples: [
      "review assign R-00001 --as rita@trustwell.example",
      "review assign R-00001 --as rita@trustwell.example --to rolf@trustwell.example --json",
    ],
    client: true,
    act: assign,
  });
  for (const [name, summary, words] of IN_WORDS)
    command(group, outside, ending, {
      name: `${name} <review>`,
      summary,
      options: [AS, TEXT],
      examples: [
        `review ${name} R-00001 --as rita@trustwell.example --text "${words}"`,
        `review ${name} R-00001 --as rolf@trustwell.example --text "${words}" --json`,
      ],
      client: true,
      act: (given) => take(given, name, { text: given.needed("text") }),
    });
  command(group, outside, ending, {
    name: "disclose <review>",
    summary: "disclose to oneself what was there before and after, until the review is closed",
    options: [AS, ["--text <words>", "what the values are needed for"], ["--record <number>", "of this record alone"]],
    notes: [
      "A reviewer is shown who did what, and not what the org holds. Who disclosed it, and why, is on record in that org.",
    ],
    examples: [
      'review disclose R-00001 --as rita@trustwell.example --text "to compare it with the case"',
      'review disclose R-00001 --as rita@trustwell.example --record 17 --text "to compare it with the case" --json',
    ],
    client: true,
    act: disclose,
  });
  command(group, outside, ending, {
    name: "close <review>",
    summary: "close a review that is attested, or whose finding has been put in order",
    options: [AS],
    examples: [
      "review close R-00001 --as rita@trustwell.example",
      "review close R-00001 --as rolf@trustwell.example --json",
    ],
    client: true,
    act: (given) => take(given, "close"),
  });
}

async function assign(given: Given): Promise<Shown> {
  const to = given.text("to");
  if (to === undefined) return take(given, "assign", {});
  const { place } = await actingAs(given);
  const { org, id } = await personNamed(place, to);
  return take(given, "assign", { reviewer: { org, id } });
}

async function disclose(given: Given): Promise<Shown> {
  const record = given.text("record");
  const { person, send } = await actingAs(given);
  const review = await send<ReviewRow>("POST", pathOf(given, "disclose"), {
    text: given.needed("text"),
    ...(record !== undefined && { record: wholeNumber(record, "record") }),
  });
  const what = record === undefined ? "all that it is about" : `record ${record}`;
  return {
    data: { review },
    text: () => `${review.id}: the values of ${what} are disclosed to ${person.username} until it is closed`,
  };
}

const pathOf = (given: Given, step: string): string =>
  `/audit/reviews/${encodeURIComponent(given.args[0] ?? "")}/${step}`;

async function take(given: Given, step: string, body?: unknown): Promise<Shown> {
  const { send } = await actingAs(given);
  const review = await send<ReviewRow>("POST", pathOf(given, step), body);
  const { id, state, attestedBy, needs } = review;
  const more = step === "attest" && state === "assigned" ? `, attested by ${attestedBy.length} of ${needs}` : "";
  return { data: { review }, text: () => `${id} is ${state}${more}` };
}
