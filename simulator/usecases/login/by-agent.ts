import { type Decision, decide } from "#domain/decision.ts";
import { noProlonging } from "#domain/login/prolonging.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** Whether a publisher's agent is at the keyboard; an org's own administrator logged in as a user is none. */
const byAgent = ({ delegate, org }: Acting): boolean => delegate !== undefined && delegate.org.id !== org.id;

/** May whoever is at the keyboard save this about login access? `opens` says that it opens the org, and not closes it (LOGIN-26). */
export const mayProlong = (acting: Acting, { policies }: Standing, opens: boolean): Decision =>
  decide(
    { username: acting.user.username, byAgent: byAgent(acting), opens, selfProlongation: policies.selfProlongation },
    [noProlonging],
    noProlonging,
  );

/** The happening with a flag when it is an agent's doing and not the user's (LOGIN-26). */
export const flagged = (acting: Acting, happening: Happening): Happening =>
  byAgent(acting) ? ({ ...happening, byAgent: true } as Happening) : happening;
