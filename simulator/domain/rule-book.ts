import { DEBUG_RULES } from "./debug/rule-book.ts";
import { GRANT_RULES } from "./grant/rule-book.ts";
import { LICENSE_RULES } from "./license/rule-book.ts";
import { LMO_RULES } from "./lmo/rule-book.ts";
import { LOG_RULES } from "./log/rule-book.ts";
import { LOGIN_RULES } from "./login/rule-book.ts";
import { POWER_RULES } from "./power/rule-book.ts";
import { REVIEW_RULES } from "./review/rule-book.ts";
import type { Entry } from "./rule-book-entry.ts";
import { TRACE_RULES } from "./trace/rule-book.ts";

const RULES = {
  ...GRANT_RULES,
  ...LMO_RULES,
  ...LOGIN_RULES,
  ...POWER_RULES,
  ...DEBUG_RULES,
  ...LOG_RULES,
  ...LICENSE_RULES,
  ...TRACE_RULES,
  ...REVIEW_RULES,
};

export type RuleId = keyof typeof RULES;

/** The catalogue: every rule of the areas this simulator covers, by id. */
export const RULE_BOOK: Readonly<Record<RuleId, Entry>> = RULES;

export const ruleIds = Object.keys(RULES) as readonly RuleId[];

export const isRuleId = (text: string): text is RuleId => Object.hasOwn(RULES, text);

/** The area of a rule is the word before its number: `GRANT` of `GRANT-06`. */
export const areaOf = (id: RuleId): string => id.slice(0, id.indexOf("-"));
