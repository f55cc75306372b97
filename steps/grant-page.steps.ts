import assert from "node:assert/strict";
import { type DataTable, Then, When } from "@cucumber/cucumber";
import { formatInstant } from "#domain/time.ts";
import type { GrantPage, GrantRow } from "#usecases/grant/view-login-access.ts";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

When("{person} opens the grant page", async function (this: World, user: string) {
  this.answer = await this.drive.viewLoginAccess(this.story.person(user), placeOf(this, user));
});

Then("the grant page lists only", function (this: World, table: DataTable) {
  const [columns = []] = table.raw();
  const rows = this.shown<GrantPage>().rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column, cell(row, column)])),
  );
  assert.deepEqual(rows, table.hashes());
});

Then("every row of the grant page offers {string}", function (this: World, offered: string) {
  const { rows } = this.shown<GrantPage>();
  assert.notEqual(rows.length, 0);
  for (const { label, durations } of rows) assert.equal(durations.join(", "), offered, label);
});

/** The columns as the page heads them. */
function cell({ label, endsAt, lastChange }: GrantRow, column: string): string {
  switch (column) {
    case "grant access to":
      return label;
    case "access ends":
      return endsAt ? formatInstant(endsAt) : "";
    case "last change":
      return lastChange ? `${lastChange.how} at ${formatInstant(lastChange.at)}` : "";
    case "changed by":
      return lastChange?.by ?? "";
    default:
      throw new Error(`no column "${column}" on the grant page`);
  }
}
