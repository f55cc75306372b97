import { openDuties } from "#domain/debug/duty.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { companyOf, type Org } from "#domain/org.ts";
import { operate } from "#usecases/act.ts";
import { inWords, type ShownDuty } from "#usecases/debug/duties.ts";
import { type ShownDebugSession, shown } from "#usecases/debug/view-sessions.ts";
import type { Ports } from "#usecases/ports.ts";

/**
 * How many debugging sessions an org has bought: a License Management Org on top of its free one (DEBUG-04), any other
 * production org for its own Apex Debugger (DEBUG-07). Fault INVALID_FIELD for an org that cannot buy any.
 */
export const buyDebuggers =
  (ports: Ports) =>
  ({ org: id, bought }: { readonly org: OrgId; readonly bought: number }): Promise<{ readonly bought: number }> =>
    operate(ports, async (standing) => {
      const org = companyOf(await standing.org(id));
      if (org.kind !== "production")
        throw new Fault("INVALID_FIELD", `"${org.name}" is no production org; name the one its sandboxes belong to`);
      const row: Org = org.lma
        ? { ...org, lma: { ...org.lma, boughtDebuggers: bought } }
        : { ...org, boughtDebuggers: bought };
      const what = `${bought} debugging sessions bought`;
      return {
        events: [{ type: "org.changed", org: id, what, changes: [{ table: "company", id, row }] }],
        value: { bought },
      };
    });

/** All debugging sessions there have been, oldest first. */
export const listDebugSessions = (ports: Ports) => (): Promise<readonly ShownDebugSession[]> =>
  operate(ports, async (standing) => ({
    events: [],
    value: await shown(standing, [...ports.folds.debugging.sessions.values()]),
  }));

/** All downloaded code that nobody has deleted (DEBUG-45). */
export const listAllDuties = (ports: Ports) => (): Promise<readonly ShownDuty[]> =>
  operate(ports, async (standing) => ({
    events: [],
    value: await inWords(standing, openDuties.gives([...ports.folds.debugging.projects.values()])),
  }));
