import type { SObjectRecord } from "#domain/org.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import { logTransaction } from "#usecases/log/log-transaction.ts";
import { runnerOf } from "#usecases/log/runner.ts";
import type { Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { saveOf } from "./log-of-save.ts";

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

/** What a save leaves: the change, and the debug log where one was asked for or a trace flag is active. */
export function saved(
  ports: Ports,
  acting: Acting,
  standing: Standing,
  { before, after, debug = false }: Saved,
): readonly Happening[] {
  const changed: Happening = {
    type: "power.record-changed",
    sobject: after.sobject,
    record: after.id,
    ...(before && { before: before.fields }),
    after: after.fields,
    changes: [{ table: "records", id: after.id, row: after }],
  };
  const save = saveOf({ acting, ...(before && { before }), after, debug });
  return [changed, ...logTransaction(ports, standing, runnerOf(acting), save)];
}
