import assert from "node:assert/strict";
import { type DataTable, Then } from "@cucumber/cucumber";
import type { RuleId } from "#domain/decision.ts";
import type { UserRef } from "#domain/ids.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Story } from "./story.ts";
import type { World } from "./world.ts";

Then("{person} is {effect} under {rule}", function (this: World, _: string, effect: string, rule: RuleId) {
  const { effect: was, because, ...answer } = this.answer;
  assert.deepEqual({ effect: was, rule: answer.unquoted ? rule : answer.rule }, { effect, rule }, because);
});

Then(
  "{person} is {effect} under {rule} because {string}",
  function (this: World, _: string, effect: string, rule: RuleId, why: string) {
    const { effect: was, rule: under, because } = this.answer;
    assert.deepEqual({ effect: was, rule: under, because }, { effect, rule, because: why });
  },
);

Then("{person} is told {string}", function (this: World, _: string, why: string) {
  const { effect, because } = this.answer;
  assert.deepEqual({ effect, because }, { effect: "fault", because: why });
});

Then("the audit log of {org} gains nothing", async function (this: World, name: string) {
  const org = await this.story.org(name);
  assert.deepEqual(
    (await this.story.gained(org.id)).map(({ type }) => type),
    [],
  );
});

Then("the audit log of {org} gains only", async function (this: World, name: string, table: DataTable) {
  const org = await this.story.org(name);
  const [columns = []] = table.raw();
  const rows = (await this.story.gained(org.id)).map((record) =>
    Object.fromEntries(columns.map((column) => [column, cell(this.story, record, column)])),
  );
  assert.deepEqual(rows, table.hashes());
});

Then("the platform's own log gains nothing", async function (this: World) {
  assert.deepEqual(
    (await this.story.gained("platform")).map(({ type }) => type),
    [],
  );
});

Then("the platform's own log gains only", async function (this: World, table: DataTable) {
  const [columns = []] = table.raw();
  const rows = (await this.story.gained("platform")).map((record) =>
    Object.fromEntries(columns.map((column) => [column, cell(this.story, record, column)])),
  );
  assert.deepEqual(rows, table.hashes());
});

/** A column of the envelope by its own name, any other as the detail of that name. */
function cell(story: Story, record: AuditRecord, column: string): string {
  switch (column) {
    case "event":
      return record.type;
    case "at":
      return record.at.slice(0, 16).replace("T", " ");
    case "user":
      return nameOf(story, record.user);
    case "delegate user":
      return nameOf(story, record.delegateUser);
    case "account of": {
      const account = "account" in record && record.account;
      return account && record.org !== "platform" ? nameOf(story, { org: record.org, id: account }) : "";
    }
    case "about":
      return "about" in record ? record.about.what : "";
    case "reviewer":
      return "reviewer" in record ? nameOf(story, record.reviewer) : "";
    case "reasons":
      return "reasons" in record ? record.reasons.join(", ") : "";
    case "parties":
      return "parties" in record ? record.parties.map((one) => nameOf(story, one)).join(", ") : "";
    case "rule":
      return record.decision?.rule ?? "";
    default: {
      const detail: unknown = (record as unknown as Record<string, unknown>)[column];
      return detail === undefined ? "" : typeof detail === "string" ? detail : JSON.stringify(detail);
    }
  }
}

function nameOf({ cast }: Story, ref: UserRef | undefined): string {
  if (!ref) return "";
  const member = [...cast.values()].find((one) => one.ref.org === ref.org && one.ref.id === ref.id);
  return member?.name.split(" of ")[0] ?? ref.id;
}
