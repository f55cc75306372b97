import { notFound } from "#domain/fault.ts";
import type { Id, SessionId } from "#domain/ids.ts";
import { type ApexLog, rowOf } from "#domain/org.ts";
import { inFullForTheAgent, linesFor, mayOpenLog, mayReadPackageLines } from "#domain/power/debug-log.ts";
import type { PackageFacts } from "#domain/power/managed.ts";
import { agentOf } from "#domain/power/reader.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type ListedLog, listed } from "./debug-logs.ts";
import { packageFacts } from "./packages.ts";

export interface ShownLog extends ListedLog {
  readonly lines: readonly string[];
}

export interface ViewDebugLog {
  readonly log: Id<"ApexLog">;
  /** Only what this package logged; without it the whole log, as this reader sees it. */
  readonly namespace?: string;
}

/** One debug log. Fault NOT_FOUND when there is no such log, or no package of that namespace. */
export const viewDebugLog =
  (ports: Ports) =>
  (session: SessionId, { log: id, namespace }: ViewDebugLog): Promise<Answer<ShownLog>> => {
    const page = { org: orgOfSession(ports, session), name: "view a debug log", needs: "View All Data" } as const;
    return act<ShownLog>(ports, session, page, (acting) => {
      const log = logOf(acting, id);
      const about = namespace === undefined ? {} : { namespace };
      const opened = mayOpenLog({ reader: acting, log });
      const whole = opened.effect === "deny" || namespace === undefined;
      const decision = whole ? opened : mayReadPackageLines(packageLinesFacts(acting, log, namespace));
      if (decision.effect === "deny")
        return {
          decision,
          happenings: [{ type: "power.refused", act: page.name, target: `debug log ${id}`, ...about }],
        };
      const lines = log.lines.filter((line) => namespace === undefined || line.namespace === namespace);
      return {
        decision,
        ...((acting.delegate || namespace !== undefined) && { happenings: [{ type: "log.read", log: id, ...about }] }),
        value: { ...listed(acting, log), lines: linesFor.gives({ lines, isOpen: isOpenIn(acting, log) }) },
      };
    });
  };

/** The debug log of this id. Fault NOT_FOUND when the org has none. */
export function logOf({ rows }: Acting, id: Id<"ApexLog">): ApexLog {
  const log = rowOf(rows.apexLogs, id);
  if (!log) throw notFound("debug log with id", id);
  return log;
}

/** Gathers what decides whether the lines of one package are shown. Fault NOT_FOUND when no package has the namespace. */
export function packageLinesFacts(acting: Acting, log: ApexLog, namespace: string): PackageFacts {
  const facts = linesFacts(acting, log, namespace, "what the package logs");
  if (!facts.managed?.publisher) throw notFound("package with namespace", namespace);
  return { ...facts, what: `what ${facts.managed.name} logs` };
}

/** For the subscriber a log stays as it was written: what was open then counts, and not what is now (LOG-22). */
const linesFacts = (acting: Acting, { open = [] }: ApexLog, namespace: string, what: string): PackageFacts => ({
  ...packageFacts(acting, what, namespace),
  open,
});

const isOpenIn =
  (acting: Acting, log: ApexLog) =>
  (namespace: string): boolean => {
    const facts = linesFacts(acting, log, namespace, "a line of the log");
    return agentOf(acting) ? inFullForTheAgent.gives(facts) : mayReadPackageLines(facts).effect === "allow";
  };
