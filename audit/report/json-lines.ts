import { canonical } from "#audit/canonical.ts";
import { allStatements, type Report } from "./rows.ts";

const lines = (values: readonly unknown[]): string => values.map((value) => `${canonical(value)}\n`).join("");

/** The records as the log has them, with their values in their places, behind what the report states of itself. */
export const jsonLinesReport = (report: Report): string =>
  lines([{ about: allStatements(report) }, ...report.rows.map(({ whole }) => whole)]);

/**
 * CloudEvents 1.0, a line each: the source is the log, the id a record's number, the subject its org, and the sequence
 * extension orders them as text.
 */
export function cloudEventsReport(report: Report): string {
  const { about, checkpoint, rows } = report;
  const common = { specversion: "1.0", source: checkpoint.origin, datacontenttype: "application/json" } as const;
  const first = {
    ...common,
    id: `report ${about.made}`,
    type: "understudy.audit.report",
    ...(about.made && { time: about.made }),
    data: { about: allStatements(report) },
  };
  const events = rows.map(({ seq, type, org, at, whole }) => ({
    ...common,
    id: `${seq}`,
    type: `understudy.${type}`,
    subject: org,
    time: at,
    sequence: `${seq}`.padStart(16, "0"),
    data: whole,
  }));
  return lines([first, ...events]);
}
