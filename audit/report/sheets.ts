import { cellsOf, type Report } from "./rows.ts";

export const SHEET_HEAD = [
  "session",
  "user",
  "delegate user",
  "org",
  "first",
  "last",
  "records",
  "refused",
  "how it ended",
] as const;

/** A line for each session of a report: who worked as whom, from when to when, and how it ended. */
export function sheetsOf({ rows, about }: Report): readonly (readonly string[])[] {
  const sessions = Map.groupBy(
    rows.filter(({ session }) => session !== undefined),
    ({ session }) => session ?? "",
  );
  return [...sessions].map(([session, own]) => {
    const cells = own.map((row) => cellsOf(row, about.names));
    const end = own.findLast(({ type }) => type === "login.ended" || type === "session.ended");
    return [
      session,
      cells[0]?.[4] ?? "",
      cells.find((one) => one[5] !== "")?.[5] ?? "",
      cells[0]?.[2] ?? "",
      own[0]?.at ?? "",
      own.at(-1)?.at ?? "",
      `${own.length}`,
      `${own.filter(({ decision }) => decision?.effect === "deny").length}`,
      end ? String(end.details.reason) : "no end in this report",
    ];
  });
}
