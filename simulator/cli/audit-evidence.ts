import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import type { EvidenceVerdict } from "#audit/verify-evidence.ts";
import { parseId } from "#domain/ids.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure, wrongUsage } from "./failure.ts";
import { orgNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { askerOf, notOfFolder, READS_AS } from "./review-rows.ts";
import { wholeNumber } from "./values.ts";

const POLICY = ["--policy <file>", "whose signatures count, from elsewhere than the file"] as const;
const FORMS = ["html", "csv", "json", "jsonl", "ocsf", "cloudevents", "syslog", "cef"];

/** Handing out what the log can prove, and verifying what was handed out. */
export function evidenceCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "verify-file <file>",
    summary: "verify an evidence pack, or a report in HTML, without the log it comes from",
    options: [POLICY],
    examples: ["audit verify-file ./proof.json", "audit verify-file ./report.html --policy ./policy.txt"],
    act: verifiedFile,
  });
  command(group, outside, ending, {
    name: "receipt <seq>",
    summary: "fetch the proof that a record is in the log",
    options: [
      READS_AS,
      ["--form <form>", "evidence or tlog-proof", "evidence"],
      ["--out <file>", "a file instead of the screen"],
    ],
    examples: ["audit receipt 3", "audit receipt 3 --form tlog-proof --out ./receipt.tlog-proof"],
    client: true,
    act: receipt,
  });
  command(group, outside, ending, {
    name: "proof",
    summary: "fetch all that the log has about an org, with the proof that it is all",
    options: [
      READS_AS,
      ["--org <org>", "which org"],
      ["--state <folder>", "a state folder, with or without a running simulator"],
      ["--out <file>", "a file instead of the screen"],
    ],
    notes: ["A running simulator puts on record that it was asked; a folder is only read, up to its newest statement."],
    examples: ['audit proof --org "Acme Corp" --out ./proof.json', 'audit proof --org "Acme Corp" --state ./state'],
    client: true,
    act: proof,
  });
  command(group, outside, ending, {
    name: "report",
    summary: "take a report of an org, a session or a time, with the proof of every record in it",
    options: [
      READS_AS,
      ["--org <org>", "only of this org"],
      ["--session <id>", "only of this session or debugging session"],
      ["--from <time>", "from this platform time on"],
      ["--to <time>", "before this platform time"],
      ["--form <form>", FORMS.join(", "), "html"],
      ["--out <file>", "a file instead of the screen"],
    ],
    examples: [
      'audit report --org "Acme Corp" --out ./report.html',
      "audit report --from 2031-03-04T00:00:00Z --form csv --out ./report.csv",
    ],
    client: true,
    act: report,
  });
}

async function verifiedFile({ args: [file = ""], text }: Given): Promise<Shown> {
  const { isAsMade, packIn } = await import("#audit/report/render.ts");
  const { verifyEvidence } = await import("#audit/verify-evidence.ts");
  const { readPolicy } = await import("./audit-file.ts");
  const policy = text("policy");
  const content = readFile(file);
  const found = verifyEvidence(packIn(content), policy === undefined ? {} : { policy: readPolicy(policy) });
  const warnings = [
    ...(policy === undefined ? ["the file names its own keys; --policy says whose they should be"] : []),
    ...(found.verdict === "good" && !isAsMade(content)
      ? [
          "the evidence holds, but the page around it is not what this version makes of it: read the evidence, not the page",
        ]
      : []),
  ];
  return {
    data: found,
    exit: found.verdict === "bad" ? EXIT.no : EXIT.done,
    text: (page) =>
      found.verdict === "bad"
        ? `${page.bad("bad")}: ${found.defect.kind} at ${found.defect.place}: ${found.defect.because}`
        : `${page.good("good")}: ${reachOf(found)}`,
    warnings,
  };
}

const reachOf = ({ records, origin, size, root }: EvidenceVerdict): string =>
  `${records} records of ${origin}, under its checkpoint of ${size} records, root ${root}`;

function readFile(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    const hint = "name a file that audit receipt, proof or report has made";
    throw new Failure({ exit: EXIT.notFound, code: "NOT_FOUND", what: `no file "${file}"`, hint });
  }
}

async function receipt(given: Given): Promise<Shown> {
  const seq = wholeNumber(given.args[0] ?? "", "seq");
  const form = oneOf(given, "form", ["evidence", "tlog-proof"]);
  return handedOut(given, await (await askerOf(given)).fetch(`/audit/receipts/${seq}?form=${form}`));
}

async function proof(given: Given): Promise<Shown> {
  const named = given.needed("org");
  const state = given.text("state");
  if (state !== undefined) {
    notOfFolder(given);
    return handedOut(given, await proofFrom(state, named));
  }
  const { place, fetch } = await askerOf(given);
  const { id } = await orgNamed(place, named);
  return handedOut(given, await fetch(`/audit/proof?org=${id}`));
}

async function proofFrom(state: string, named: string): Promise<string> {
  const { proofOfState, stateSource } = await import("./audit-file.ts");
  const org = parseId("Org", await (await stateSource(state)).orgId(named));
  const pack = org && (await proofOfState(state, org));
  if (pack !== undefined) return pack;
  const hint = "let a running simulator do it, which puts on record that it was asked and states what there is";
  throw new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `the log states nothing about "${named}" yet`,
    hint,
  });
}

async function report(given: Given): Promise<Shown> {
  const { place, fetch } = await askerOf(given);
  const query = new URLSearchParams({ form: oneOf(given, "form", FORMS) });
  const org = given.text("org");
  if (org !== undefined) query.set("org", org === "platform" ? org : (await orgNamed(place, org)).id);
  for (const name of ["session", "from", "to"]) {
    const value = given.text(name);
    if (value !== undefined) query.set(name, value);
  }
  return handedOut(given, await fetch(`/audit/report?${query}`));
}

function oneOf(given: Given, name: string, values: readonly string[]): string {
  const value = given.needed(name);
  if (!values.includes(value)) throw wrongUsage(`--${name} cannot be "${value}"`, `there are ${values.join(", ")}`);
  return value;
}

/** Writes a document to where it was asked for, whole or not at all. */
function handedOut({ text }: Given, document: string): Shown {
  const file = text("out");
  if (file === undefined) return { data: { document }, text: () => document.trimEnd() };
  const unfinished = `${file}.${process.pid}.tmp`;
  writeFileSync(unfinished, document);
  renameSync(unfinished, file);
  const bytes = Buffer.byteLength(document);
  return { data: { file, bytes }, text: () => `${bytes} bytes in ${file}` };
}
