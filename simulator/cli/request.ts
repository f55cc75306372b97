import type { Command } from "commander";
import { type Place, placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure, wrongUsage } from "./failure.ts";
import { orgNamed, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";

const ORG = ["--org <org>", "the org it runs in"] as const;
const AT = ["--method <name>", "the method it is in, as the stack shows it"] as const;
const VARIABLE = ["--variable <name:type=value...>", "variables there, such as mode:String=HALF_UP"] as const;

/** What whoever runs Apex says of a request: until something runs it, the operator plays that part. */
export function requestCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("request")
    .summary("requests of users, step by step, in place of whoever runs Apex")
    .description(
      "Requests of users, step by step, in place of whoever runs Apex. A request is named by its entry point.",
    );
  command(group, outside, ending, {
    name: "begin <entry>",
    summary: "begin a request, which becomes a thread where somebody debugs it",
    options: [
      ["--user <person>", "whose request it is"],
      ["--type <type>", "how Apex is entered, such as REST or VISUALFORCE", "SYNCHRONOUS"],
    ],
    examples: [
      "request begin InvoiceService.post --user nia@acme.example.uat",
      "request begin InvoiceService.post --user nia@acme.example.uat --type REST --json",
    ],
    client: true,
    act: begin,
  });
  command(group, outside, ending, {
    name: "reach <entry> <file> <line>",
    summary: "let a running request reach a line, where a breakpoint may stop it",
    options: [ORG, AT, VARIABLE],
    examples: [
      'request reach InvoiceService.post ledg/RoundingService 7 --org "Acme UAT"',
      'request reach InvoiceService.post ledg/RoundingService 8 --org "Acme UAT" --variable mode:String=HALF_UP',
    ],
    client: true,
    act: reach,
  });
  command(group, outside, ending, {
    name: "throw <entry> <exception> <file> <line>",
    summary: "let a running request throw, which may stop it",
    options: [ORG, AT, VARIABLE],
    examples: [
      'request throw InvoiceService.post com/salesforce/api/exception/NullPointerException ledg/InvoiceService 17 --org "Acme UAT"',
      'request throw InvoiceService.post com/salesforce/api/exception/DmlException ledg/InvoiceService 24 --org "Acme UAT" --json',
    ],
    client: true,
    act: throwing,
  });
  command(group, outside, ending, {
    name: "finish <entry>",
    summary: "let a running request come to its end",
    options: [ORG],
    examples: [
      'request finish InvoiceService.post --org "Acme UAT"',
      'request finish InvoiceService.post --org "Acme UAT" --json',
    ],
    client: true,
    act: finish,
  });
  command(group, outside, ending, {
    name: "list",
    summary: "list the requests of an org that are being debugged, or wait for it",
    options: [ORG],
    examples: ['request list --org "Acme UAT"', 'request list --org "Acme UAT" --json'],
    client: true,
    act: list,
  });
}

interface Row {
  readonly request: string;
  readonly type: string;
  readonly entryPoint: string;
  readonly state: string;
}

async function begin(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const { org, id: user, username } = await personNamed(place, given.needed("user"));
  const body = { user, type: given.needed("type"), entryPoint: given.args[0] ?? "" };
  const path = `/sim/orgs/${org}/requests`;
  const begun = await send<{ request: string; is: string; because?: string }>(place, place.token, "POST", path, body);
  const why = begun.because ? `: ${begun.because}` : "";
  return { data: begun, text: () => `${body.entryPoint} of ${username} (${begun.request}) is ${begun.is}${why}` };
}

interface Verdict {
  readonly stops: boolean;
  readonly because?: string;
}

async function reach(given: Given): Promise<Shown> {
  const [entry = "", file = "", line = ""] = given.args;
  const verdict = await moved(given, "line", { stack: [frame(given, file, line)] });
  return { data: verdict, text: () => told(`${entry} ${stopsOrNot(verdict)} at line ${line} of ${file}`, verdict) };
}

async function throwing(given: Given): Promise<Shown> {
  const [entry = "", exception = "", file = "", line = ""] = given.args;
  const verdict = await moved(given, "exception", { exception, stack: [frame(given, file, line)] });
  return { data: verdict, text: () => told(`${entry} ${stopsOrNot(verdict)} as it throws ${exception}`, verdict) };
}

/** Why is said where something could have stopped it. */
const told = (what: string, { because }: Verdict): string => (because === undefined ? what : `${what}: ${because}`);

const stopsOrNot = ({ stops }: Verdict): string => (stops ? "stops" : "runs on");

async function finish(given: Given): Promise<Shown> {
  const finished = await moved<{ request: string }>(given, "finish");
  return { data: finished, text: () => `${given.args[0]} has come to its end` };
}

async function list(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const { id } = await orgNamed(place, given.needed("org"));
  const requests = await requestsOf(place, id);
  const rows = requests.map((one) => [one.request, one.type, one.entryPoint, one.state]);
  return {
    data: { requests },
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) =>
      rows.length > 0 ? page.table(["request", "type", "entry point", "state"], rows) : "nothing is being debugged",
  };
}

const requestsOf = async (place: Place, org: string): Promise<readonly Row[]> =>
  (await send<{ requests: readonly Row[] }>(place, place.token, "GET", `/sim/orgs/${org}/requests`)).requests;

/** Says what the request did that is named by its entry point or its id. */
async function moved<Value = Verdict>(given: Given, what: string, body?: object): Promise<Value> {
  const place = placeOf(given);
  const { id: org } = await orgNamed(place, given.needed("org"));
  const [name = ""] = given.args;
  const known = await requestsOf(place, org);
  const found = known.find(({ request, entryPoint }) => request === name || entryPoint === name);
  if (!found)
    throw new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `no request "${name}" is being debugged there`,
      hint: known.length > 0 ? `there are ${known.map((one) => one.entryPoint).join(", ")}` : "begin one first",
    });
  return send<Value>(place, place.token, "POST", `/sim/orgs/${org}/requests/${found.request}/${what}`, body);
}

/** Where the request is: the innermost call of its stack. */
function frame(given: Given, file: string, line: string) {
  const variables = [given.options.variable ?? []].flat().map((text) => parseVariable(String(text)));
  return { file, method: given.text("method") ?? file, line: wholeNumber(line, "line"), variables };
}

/** `mode:String=HALF_UP`; without a value it is null. */
export function parseVariable(text: string): { readonly name: string; readonly type: string; readonly value?: string } {
  const [, name, type, value] = /^([^:=]+):([^=]+)(?:=(.*))?$/s.exec(text) ?? [];
  if (name === undefined || type === undefined)
    throw wrongUsage(`"${text}" is no variable`, "write it like mode:String=HALF_UP");
  return { name, type, ...(value !== undefined && { value }) };
}
