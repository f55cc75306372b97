import type { SessionId } from "#domain/ids.ts";
import type { ApexClass } from "#domain/org.ts";
import { maySaveCode } from "#domain/power/code.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { codeOf, entityOf, type ListedCode, listed } from "./code.ts";
import { packageFacts } from "./packages.ts";

export interface SaveCode {
  readonly code: ApexClass["id"];
  readonly body: string;
}

/** What it takes to save code, and what it is called. */
export const SAVING = { name: "save Apex source", needs: "Modify All Data", saves: "Apex source" } as const;

/** Replaces the source of a class or trigger of the org's own; managed code is read-only (POWER-11). */
export const saveCode =
  (ports: Ports) =>
  (session: SessionId, { code: id, body }: SaveCode): Promise<Answer<ListedCode>> => {
    const org = orgOfSession(ports, session);
    const page = { org, ...SAVING } as const;
    return act<ListedCode>(ports, session, page, (acting) => {
      const before = codeOf(acting, id);
      const facts = packageFacts(acting, `${entityOf(before)} ${before.name}`, before.namespace);
      const decision = maySaveCode(facts);
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: facts.what }] };
      // Where a debugger could stop was worked out for the source that is replaced.
      const { lines: _, ...code } = before;
      const row: ApexClass = { ...code, body };
      const about = { entity: entityOf(row), name: row.name, changes: [{ table: "apexClasses", id, row }] } as const;
      return { decision, happenings: [{ type: "power.code-changed", ...about }], value: listed(row) };
    });
  };
