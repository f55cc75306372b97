import { type Decision, decide, rule } from "#domain/decision.ts";
import { agentOf, type Reader } from "./reader.ts";

/** Mail goes out in the user's name, so an agent may cause it only where the address is known to be the user's. */
export const verifiedAddress = rule<{ readonly reader: Reader }>(
  "POWER-15",
  ({ reader }) =>
    agentOf(reader) && !reader.user.emailVerified
      ? `the email address of ${reader.user.username} is not verified`
      : undefined,
  "ask the user to verify the email address",
);

/** May this act make the platform send email? */
export const maySendEmail = (facts: { readonly reader: Reader }): Decision =>
  decide(facts, [verifiedAddress], verifiedAddress);
