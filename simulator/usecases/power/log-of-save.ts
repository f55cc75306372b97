import type { Id } from "#domain/ids.ts";
import type { ApexClass, ApexLog, SObjectRecord } from "#domain/org.ts";
import { triggerHead } from "#domain/power/apex-signatures.ts";
import { agentOf } from "#domain/power/reader.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";

interface SaveFacts {
  readonly id: Id<"ApexLog">;
  readonly acting: Acting;
  readonly now: Instant;
  /** Absent when the record was created. */
  readonly before?: SObjectRecord;
  readonly after: SObjectRecord;
}

/**
 * The debug log of saving a record: the save itself, and every trigger that its own head puts on this object and event.
 * What the triggers' statements do is not run yet, so the log stops at their code units. A log from a LoginAs session
 * of a publisher is marked as that publisher's (POWER-17).
 */
export function logOfSave({ id, acting, now, before, after }: SaveFacts): ApexLog {
  const [operation, event] = before ? (["Update", "update"] as const) : (["Insert", "insert"] as const);
  const run = (when: "before" | "after") =>
    triggersOn(acting, after.sobject, `${when} ${event}`).flatMap(unitOf(when, operation));
  const dml = `|Op:${operation}|Type:${after.sobject}|Rows:1`;
  const lines: readonly Line[] = [
    { text: "EXECUTION_STARTED" },
    { text: `DML_BEGIN|[EXTERNAL]${dml}` },
    ...run("before"),
    ...Object.entries(after.fields)
      .filter(([field, value]) => before?.fields[field] !== value)
      .map(([field, value]) => ({ text: `VARIABLE_ASSIGNMENT|[EXTERNAL]|${field}|${JSON.stringify(value)}` })),
    ...run("after"),
    { text: "DML_END|[EXTERNAL]" },
    { text: "EXECUTION_FINISHED" },
  ];
  const publisher = agentOf(acting)?.org.id;
  return {
    id,
    user: acting.user.id,
    operation: `${operation} ${after.sobject}`,
    startedAt: now,
    ...(publisher && { publisher }),
    lines: lines.map(({ namespace, text }, n) => ({
      ...(namespace && { namespace }),
      text: `${timeOf(now)} (${n * 1000})|${text}`,
    })),
  };
}

interface Line {
  readonly namespace?: string;
  readonly text: string;
}

/** `09:00:00.0`, the time of day as a log line begins with it. */
const timeOf = (at: Instant): string => at.slice(11, 21);

/** A package's trigger names objects of its own package without the namespace that they carry in the org. */
const triggersOn = ({ rows }: Acting, sobject: string, event: string): readonly ApexClass[] =>
  Object.values(rows.apexClasses).filter((code) => {
    const head = code.kind === "trigger" ? triggerHead(code.body) : undefined;
    if (!head?.events.includes(event)) return false;
    return sobject === head.object || (code.namespace !== undefined && sobject === `${code.namespace}__${head.object}`);
  });

const unitOf =
  (when: "before" | "after", operation: "Insert" | "Update") =>
  ({ name, namespace }: ApexClass): readonly Line[] => {
    const unit = `${namespace ? `${namespace}.` : ""}${name} on trigger event ${when === "before" ? "Before" : "After"}${operation}`;
    const own = namespace ? { namespace } : {};
    return [
      { ...own, text: `CODE_UNIT_STARTED|[EXTERNAL]|${unit}` },
      { ...own, text: `CODE_UNIT_FINISHED|${unit}` },
    ];
  };
