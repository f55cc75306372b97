import type { Command } from "commander";
import { GRANT_FLAGS } from "#usecases/audit/grants.ts";
import { EXPOSURES } from "#usecases/audit/regard.ts";
import { AS_OF, askedFor, LIMIT, limitIn, ORG, PERIOD, PERSON, STATE, sessionIn, typesIn } from "./audit-asking.ts";
import { follow } from "./audit-follow.ts";
import { questionsFor } from "./audit-questions-source.ts";
import { sheetText } from "./audit-sheet.ts";
import { entryTable, exposureTable, grantTable, refusalTables, whoTable } from "./audit-shown.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { READS_AS } from "./review-rows.ts";
import { wholeNumber } from "./values.ts";

const EVENTS = [
  ["--session <id>", "only of this session"],
  ["--type <event>", "only these events: one by name, or an area, such as audit for who has read the log"],
  ["--refused", "only what was refused"],
] as const;

/** What a reviewer asks of the log: of the running simulator's or, with --state, of a folder's. */
export function auditQuestionCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "who",
    summary: "who was in an org as whom, when, how long and from where",
    options: [
      STATE,
      READS_AS,
      ORG,
      PERSON,
      ...PERIOD,
      ["--without-case", "only those who named no case"],
      ["--before <number>", "only those that began before this record"],
      AS_OF,
      LIMIT,
    ],
    examples: ['audit who --org "Acme Corp"', "audit who --person sam@ledgerlabs.example --without-case"],
    client: true,
    act: who,
  });
  command(group, outside, ending, {
    name: "timeline",
    summary: "all that happened, of an org, a person or a session",
    options: [
      STATE,
      READS_AS,
      ORG,
      PERSON,
      ...EVENTS,
      ...PERIOD,
      ["--from <number>", "from this record on"],
      AS_OF,
      LIMIT,
    ],
    examples: ['audit timeline --org "Acme Corp" --limit 20', "audit timeline --type grant --as-of 40"],
    client: true,
    act: timeline,
  });
  command(group, outside, ending, {
    name: "session <id>",
    summary: "one session: its login access, whether that ran at each act, what was looked at and changed",
    options: [STATE, READS_AS, AS_OF],
    examples: ["audit session 0Ak5f0000004C94CAE", "audit session 0Ak5f0000004C94CAE --as rita@trustwell.example"],
    client: true,
    act: sheet,
  });
  command(group, outside, ending, {
    name: "grants",
    summary: "login access that was given, and what of it should be looked at",
    options: [
      STATE,
      READS_AS,
      ORG,
      ["--flag <flag>", `only what is ${GRANT_FLAGS.join(", ")}, or any of these`],
      ...PERIOD,
      AS_OF,
      LIMIT,
    ],
    examples: ["audit grants --flag any", 'audit grants --org "Acme Corp" --flag "never used"'],
    client: true,
    act: grants,
  });
  command(group, outside, ending, {
    name: "refusals",
    summary: "what was refused, by which rule, and where somebody tried again and again",
    options: [STATE, READS_AS, ORG, PERSON, ["--rule <rule>", "only under this rule"], ...PERIOD, AS_OF, LIMIT],
    examples: ['audit refusals --org "Acme Corp"', "audit refusals --rule GRANT-03 --limit 5"],
    client: true,
    act: refusals,
  });
  command(group, outside, ending, {
    name: "exposure",
    summary: "which sessions saw protected settings, code, debug logs or variables",
    options: [STATE, READS_AS, ORG, PERSON, ["--kind <kind>", `only ${EXPOSURES.join(", ")}`], ...PERIOD, AS_OF, LIMIT],
    examples: ['audit exposure --org "Acme Corp"', 'audit exposure --kind "debug logs"'],
    client: true,
    act: exposure,
  });
  command(group, outside, ending, {
    name: "follow",
    summary: "show what happens as it happens, until interrupted",
    options: [
      STATE,
      READS_AS,
      ORG,
      PERSON,
      ...EVENTS,
      ["-n, --lines <number>", "how many of the last ones first", "10"],
    ],
    examples: ['audit follow --org "Acme Corp"', "audit follow --refused -n 0"],
    client: true,
    act: follow,
  });
}

async function who(given: Given): Promise<Shown> {
  const questions = await questionsFor(given);
  const before = given.text("before");
  const answer = await questions.who({
    ...(await askedFor(given, questions)),
    ...(given.options.withoutCase === true && { withoutCase: true }),
    ...(before !== undefined && { before: wholeNumber(before, "before") }),
    limit: limitIn(given),
  });
  return told(answer, answer.visits, "nobody was there", (page) => whoTable(page, answer, questions.names));
}

async function timeline(given: Given): Promise<Shown> {
  const questions = await questionsFor(given);
  const [session, from] = [given.text("session"), given.text("from")];
  const answer = await questions.timeline({
    ...(await askedFor(given, questions)),
    ...(await typesIn(given)),
    ...(session !== undefined && { session: sessionIn(session) }),
    ...(given.options.refused === true && { effect: "deny" as const }),
    ...(from !== undefined && { from: wholeNumber(from, "from") }),
    limit: limitIn(given),
  });
  return told(answer, answer.entries, "nothing happened", (page) => entryTable(page, answer.entries, questions.names));
}

async function sheet(given: Given): Promise<Shown> {
  const questions = await questionsFor(given);
  const asked = await askedFor(given, questions);
  const answer = await questions.sheet({ ...asked, session: sessionIn(given.args[0] ?? "") });
  return {
    data: answer,
    text: (page) => sheetText(page, answer, questions.names),
    exit: answer.verdict.outcome === "not covered" ? EXIT.no : EXIT.done,
  };
}

async function grants(given: Given): Promise<Shown> {
  const questions = await questionsFor(given);
  const flag = oneOf(given, "flag", ["any", ...GRANT_FLAGS]);
  const answer = await questions.grants({
    ...(await askedFor(given, questions)),
    ...(flag && { flag }),
    limit: limitIn(given),
  });
  return told(answer, answer.grants, "no such login access", (page) => grantTable(page, answer, questions.names));
}

async function refusals(given: Given): Promise<Shown> {
  const questions = await questionsFor(given);
  const rule = given.text("rule");
  const answer = await questions.refusals({
    ...(await askedFor(given, questions)),
    ...(rule !== undefined && { rule }),
    limit: limitIn(given),
  });
  return told(answer, answer.newest, "nothing was refused", (page) => refusalTables(page, answer, questions.names));
}

async function exposure(given: Given): Promise<Shown> {
  const questions = await questionsFor(given);
  const kind = oneOf(given, "kind", EXPOSURES);
  const answer = await questions.exposure({
    ...(await askedFor(given, questions)),
    ...(kind && { kind }),
    limit: limitIn(given),
  });
  return told(answer, answer.exposed, "nobody saw anything of that kind", (page) =>
    exposureTable(page, answer, questions.names),
  );
}

/** An answer that is a list: nothing in it is told as such. */
const told = (data: unknown, list: readonly unknown[], nothing: string, text: Shown["text"]): Shown => ({
  data,
  text: list.length > 0 ? text : () => nothing,
  exit: list.length > 0 ? EXIT.done : EXIT.nothing,
});

function oneOf<Word extends string>(given: Given, name: string, words: readonly Word[]): Word | undefined {
  const text = given.text(name);
  if (text === undefined) return undefined;
  const word = words.find((one) => one === text);
  if (word === undefined) throw wrongUsage(`--${name} cannot be "${text}"`, `choose one of ${words.join(", ")}`);
  return word;
}
