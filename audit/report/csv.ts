import { allStatements, cellsOf, HEAD, type Report } from "./rows.ts";

/** What a spreadsheet would take for a formula, or for something else than text. */
const FORMULA = /^[=+\-@\t\r\0]/;

/**
 * One cell as RFC 4180 has it, always in quotes. Where a spreadsheet would run it as a formula an apostrophe stands
 * before it (OWASP ASVS 1.2.10).
 */
export const csvCell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** A table in CSV. The first column says whether a line is a record or what the report states of itself. */
export function csvReport(report: Report): string {
  const said = allStatements(report).map(([name, text]) => [
    "about",
    "",
    "",
    "",
    name,
    ...HEAD.slice(4, -1).map(() => ""),
    text,
  ]);
  const rows = report.rows.map((row) => ["record", ...cellsOf(row, report.about.names)]);
  return [["kind", ...HEAD], ...said, ...rows].map(line).join("");
}
