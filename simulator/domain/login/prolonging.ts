import { rule } from "#domain/decision.ts";
import type { Policies } from "#domain/policies.ts";

interface ProlongingFacts {
  readonly username: string;
  /** Whether a publisher's agent is at the keyboard, logged in as the user. */
  readonly byAgent: boolean;
  /** Whether it opens the org for longer or for more, and not for less. */
  readonly opens: boolean;
  readonly selfProlongation: Policies["selfProlongation"];
}

/** Asked of whatever is saved about login access; what an agent may save is flagged in the log (policy `selfProlongation`). */
export const noProlonging = rule<ProlongingFacts>(
  "LOGIN-26",
  ({ username, byAgent, opens, selfProlongation }) =>
    byAgent && opens && selfProlongation === "refuse"
      ? `an agent logged in as ${username} may not open login access any further`
      : undefined,
  "ask the user to grant login access from the own session",
);
