import { InvalidRecord } from "./invalid-record.ts";

/** How a trust policy of c2sp.org/tlog-policy ends that asks for no witnesses. */
export const QUORUM = "quorum none\n";
/** What stands before a key. */
const LOG = "log ";

/** The trust policy of a log: the keys that sign it, in the order they came to be due (SPEC.md, section 5). */
export const formatPolicy = (keys: readonly string[]): string =>
  `${keys.map((key) => `${LOG}${key}\n`).join("")}${QUORUM}`;

/** The keys that a policy names, in its order. InvalidRecord for what is no policy of this form. */
export function keysOfPolicy(policy: string): readonly string[] {
  const lines = policy.split("\n");
  const keys = lines.slice(0, -2);
  if (!policy.endsWith(`\n${QUORUM}`) || !keys.every((line) => line.startsWith(LOG)))
    throw new InvalidRecord("what was given is no policy", "bad-policy");
  return keys.map((line) => line.slice(LOG.length));
}
