import { compiled } from "#domain/debug/expression.ts";
import { type Filters, withinTheFilters } from "#domain/debug/filter.ts";
import { allow } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger } from "./at-the-debugger.ts";

/**
 * Chooses which requests are debugged from now on; all three filters are replaced (DEBUG-28). Threads there are stay.
 * Faults INVALID_FIELD for an entry point that is no regular expression, NOT_FOUND for a user of no account in the org.
 */
export const setDebugFilters =
  (ports: Ports) =>
  (session: SessionId, filters: Filters): Promise<Answer<Filters>> =>
    atTheDebugger<Filters>(ports, session, "choose what is debugged", ({ acting: { rows }, debug }) => {
      compiled(filters.entryPoint);
      const stranger = filters.users.find((id) => !rowOf(rows.users, id));
      if (stranger) throw notFound("user with id", stranger);
      const chosen = {
        ...filters,
        users: [...new Set(filters.users)],
        requestTypes: [...new Set(filters.requestTypes)],
      };
      return {
        decision: allow(withinTheFilters),
        happenings: [{ type: "debug.filters-set", debugSession: debug.id, filters: chosen }],
        value: chosen,
      };
    });
