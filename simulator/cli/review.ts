import type { Command } from "commander";
import { actingAs } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import { namesOf } from "./names.ts";
import type { Outside } from "./outside.ts";
import { AS, askerOf, queueOf, READS_AS, type ReviewRow, sheetOf, TEXT } from "./review-rows.ts";
import { sampleCommands } from "./review-sample.ts";
import { stepCommands } from "./review-steps.ts";
import { wholeNumber } from "./values.ts";

export function reviewCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("review")
    .summary("reviews of what agents did")
    .description("Reviews of LoginAs sessions, debugging sessions and refusals.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the reviews that are not closed, or all there have been",
    options: [READS_AS, ["--all", "what is closed, too"]],
    examples: ["review list", "review list --all --as rita@trustwell.example --json"],
    client: true,
    act: list,
  });
  command(group, outside, ending, {
    name: "show <review>",
    summary: "show one review with all that was done in it",
    options: [READS_AS],
    examples: ["review show R-00001", "review show R-00001 --as rita@trustwell.example --json"],
    client: true,
    act: async (given) => {
      const { place, send } = await askerOf(given);
      const review = await send<ReviewRow>("GET", `/audit/reviews/${encodeURIComponent(given.args[0] ?? "")}`);
      const names = await namesOf(place);
      return { data: { review }, text: (page) => sheetOf(review, names, page) };
    },
  });
  command(group, outside, ending, {
    name: "open",
    summary: "open a review for something that was found",
    options: [
      AS,
      TEXT,
      ["--session <id>", "a LoginAs session"],
      ["--debug-session <id>", "a debugging session"],
      ["--records <numbers>", "records of the log: 17, or 17-20"],
    ],
    examples: [
      'review open --as rita@trustwell.example --records 1-3 --text "two logins at the same time"',
      'review open --as rita@trustwell.example --records 2 --text "no case was named" --json',
    ],
    client: true,
    act: open,
  });
  stepCommands(group, outside, ending);
  sampleCommands(group, outside, ending);
}

async function list(given: Given): Promise<Shown> {
  const { place, send } = await askerOf(given);
  const closed = given.options.all === true ? "shown" : "hidden";
  const { reviews } = await send<{ reviews: readonly ReviewRow[] }>("GET", `/audit/reviews?closed=${closed}`);
  const names = await namesOf(place);
  return {
    data: { reviews },
    text: (page) => (reviews.length > 0 ? queueOf(reviews, names, page) : "there is nothing to review"),
    exit: reviews.length > 0 ? EXIT.done : EXIT.nothing,
  };
}

async function open(given: Given): Promise<Shown> {
  const body = { about: subjectIn(given), text: given.needed("text") };
  const { send } = await actingAs(given);
  const review = await send<ReviewRow>("POST", "/audit/reviews", body);
  return { data: { review }, text: () => `${review.id} is open` };
}

/** What a finding is about: one thing, whichever of the options names it. */
function subjectIn(given: Given) {
  const [session, debugSession, records] = [given.text("session"), given.text("debugSession"), given.text("records")];
  const named = [session, debugSession, records].filter((one) => one !== undefined);
  if (named.length !== 1)
    throw wrongUsage("name one thing to review", "use --session, --debug-session or --records, and only one of them");
  if (session !== undefined) return { session };
  if (debugSession !== undefined) return { debugSession };
  const [first = "", last = first, ...more] = (records ?? "").split("-");
  if (more.length > 0) throw wrongUsage(`--records cannot be "${records}"`, "write it like 17 or 17-20");
  return { first: wholeNumber(first, "records"), last: wholeNumber(last, "records") };
}
