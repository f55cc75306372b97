import { definition } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";

/**
 * Whether the platform tells the user on its own that this has happened; all else stands in the traces only (LOGIN-27).
 * Of what is no login it tells that a trace flag was disabled (LOG-13).
 */
export const tellsTheUser = definition<{ readonly type: EventType }, boolean>(
  "LOGIN-27",
  ({ type }) => type === "login.awaiting-approval" || type === "log.trace-flag-disabled",
);
