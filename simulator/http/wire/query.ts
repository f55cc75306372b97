import { randomBytes } from "node:crypto";
import { Fault } from "#domain/fault.ts";
import type { Guarded } from "#http/app.ts";
import type { Api } from "#sobject/source.ts";
import { columnsOf } from "#soql/columns.ts";
import { renderRows } from "#soql/render.ts";
import { answered, json } from "./answers.ts";
import { Cursors, type Page } from "./cursors.ts";
import type { SessionCall, Wire } from "./route.ts";

/** Rows on one page, and the least and most that a client can ask for. */
const PAGE = 2000;
const SMALLEST_PAGE = 200;

/** Queries of both APIs, and the pages of what they come to. */
export function queryRoutes(wire: Wire, { simulator }: Guarded): void {
  const cursors = new Cursors(newLocator);
  for (const api of ["data", "tooling"] as const)
    for (const [resource, deletedToo] of [
      ["query", false],
      ["queryAll", true],
    ] as const) {
      const path = `/services/data/:version/${api === "tooling" ? "tooling/" : ""}${resource}`;
      wire.session("GET", path, async (call) => {
        const soql = call.c.req.query("q");
        if (soql === undefined) throw new Fault("MALFORMED_QUERY", "the parameter q with the query is missing");
        const answer = await simulator.queryRows(call.session, { soql, api, deletedToo });
        return answered(answer, ({ query, result }) => {
          if (call.c.req.query("columns") === "true") return json(columnsOf(query));
          const page = cursors.first(call.session, result.rows, result.totalSize, sizeAsked(call));
          return json(pageOf(page, call, api, path));
        });
      });
      wire.session("GET", `${path}/:locator`, (call) =>
        json(pageOf(cursors.next(call.session, call.c.req.param("locator") ?? ""), call, api, path)),
      );
    }
}

const pageOf = ({ rows, totalSize, next }: Page, { version }: SessionCall, api: Api, path: string) => ({
  totalSize,
  done: next === undefined,
  ...(next !== undefined && { nextRecordsUrl: `${path.replace(":version", `v${version}`)}/${next}` }),
  records: renderRows(rows, { version, tooling: api === "tooling" }),
});

/** `Sforce-Query-Options: batchSize=500`, within bounds. */
function sizeAsked({ c }: SessionCall): number {
  const [, asked] = /\bbatchSize=(\d{1,6})\b/i.exec(c.req.header("sforce-query-options") ?? "") ?? [];
  return asked === undefined ? PAGE : Math.min(PAGE, Math.max(SMALLEST_PAGE, Number(asked)));
}

/** Nobody can guess a cursor, although it serves the session it was made for only. */
const newLocator = (): string =>
  `01g${[...randomBytes(15)].map((byte) => "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[byte % 62]).join("")}`;
