import { rule } from "#domain/decision.ts";
import type { UserId } from "#domain/ids.ts";
import { compiled, matchesWhole } from "./expression.ts";
import type { DebugRequest, RequestType } from "./request.ts";

/** What a debugging session wants to debug. An empty list or expression lets everything through (DEBUG-28). */
export interface Filters {
  readonly users: readonly UserId[];
  readonly requestTypes: readonly RequestType[];
  /** A regular expression that the whole entry point has to match: `.*Invoice.*`. */
  readonly entryPoint: string;
}

export const NO_FILTERS: Filters = { users: [], requestTypes: [], entryPoint: "" };

export interface FilterFacts {
  readonly request: DebugRequest;
  readonly username: string;
  readonly filters: Filters;
}

/** A request has to pass every filter there is; how several combine is documented nowhere. */
export const withinTheFilters = rule<FilterFacts>(
  "DEBUG-28",
  ({ request: { user, type, entryPoint }, username, filters }) => {
    if (filters.users.length > 0 && !filters.users.includes(user.id)) return `the user filter leaves out ${username}`;
    if (filters.requestTypes.length > 0 && !filters.requestTypes.includes(type))
      return `the request type filter leaves out ${type}`;
    if (filters.entryPoint !== "" && !matchesWhole(compiled(filters.entryPoint), entryPoint))
      return `the entry point filter "${filters.entryPoint}" leaves out ${entryPoint}`;
    return undefined;
  },
  "widen the filter, or leave it empty",
);
