import { canonical } from "#audit/canonical.ts";
import { oneLine } from "./one-line.ts";
import { allStatements, cellsOf, HEAD, type Report } from "./rows.ts";

/** Facility "log audit" of RFC 5424, and two of its severities. */
const AUDIT = 13 * 8;
const [WARNING, INFORMATIONAL] = [4, 6];

/** The id of our structured data, under the number that is set aside for examples. */
const SD_ID = "understudy@32473";

/** One parameter of structured data: within its quotes a quote, a backslash and a closing bracket are escaped. */
export const sdParam = (name: string, value: string): string =>
  `${name}="${oneLine(value).replace(/["\\\]]/g, "\\$&")}"`;

const entry = (
  severity: number,
  at: string,
  id: string,
  params: readonly string[],
  text: string,
  host: string,
): string =>
  `<${AUDIT + severity}>1 ${at || "-"} ${host} understudy - ${id.slice(0, 32)} [${[SD_ID, ...params].join(" ")}] \ufeff${oneLine(text)}\n`;

/** A line of RFC 5424 for each record, and first one for what the report states of itself. */
export function syslogReport(report: Report): string {
  const { about, checkpoint, rows } = report;
  const host = checkpoint.origin.replace(/[^!-~]/g, "?").slice(0, 255);
  const said = allStatements(report).map(([name, text], place) =>
    sdParam(`${name.replace(/[^a-z]+/g, "-")}.${place}`, text),
  );
  const first = entry(INFORMATIONAL, about.made, "report", said, "a report of the audit log", host);
  const entries = rows.map((row) => {
    const params = cellsOf(row, about.names).map((cell, place) =>
      sdParam((HEAD[place] ?? "").replaceAll(" ", "-"), cell),
    );
    const severity = row.decision?.effect === "deny" ? WARNING : INFORMATIONAL;
    const text = `${row.type}${row.decision ? `: ${row.decision.because}` : ""}`;
    return entry(severity, row.at, row.type, [...params, sdParam("record", canonical(row.whole))], text, host);
  });
  return [first, ...entries].join("");
}
