import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { TRACES } from "#domain/trace/reading.ts";
import { type Place, placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, wrongUsage } from "./failure.ts";
import { modificationIn } from "./license-of-package.ts";
import { orgNamed, type PersonRow, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import type { Page } from "./page.ts";
import { subjectNamed } from "./subjects.ts";

interface Explanation {
  readonly decision: Answer;
  readonly checks: readonly {
    readonly rule: string;
    readonly says: string;
    readonly verdict: "kept" | "broken" | "not reached";
    readonly because?: string;
    readonly cure?: string;
  }[];
  readonly facts: Readonly<Record<string, string>>;
  readonly whoCould: readonly { readonly agent?: string; readonly user: string; readonly org: string }[];
  readonly changesAt?: { readonly at: string; readonly to: Answer };
}

interface Answer {
  readonly effect: "allow" | "deny";
  readonly rule: string;
  readonly because: string;
}

/** What may be asked about, and which options say about what exactly. */
const ACTS: Readonly<Record<string, readonly string[]>> = {
  "log in as": [],
  "grant login access": ["publisher"],
  "modify a license": ["subscriber", "package"],
  "refresh licenses": ["package"],
  "assign a license": ["package"],
  "view code": ["code"],
  "read a debug log": ["log", "namespace"],
  "delete a debug log": ["log"],
  "set a trace flag": ["whom"],
  "use a custom setting": ["setting"],
  "prepare debugging": [],
  "read a trace": ["trace"],
  "delete a session": [],
  "save code": ["code"],
  "set up a project": [],
  "start debugging": [],
  "start own debugging": [],
  "end debugging": [],
  "debug a request": ["type", "entry"],
  "authorize an app": ["app", "purpose"],
};

export function explainCommand(program: Command, outside: Outside, ending: Ending): void {
  command(program, outside, ending, {
    name: "explain",
    summary: "say whether somebody may do something, and why, who could, and when the answer changes",
    options: [
      ["--act <act>", `one of: ${Object.keys(ACTS).join(", ")}`, "log in as"],
      ["--agent <person>", "who does it; without an agent, the user"],
      ["--user <person>", "as whom, or who"],
      ["--org <org>", "the org of the user, where the name alone could be several people"],
      ["--case <reference>", "the case an agent names"],
      ["--publisher <org>", "for grant login access: to whom"],
      ["--subscriber <org>", "for modify a license: whose license"],
      ["--package <name>", "for acts about licenses: name or id"],
      ["--status <status>", "for modify a license: Trial, Active or Suspended"],
      ["--seats <seats>", "for modify a license: a number, or site"],
      ["--expires <day>", "for modify a license: the last day of access, or never"],
      ["--code <name>", "for view or save code: name or id"],
      ["--log <operation>", "for read or delete a debug log: what was logged, or id"],
      ["--namespace <namespace>", "for read a debug log: whose lines"],
      ["--whom <person>", "for set a trace flag: whom to trace, for half an hour"],
      ["--setting <name>", "for use a custom setting: name, label or id"],
      ["--trace <trace>", `for read a trace: one of ${TRACES.join(", ")}`],
      ["--project <path>", "for start debugging: where the code was downloaded to"],
      ["--type <type>", "for debug a request: how Apex is entered, such as REST"],
      ["--entry <name>", "for debug a request: where, such as ledg.InvoiceService.post(Id)"],
      ["--app <name>", "for authorize an app"],
      ["--purpose <purpose>", "for authorize an app: data access or single sign-on", "data access"],
    ],
    examples: [
      'explain --agent sam@ledgerlabs.example --org "Acme Corp" --user nia@acme.example',
      'explain --act "view code" --user nia@acme.example --code RoundingService',
    ],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const found = await send<Explanation>(place, place.token, "POST", "/explain", await question(given, place));
      const exit = found.decision.effect === "allow" ? EXIT.done : EXIT.no;
      return { data: found, exit, text: (page) => drawn(found, page) } satisfies Shown;
    },
  });
}

async function question(given: Given, place: Place): Promise<object> {
  const act = given.needed("act");
  const details = Object.hasOwn(ACTS, act) ? ACTS[act] : undefined;
  if (!details) throw wrongUsage(`no act "${act}"`, `choose one of ${Object.keys(ACTS).join(", ")}`);
  const [org, agent, reference] = [given.text("org"), given.text("agent"), given.text("case")];
  const project = given.text("project");
  const subscriber = org === undefined ? undefined : (await orgNamed(place, org)).id;
  const user = await personNamed(place, given.needed("user"), subscriber);
  const told = new Map<string, unknown>(details.map((name) => [name, given.needed(name)]));
  const publisher = told.get("publisher");
  if (typeof publisher === "string") {
    told.delete("publisher");
    told.set("party", isEverywhere(publisher) ? publisher : (await orgNamed(place, publisher)).id);
  }
  const whom = told.get("whom");
  if (typeof whom === "string") told.set("whom", (await personNamed(place, whom, user.org)).id);
  const entry = told.get("entry");
  if (told.delete("entry")) told.set("entryPoint", entry);
  const licensed = told.get("subscriber");
  if (typeof licensed === "string") told.set("subscriber", (await orgNamed(place, licensed)).id);
  for (const kind of ["code", "log", "setting", "package"] as const) {
    const named = told.get(kind);
    if (typeof named === "string") told.set(kind, await subjectNamed(place, user.org, kind, named));
  }
  return {
    act,
    user: refOf(user),
    ...(act === "log in as" && { agent: refOf(await personNamed(place, given.needed("agent"))) }),
    ...(act !== "log in as" && agent !== undefined && { agent: refOf(await personNamed(place, agent)) }),
    ...(reference !== undefined && { caseReference: reference }),
    ...Object.fromEntries(told),
    ...(act === "modify a license" && modificationIn(given)),
    ...(act === "start debugging" && project !== undefined && { project }),
  };
}

const isEverywhere = (text: string): boolean => text === "administrators" || text === "salesforce";
const refOf = ({ org, id }: PersonRow) => ({ org, id });

async function drawn({ decision, checks, facts, whoCould, changesAt }: Explanation, page: Page): Promise<string> {
  const answer = (one: Answer) => `${one.effect === "allow" ? page.good("yes") : page.bad("no")}, under ${one.rule}`;
  const marks = { kept: "kept", broken: "broken", "not reached": "–" };
  const rows = checks.map(({ rule, verdict, because, says }) => [rule, marks[verdict], because ?? says]);
  const cure = checks.find((check) => check.cure)?.cure;
  const could = whoCould.map(({ agent, user, org }) => `${agent ? `${agent} as ` : ""}${user} in ${org}`);
  const turn =
    changesAt && `${formatInstant(changesAt.at as Instant)}: ${answer(changesAt.to)}, ${changesAt.to.because}`;
  return [
    `${answer(decision)}: ${decision.because}`,
    ...(cure ? [`do:  ${cure}`] : []),
    "",
    await page.table(["rule", "", "what it says of this"], rows),
    "",
    page.pairs({ ...facts, "who could": could.join(", ") || "nobody", "changes by itself": turn ?? "never" }),
  ].join("\n");
}
