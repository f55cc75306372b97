/** What the auditor looks for, by the number of each check. */
export const CHECKS = {
  A02: "the clock of the platform never goes back",
  A03: "whoever is logged in as a user has login access of that user, at the start and at every act",
  A04: "whoever logs in from a License Management Org may, and the org can be logged in to",
  A05: "whoever logs in as a user has proved a second factor",
  A06: "nothing runs on after its end",
  A07: "nothing is done in a session that does not run",
  A08: "what begins ends once, and nothing ends that did not begin",
  A09: "the log is not silent while somebody is at work",
  A10: "every refusal names the rule that refuses",
  A11: "nothing is allowed that a rule refuses",
  A13: "what a change says was there before is what was there",
  A14: "debugging is in sandboxes only, with a free place, and under the conditions of its start",
  A15: "the debugger acts within a session that runs, on what it debugs",
  A16: "what a package protects is seen by its own publisher only",
  A17: "no app is authorized by anybody but the user",
  A18: "a login names its case where that is demanded",
  A19: "every record is of a known kind, and what it names is there",
  A20: "records are numbered without a gap, and so are those of each org",
  A21: "what has to be reviewed is opened, by whoever had no part in it reviewed, and in time",
  A22: "nothing is erased without a request, against a legal hold, or of anybody else",
  A23: "whoever reads the log is on record, with the question",
  A24: "what the log says of its keys and of its own records is so",
} as const satisfies Readonly<Record<string, string>>;

export type Check = keyof typeof CHECKS;

/** Something in the log that cannot be right. */
export interface Finding {
  readonly check: Check;
  /** The rule of the catalogue that is broken, where it is one. */
  readonly rule?: string;
  /** The record that shows it. */
  readonly seq: number;
  /** Other records that it follows from. */
  readonly also?: readonly number[];
  /** What is wrong, in words. */
  readonly says: string;
}

/** Puts a finding down. */
export type Say = (finding: Finding) => void;

const BY_RULE: Readonly<Record<string, Check>> = {
  "GRANT-03": "A03",
  "GRANT-06": "A03",
  "GRANT-07": "A03",
  "GRANT-09": "A03",
  "GRANT-22": "A03",
  "GRANT-25": "A03",
  "LOGIN-16": "A03",
  "LOGIN-17": "A03",
  "LMO-08": "A04",
  "LMO-09": "A04",
  "LMO-22": "A04",
  "LOGIN-01": "A04",
  "LOGIN-02": "A04",
  "LOGIN-03": "A04",
  "LOGIN-04": "A04",
  "LMO-10": "A05",
  "LMO-11": "A05",
  "DEBUG-02": "A14",
  "DEBUG-03": "A14",
  "DEBUG-05": "A14",
  "DEBUG-06": "A14",
  "DEBUG-07": "A14",
  "DEBUG-21": "A14",
  "POWER-04": "A16",
  "POWER-13": "A16",
  "POWER-21": "A16",
  "POWER-06": "A17",
  "POWER-14": "A17",
  "LMO-20": "A18",
};

/** The check that something allowed against a rule belongs to. */
export const checkOf = (rule: string): Check => BY_RULE[rule] ?? (rule.startsWith("REVIEW-") ? "A21" : "A11");
