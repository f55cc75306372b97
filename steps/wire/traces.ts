import { parse } from "csv-parse/sync";
import type { Connection } from "jsforce";
import type { ApiRecord, LmaObject } from "#domain/license/api.ts";
import { type Instant, later } from "#domain/time.ts";
import type { TrailOperation } from "#domain/trace/setup-audit-trail.ts";
import type { TraceName } from "#steps/acts/trace.ts";
import type { WireTelling } from "#steps/face.ts";
import type { Rows } from "#usecases/trace/reading.ts";
import { asOneself, hides, rowsOf, ShowsNothing, type WireRow } from "./say.ts";

// The platform's own traces, and what the License Management App keeps, as they are queried.

const TRAIL =
  "SELECT Id, Action, Section, CreatedDate, CreatedBy.Username, Display, DelegateUser, ResponsibleNamespacePrefix, CreatedByContext FROM SetupAuditTrail";
const LOGINS =
  "SELECT Id, UserId, LoginTime, LoginType, SourceIp, LoginUrl, Browser, Platform, Status, Application FROM LoginHistory";
const SESSIONS =
  "SELECT Id, UsersId, SessionType, SessionSecurityLevel, LoginType, SourceIp, LoginHistoryId, ParentId, CreatedDate, LastModifiedDate, NumSecondsValid FROM AuthSession";
const LOGIN_AS =
  "SELECT Timestamp, RequestIdentifier, UserIdentifier, ClientIp, Uri, SessionKey, LoginKey, DelegatedUserIdentifier, DelegatedUserName FROM LoginAsEventLog";

type Read = (connection: Connection) => Promise<readonly WireRow[]>;

const readTrail: Read = async (connection) =>
  (await rowsOf(connection, TRAIL)).map((row) => ({
    ...row,
    CreatedBy: (row.CreatedBy as WireRow | undefined)?.Username,
  }));

/** With the names of those whom the rows are of, as a page shows them. */
async function named(connection: Connection, field: string, rows: readonly WireRow[]): Promise<readonly WireRow[]> {
  const users = await rowsOf(connection, "SELECT Id, Username FROM User");
  const names = new Map(users.map(({ Id, Username }) => [Id, Username]));
  return rows.map((row) => ({ ...row, Username: names.get(row[field]) }));
}

/** Of others whoever may not read them is shown nothing, and of the own all the same. */
const everybodys =
  (soql: string, field: string): Read =>
  async (connection) => {
    const [rows, { user_id: me }] = [await rowsOf(connection, soql), await connection.identity()];
    if (rows.every((row) => row[field] === me)) throw new ShowsNothing();
    return named(connection, field, rows);
  };

const own =
  (soql: string, field: string): Read =>
  async (connection) => {
    const { user_id: me } = await connection.identity();
    return named(connection, field, await rowsOf(connection, `${soql} WHERE ${field} = '${me}'`));
  };

/** When a session expires unless somebody works in it before is for a client to reckon. */
const expiring =
  (read: Read): Read =>
  async (connection) =>
    (await read(connection)).map((row) => ({
      ...row,
      ExpiresAt: later(`${row.LastModifiedDate}` as Instant, Number(row.NumSecondsValid) * 1000),
    }));

/** Each file by its id, and its lines as the file itself has them. */
async function readFiles(connection: Connection): Promise<readonly WireRow[]> {
  const files = await rowsOf(connection, "SELECT Id, EventType, Interval, LogDate, LogFile FROM EventLogFile");
  return Promise.all(
    files.map(async ({ LogFile, ...file }) => {
      const lines = parse(`${await connection.request(`${LogFile}`, { responseType: "text/plain" })}`, {
        columns: true,
      }) as WireRow[];
      return {
        ...file,
        lines: lines.map((line) => Object.fromEntries(Object.entries(line).filter(([, cell]) => cell !== ""))),
      };
    }),
  );
}

/** What a page shows of each, it shows by itself; these are read as a whole. */
const READS: { readonly [Name in TraceName]?: Read } = {
  "whole Setup Audit Trail": readTrail,
  "whole Login History": everybodys(LOGINS, "UserId"),
  "own logins": own(LOGINS, "UserId"),
  "sessions of the org": expiring(everybodys(SESSIONS, "UsersId")),
  "own sessions": expiring(own(SESSIONS, "UsersId")),
  "event log files": readFiles,
  "login-as event log": (connection) => rowsOf(connection, LOGIN_AS),
};

/** Why there are no rows, no query says. */
export function readTrace(trace: TraceName): WireTelling<Rows<unknown>> | undefined {
  const read = READS[trace];
  return (
    read &&
    asOneself<Rows<unknown>>({
      say: async (connection) => {
        const rows = await read(connection);
        if (rows.length === 0) throw new ShowsNothing();
        return { rows };
      },
      fits: (seen) => hides(seen) || seen.value?.rows.length === 0 || isOfOne(seen.value?.rows ?? []),
    })
  );
}

const isOfOne = (rows: readonly unknown[]): boolean =>
  new Set((rows as readonly WireRow[]).map(({ UserId, UsersId }) => UserId ?? UsersId)).size === 1;

/** What nobody can do at all the platform refuses in words of its own; only counting is told here. */
export const operateOnAuditTrail = (operation: TrailOperation): WireTelling<{ readonly size: number }> | undefined =>
  operation === "count()"
    ? asOneself({
        say: async (connection) => ({
          size: (await connection.query("SELECT count() FROM SetupAuditTrail")).totalSize,
        }),
        fits: hides,
      })
    : undefined;

/** All fields of all records. */
export const queryObject = (object: LmaObject): WireTelling<readonly ApiRecord[]> =>
  asOneself<readonly ApiRecord[]>({
    say: async (connection) => {
      const { fields } = await connection.sobject(object).describe();
      const soql = `SELECT ${fields.map(({ name }) => name).join(", ")} FROM ${object}`;
      const { records } = await connection.query<WireRow>(soql);
      return records.map(({ attributes: _, ...row }) => row as ApiRecord);
    },
    fits: hides,
  });
