import type { Ports } from "#usecases/ports.ts";
import { describeObject, describeObjects } from "./describe.ts";
import { identify } from "./identity.ts";
import { queryRows } from "./query.ts";
import { readRow } from "./read-row.ts";
import { changeRows } from "./rows.ts";
import { Streams } from "./streaming.ts";

/** What clients of the platform's own interfaces do. */
export const wireActs = (ports: Ports) => ({
  identify: identify(ports),
  queryRows: queryRows(ports),
  readRow: readRow(ports),
  changeRows: changeRows(ports),
  describeObjects: describeObjects(ports),
  describeObject: describeObject(ports),
  streams: new Streams(ports),
});
