import type { Ports } from "#usecases/ports.ts";
import { changeRow } from "./change-row.ts";
import { describeObject, describeObjects } from "./describe.ts";
import { executeAnonymous } from "./execute-anonymous.ts";
import { identify } from "./identity.ts";
import { queryRows } from "./query.ts";
import { readEventLogFile, readLogBody } from "./read-log.ts";
import { describeMetadata, listMetadata, readObjectMetadata } from "./read-metadata.ts";
import { readRow } from "./read-row.ts";
import { askForMetadata, retrieveMetadata } from "./retrieve-metadata.ts";
import { changeRows } from "./rows.ts";
import { callApexRest, tryUnsimulated } from "./unsimulated.ts";

/** What clients of the platform's own interfaces do. */
export const wireActs = (ports: Ports) => ({
  identify: identify(ports),
  queryRows: queryRows(ports),
  readRow: readRow(ports),
  changeRows: changeRows(ports),
  changeRow: changeRow(ports),
  executeAnonymous: executeAnonymous(ports),
  readLogBody: readLogBody(ports),
  readEventLogFile: readEventLogFile(ports),
  tryUnsimulated: tryUnsimulated(ports),
  callApexRest: callApexRest(ports),
  describeMetadata: describeMetadata(ports),
  listMetadata: listMetadata(ports),
  readObjectMetadata: readObjectMetadata(ports),
  askForMetadata: askForMetadata(ports),
  retrieveMetadata: retrieveMetadata(ports),
  describeObjects: describeObjects(ports),
  describeObject: describeObject(ports),
});
