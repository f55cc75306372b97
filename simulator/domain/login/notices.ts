import { definition } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";

/** Whether the platform tells the user on its own that this has happened; all else stands in the traces only (LOGIN-27). */
export const tellsTheUser = definition<{ readonly type: EventType }, boolean>(
  "LOGIN-27",
  ({ type }) => type === "login.awaiting-approval",
);
