import type { DataTable } from "@cucumber/cucumber";
import { parseId, type UserRef } from "#domain/ids.ts";
import { parseInstant } from "#domain/time.ts";
import type { AnswerNames } from "#usecases/audit/names.ts";

/** What a table calls some members of an answer; all others have the names they have there. */
const CALLED: Readonly<Record<string, string>> = {
  agent: "delegateUser",
  "agent's org": "delegateUser",
  case: "caseReference",
  event: "type",
  "lets in": "party",
  "ended because": "endedBecause",
  saw: "exposed",
  "look at": "flags",
  logins: "uses",
  "given at": "givenAt",
  "ends at": "endsAt",
  time: "at",
  times: "count",
};

/** The rows of an answer by the columns of a table, with the names that the answer itself has for people and orgs. */
export const cellsIn = (rows: readonly object[], names: AnswerNames, table: DataTable) => {
  const [columns = []] = table.raw();
  return rows.map((row) => Object.fromEntries(columns.map((column) => [column, cellOf(row, column, names)])));
};

function cellOf(row: object, column: string, names: AnswerNames): string {
  const value: unknown = (row as Readonly<Record<string, unknown>>)[CALLED[column] ?? column];
  if (column === "agent's org") return wordsFor((value as UserRef | undefined)?.org, names);
  return wordsFor(value, names);
}

function wordsFor(value: unknown, names: AnswerNames): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return value.map((one) => wordsFor(one, names)).join(", ");
  if (typeof value === "object" && value !== null) {
    const { org, id } = value as Partial<UserRef>;
    if (org !== undefined && id !== undefined) return names.users[`${org} ${id}`] ?? id;
    return Object.entries(value)
      .map(([name, one]) => `${name}: ${wordsFor(one, names)}`)
      .join(", ");
  }
  const text = String(value);
  if (parseInstant(text)) return text.slice(0, 16).replace("T", " ");
  return parseId("Org", text) ? (names.orgs[text] ?? text) : text;
}
