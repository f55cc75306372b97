import { rule } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import { parseId, type UserId } from "#domain/ids.ts";
import { compiled, matchesWhole } from "./expression.ts";
import { type DebugRequest, REQUEST_TYPES, type RequestType } from "./request-type.ts";
import type { DebugFilters } from "./session.ts";

/** What a debugging session wants to debug. An empty list or expression lets everything through (DEBUG-28). */
export interface Filters {
  readonly users: readonly UserId[];
  readonly requestTypes: readonly RequestType[];
  /** A regular expression that the whole entry point has to match: `.*Invoice.*`. */
  readonly entryPoint: string;
}

const listed = (text: string): readonly string[] => text.split(",").filter((one) => one !== "");

/**
 * Reads the filters as the client sends them. Fault INVALID_FIELD for a user id or request type that is none, and for
 * an entry point that is no regular expression.
 */
export function parseFilters({ userIdFilter, requestTypeFilter, entryPointFilter }: DebugFilters): Filters {
  compiled(entryPointFilter);
  return {
    users: listed(userIdFilter).map((text) => {
      const id = parseId("User", text);
      if (!id) throw new Fault("INVALID_FIELD", `"${text}" in the user filter is no id of a user`);
      return id;
    }),
    requestTypes: listed(requestTypeFilter).map((text) => {
      const type = REQUEST_TYPES.find((one) => one === text);
      if (!type)
        throw new Fault("INVALID_FIELD", `"${text}" is no request type; there are ${REQUEST_TYPES.join(", ")}`);
      return type;
    }),
    entryPoint: entryPointFilter,
  };
}

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
