import { formatId, type IdKind, numberOf, PREFIX, parseId, shortId } from "#domain/ids.ts";
import { parseInstant } from "#domain/time.ts";
import type { Rows } from "#usecases/trace/reading.ts";
import type { Story } from "./story.ts";

// What a feature says of the rows of a trace: fields by their own names, ids by whom or what they stand for.

type Row = Readonly<Record<string, unknown>>;

/** The rows of a trace, one by one: the lines of an event log file, and the fields of a debugger record, stand for themselves. */
export const flat = ({ rows }: Rows<unknown>): readonly Row[] =>
  (rows as readonly Row[]).flatMap(({ lines, fields, ...row }) =>
    Array.isArray(lines)
      ? lines.map((line: Row) => ({ LogDate: row.LogDate, ...line }))
      : [{ ...row, ...Object(fields) }],
  );

/** One cell of a table: an instant without seconds, a person or org by name, any other id by its kind. */
export async function cellOf(story: Story, row: Row, column: string): Promise<string> {
  const value = row[column];
  if (value === undefined) return "";
  const text = String(value);
  if (parseInstant(text)) return text.slice(0, 16).replace("T", " ");
  if (text.startsWith("/"))
    return text
      .split("/")
      .map((part) => kindOf(part) ?? part)
      .join("/");
  if (/^REQ-\d+$/.test(text)) return "REQ";
  const kind = kindOf(text);
  if (kind === "Org") return orgCalled(story, text);
  if (kind === "User")
    return [...story.cast.values()].find(({ ref }) => shortId(ref.id) === shortId(text))?.name ?? "somebody";
  return kind ?? text;
}

const kindOf = (text: string): IdKind | undefined =>
  (Object.keys(PREFIX) as IdKind[]).find((kind) => parseId(kind, text) && numberOf(text) >= 0);

async function orgCalled({ simulator }: Story, text: string): Promise<string> {
  const orgs = await simulator.listOrgs();
  return orgs.find(({ id }) => shortId(id) === shortId(text))?.name ?? text;
}

/** Number of the record a row comes from: its id, or the number of its request, says so. */
export function recordOf(row: Row): number {
  const { Id, REQUEST_ID, EventIdentifier } = row;
  if (typeof REQUEST_ID === "string") return Number(REQUEST_ID.slice(4));
  if (typeof EventIdentifier === "string") return Number(EventIdentifier.split("-").at(-1));
  return numberOf(String(Id ?? formatId("SetupAuditTrail", 0)));
}
