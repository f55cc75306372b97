import { definition } from "#domain/decision.ts";
import type { Policies } from "#domain/policies.ts";

interface EnteringFacts {
  /** Whether the agent logged in to the License Management Org at its My Domain login URL. */
  readonly myDomain: boolean;
  readonly lmoSessionOnLoginAs: Policies["lmoSessionOnLoginAs"];
}

/** Whether entering a subscriber org ends the session the agent came from (policy `lmoSessionOnLoginAs`). */
export const ownSessionEnds = definition<EnteringFacts, boolean>(
  "LMO-19",
  ({ myDomain, lmoSessionOnLoginAs }) => lmoSessionOnLoginAs === "endUnlessMyDomain" && !myDomain,
);
