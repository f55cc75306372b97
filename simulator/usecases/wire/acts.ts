import type { Ports } from "#usecases/ports.ts";
import { describeObject, describeObjects } from "./describe.ts";
import { identify } from "./identity.ts";
import { callApi, refusedApi } from "./in-api.ts";
import { countRecords, requestsUsed, viewLimits } from "./limits.ts";
import { queryRows } from "./query.ts";
import { readRow } from "./read-row.ts";
import { changeRows } from "./rows.ts";

/** What clients of the platform's own interfaces do. */
export const wireActs = (ports: Ports) => ({
  callApi: callApi(ports),
  refusedApi: refusedApi(ports),
  identify: identify(ports),
  viewLimits: viewLimits(ports),
  requestsUsed: requestsUsed(ports),
  countRecords: countRecords(ports),
  queryRows: queryRows(ports),
  readRow: readRow(ports),
  changeRows: changeRows(ports),
  describeObjects: describeObjects(ports),
  describeObject: describeObject(ports),
});
