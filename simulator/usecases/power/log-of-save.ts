import { everyCategory } from "#domain/log/level.ts";
import type { CodeUnit, Traceable, Transaction } from "#domain/log/transaction.ts";
import type { ApexClass, SObjectRecord } from "#domain/org.ts";
import { triggerHead } from "#domain/power/apex-signatures.ts";
import type { Acting } from "#usecases/act.ts";

interface SaveFacts {
  readonly acting: Acting;
  /** Absent when the record was created. */
  readonly before?: SObjectRecord;
  readonly after: SObjectRecord;
  /** Whether the request came with debugging parameters, which ask for everything. */
  readonly debug: boolean;
}

/**
 * Saving a record as a transaction: the save itself, and every trigger that its own head puts on this object and event.
 * What the triggers' statements do is not run yet, so their code units are empty.
 */
export function saveOf({ acting, before, after, debug }: SaveFacts): Transaction {
  const [operation, event] = before ? (["Update", "update"] as const) : (["Insert", "insert"] as const);
  const run = (when: "before" | "after") =>
    triggersOn(acting, after.sobject, `${when} ${event}`).map(unitOf(when, operation));
  const dml = (text: string): Traceable => ({ text, category: "DB", level: "INFO" });
  const assigned = Object.entries(after.fields)
    .filter(([field, value]) => before?.fields[field] !== value)
    .map(
      ([field, value]): Traceable => ({
        text: `VARIABLE_ASSIGNMENT|[EXTERNAL]|${field}|${JSON.stringify(value)}`,
        category: "APEX_CODE",
        level: "FINEST",
      }),
    );
  return {
    origin: "record save",
    operation: `${operation} ${after.sobject}`,
    application: "Browser",
    request: "Application",
    status: "Success",
    duration: 0,
    body: [
      dml(`DML_BEGIN|[EXTERNAL]|Op:${operation}|Type:${after.sobject}|Rows:1`),
      ...run("before"),
      ...assigned,
      ...run("after"),
      dml("DML_END|[EXTERNAL]"),
    ],
    ...(debug && { debugging: everyCategory("FINEST") }),
  };
}

/** A package's trigger names objects of its own package without the namespace that they carry in the org. */
const triggersOn = ({ rows }: Acting, sobject: string, event: string): readonly ApexClass[] =>
  Object.values(rows.apexClasses).filter((code) => {
    const head = code.kind === "trigger" ? headOf(code) : undefined;
    if (!head?.events.includes(event)) return false;
    return sobject === head.object || (code.namespace !== undefined && sobject === `${code.namespace}__${head.object}`);
  });

/** Read once for a trigger as it stands, since every save asks; null where the source holds none. */
const heads = new WeakMap<ApexClass, ReturnType<typeof triggerHead> | null>();

function headOf(trigger: ApexClass): ReturnType<typeof triggerHead> {
  let head = heads.get(trigger);
  if (head === undefined) {
    head = triggerHead(trigger.body) ?? null;
    heads.set(trigger, head);
  }
  return head ?? undefined;
}

const unitOf =
  (when: "before" | "after", operation: "Insert" | "Update") =>
  ({ id, name, namespace }: ApexClass): CodeUnit => ({
    unit: `${namespace ? `${namespace}.` : ""}${name} on trigger event ${when === "before" ? "Before" : "After"}${operation}`,
    ...(namespace && { namespace }),
    code: id,
    body: [],
  });
