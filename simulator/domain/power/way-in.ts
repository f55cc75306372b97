import { definition } from "#domain/decision.ts";
import { agentOf, type Reader } from "./reader.ts";

/** How somebody came into an org; its home page says so. */
export const WAYS_IN = ["own credentials", "login access", "own administrator"] as const;
export type WayIn = (typeof WAYS_IN)[number];

/** The customer logs in with own credentials, the publisher with login access that a user gave (POWER-01). */
export const wayIn = definition<Reader, WayIn>("POWER-01", (reader) => {
  if (!reader.delegate) return "own credentials";
  return agentOf(reader) ? "login access" : "own administrator";
});
