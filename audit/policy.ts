/** How a trust policy of c2sp.org/tlog-policy ends that asks for no witnesses. */
export const QUORUM = "quorum none\n";

/** The trust policy of a log: the keys that sign it, in the order they came to be due (SPEC.md, section 5). */
export const formatPolicy = (keys: readonly string[]): string =>
  `${keys.map((key) => `log ${key}\n`).join("")}${QUORUM}`;
