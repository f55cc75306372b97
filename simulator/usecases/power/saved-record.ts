import type { SObjectRecord } from "#domain/org.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { logOfSave } from "./log-of-save.ts";

/** What every save of a record can ask for. */
export interface Save {
  /** Asks for a debug log of the save, as a request with debugging parameters does. */
  readonly debug?: boolean;
}

interface Saved {
  readonly before?: SObjectRecord;
  readonly after: SObjectRecord;
  readonly debug: boolean | undefined;
}

/** What a save leaves: the change, and the debug log where one was asked for. */
export function saved(
  ports: Ports,
  acting: Acting,
  { now }: Standing,
  { before, after, debug }: Saved,
): readonly Happening[] {
  const changed: Happening = {
    type: "power.record-changed",
    sobject: after.sobject,
    record: after.id,
    ...(before && { before: before.fields }),
    after: after.fields,
    changes: [{ table: "records", id: after.id, row: after }],
  };
  if (!debug) return [changed];
  const row = logOfSave({ id: ports.ids.next("ApexLog"), acting, now, ...(before && { before }), after });
  return [changed, { type: "log.written", log: row.id, changes: [{ table: "apexLogs", id: row.id, row }] }];
}
