import { type Decision, definition, type RuleId } from "#domain/decision.ts";

/** What an agent sees of the way in: the link, no link to click, or a tab, page or link that refuses. */
export type LoginLink = "Login link" | "no link" | "refused";

/** Reasons that lie with the agent, the agent's session or what the agent entered, and not with org or grant. */
const ABOUT_THE_AGENT: ReadonlySet<RuleId> = new Set<RuleId>([
  "LMO-01",
  "LMO-03",
  "LMO-07",
  "LMO-08",
  "LMO-09",
  "LMO-10",
  "LMO-11",
  "LMO-20",
  "LOGIN-01",
  "LOGIN-14",
]);

/** How a decision about logging in as a user looks beside that user on Org Details (LOGIN-24). */
export const linkFor = definition<Decision, LoginLink>("LOGIN-24", ({ effect, rule }) => {
  if (effect === "allow") return "Login link";
  return ABOUT_THE_AGENT.has(rule) ? "refused" : "no link";
});
