import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { canonical } from "#audit/canonical.ts";
import type { EvidencePack } from "#audit/evidence-pack.ts";
import { isAsMade, packIn, renderReport } from "#audit/report/render.ts";
import { readReport, statements } from "#audit/report/rows.ts";
import { type EvidenceVerdict, verifyEvidence } from "#audit/verify-evidence.ts";
import { lastLoginIn } from "./audit-questions.steps.ts";
import { recordOf } from "./disclosing.steps.ts";
import type { World } from "./world.ts";

// What is handed out of the log, and checked by whoever receives it: with what is in the file, and no simulator.

/** The file that was handed out, to the byte. */
const fileOf = (world: World): Buffer => Buffer.from(`${canonical(world.shown<EvidencePack>())}\n`);

const verdictOn = (file: Uint8Array): EvidenceVerdict => verifyEvidence(file);

When(
  "{person} fetches the receipt of the last {string} of {org}",
  async function (this: World, who: string, type: string, name: string) {
    const { id } = await this.story.org(name);
    this.answer = await this.drive.fetchReceipt(this.story.person(who), id, await recordOf(this, "last", type));
  },
);

/** The number that whoever acted was told, with the answer to the act itself. */
When("{person} fetches the receipt of that from {org}", async function (this: World, who: string, name: string) {
  const { receipt } = this.answer;
  assert(receipt !== undefined, "nobody was told the number of a record");
  this.answer = await this.drive.fetchReceipt(this.story.person(who), (await this.story.org(name)).id, receipt);
});

When("{person} fetches the proof of all there is about {org}", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.fetchProof(this.story.person(who), (await this.story.org(name)).id);
});

When("the operator fetches the proof of all there is about {org}", async function (this: World, name: string) {
  this.answer = await this.drive.fetchProofAsOperator((await this.story.org(name)).id);
});

When("{person} takes a report of {org}", async function (this: World, who: string, name: string) {
  this.answer = await this.drive.takeReport(this.story.person(who), (await this.story.org(name)).id);
});

When("{person} takes a report of the last session in {org}", async function (this: World, who: string, name: string) {
  const narrowing = { session: await lastLoginIn(this, name) };
  this.answer = await this.drive.takeReport(this.story.person(who), (await this.story.org(name)).id, narrowing);
});

When("the operator takes a report of the last session in {org}", async function (this: World, name: string) {
  const narrowing = { session: await lastLoginIn(this, name) };
  this.answer = await this.drive.takeReportAsOperator((await this.story.org(name)).id, narrowing);
});

Given("the operator erased {person}", async function (this: World, who: string) {
  this.granted(await this.drive.erase(this.story.person(who).ref));
});

Then("the evidence holds without the simulator", function (this: World) {
  const { records } = this.shown<EvidencePack>();
  const found = verdictOn(fileOf(this));
  assert.deepEqual([found.verdict, found.records], ["good", records.length], JSON.stringify(found));
  assert(records.length > 0, "there is nothing in it");
});

/** Every sixteenth byte, since each takes a verification of its own. */
Then("with one byte changed it does not hold, wherever that is", function (this: World) {
  const file = fileOf(this);
  const held: number[] = [];
  let tried = 0;
  for (let place = 0; place < file.length; place += 16) {
    const changed = Buffer.from(file);
    changed[place] = (file[place] ?? 0) ^ 1;
    if (verdictOn(changed).verdict === "good") held.push(place);
    tried += 1;
  }
  assert(tried > 50, `only ${tried} bytes were tried`);
  assert.deepEqual(held, []);
});

Then("with any record left out it is not complete", function (this: World) {
  const pack = this.shown<EvidencePack>();
  assert(pack.complete, "it does not say that it is all");
  for (const [place, { line }] of pack.records.entries()) {
    const { seq } = JSON.parse(line);
    const records = pack.records.filter((_, one) => one !== place);
    const disclosures = pack.disclosures.filter(([of]) => of !== seq);
    const found = verdictOn(Buffer.from(`${canonical({ ...pack, records, disclosures })}\n`));
    assert(found.verdict === "bad", `nobody misses record ${seq}`);
    assert.equal(found.defect.kind, "not-complete");
  }
});

/** The records of the file, each with the names of its values that are in there. */
function recordsIn({ records, disclosures }: EvidencePack) {
  return records.map(({ line }) => {
    const record = JSON.parse(line);
    const values = disclosures.filter(([seq]) => seq === record.seq).map(([, name]) => name);
    return { event: String(record.type), values };
  });
}

Then("the evidence is only of", function (this: World, table: DataTable) {
  const [columns = []] = table.raw();
  const rows = recordsIn(this.shown<EvidencePack>()).map(({ event, values }) => ({
    event,
    ...(columns.includes("values") && { values: values.join(", ") }),
  }));
  assert.deepEqual(rows, table.hashes());
});

Then("the evidence has {string} of no record", function (this: World, name: string) {
  const found = recordsIn(this.shown<EvidencePack>()).filter(({ values }) => values.includes(name));
  assert.deepEqual(found, []);
});

Then("the evidence has {string} of {string}", function (this: World, name: string, type: string) {
  const found = recordsIn(this.shown<EvidencePack>()).filter(({ event }) => event === type);
  assert(found.length > 0, `there is no ${type} in it`);
  for (const { values } of found) assert(values.includes(name), `it has only ${values.join(", ") || "nothing"}`);
});

/** What a report says of itself, by name; where values stand, the event instead of the number of its record. */
Then("the report states", function (this: World, table: DataTable) {
  const report = readReport(fileOf(this).toString());
  const typeOf = new Map(report.rows.map(({ seq, type }) => [String(seq), type]));
  const said = new Map(
    statements(report).map(([name, text]) => [
      name,
      text.replace(/(?<=: |, )\d+(?= )/g, (seq) => typeOf.get(seq) ?? seq),
    ]),
  );
  const told = table.rowsHash();
  const rows = Object.keys(told).map((name) => [name, said.get(name)?.replace(/\b0Ak\w{15}\b/, "the session")]);
  assert.deepEqual(Object.fromEntries(rows), told);
});

Then("the report as a page proves itself, and not with another word in it", function (this: World) {
  const { text } = renderReport(fileOf(this).toString(), "html");
  const page = Buffer.from(text);
  assert.equal(verdictOn(packIn(page)).verdict, "good");
  assert(isAsMade(page), "it is not made of the evidence in it");
  const forged = Buffer.from(text.replace("login.started", "login.stopped"));
  assert.notDeepEqual(forged, page);
  const holds = verdictOn(packIn(forged)).verdict === "good" && isAsMade(forged);
  assert(!holds, "another word in it goes unnoticed");
});

Then("{person} is told that no such record is about the own org", function (this: World, _: string) {
  const { effect, because = "" } = this.answer;
  assert.deepEqual([effect, because.replace(/\d+/, "N")], ["fault", 'no record with number "N" is about this org']);
});
