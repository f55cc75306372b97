import { EVENT_CATALOGUE, type EventType } from "#domain/events.ts";
import { oneLine } from "./one-line.ts";
import { allStatements, cellsOf, type Report } from "./rows.ts";

/** A field of a CEF header: a backslash and a bar are escaped. */
export const cefHeader = (text: string): string => oneLine(text).replace(/[\\|]/g, "\\$&");

/** A value of a CEF extension: a backslash and an equals sign are escaped, and line ends are written out. */
export const cefValue = (text: string): string =>
  oneLine(text.replace(/[\\=]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r"));

const extension = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${cefValue(value)}`)
    .join(" ");

const event = (id: string, name: string, severity: number, values: Readonly<Record<string, string>>): string =>
  `CEF:0|Understudy|Understudy|2|${cefHeader(id)}|${cefHeader(name)}|${severity}|${extension(values)}\n`;

/** A line of the Common Event Format for each record, and first those that the report states of itself. */
export function cefReport(report: Report): string {
  const { about, checkpoint, rows } = report;
  const said = allStatements(report).map(([name, text]) =>
    event("report", `about the report: ${name}`, 0, { msg: text }),
  );
  const events = rows.map((row) => {
    const [
      seq = "",
      ,
      org = "",
      type = "",
      user = "",
      delegate = "",
      session = "",
      ,
      rule = "",
      because = "",
      details = "",
    ] = cellsOf(row, about.names);
    const denied = row.decision?.effect === "deny";
    return event(type, EVENT_CATALOGUE[type as EventType] ?? type, denied ? 6 : 3, {
      rt: `${Date.parse(row.at)}`,
      externalId: seq,
      deviceExternalId: checkpoint.origin,
      duser: user,
      duid: row.user?.id ?? "",
      suser: delegate,
      suid: row.delegateUser?.id ?? "",
      outcome: row.decision ? (denied ? "failure" : "success") : "",
      reason: because,
      cs1Label: rule && "rule",
      cs1: rule,
      cs2Label: "org",
      cs2: org,
      cs3Label: session && "session",
      cs3: session,
      msg: details,
    });
  });
  return [...said, ...events].join("");
}
