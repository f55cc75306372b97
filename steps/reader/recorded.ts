import type { RuleId } from "#domain/decision.ts";
import type { EventType } from "#domain/events.ts";

/** One sort of record that an example left. */
export interface Recorded {
  readonly type: EventType;
  /** The rule that decided it, if any did. */
  readonly rule?: RuleId;
  /** Whether it was left from the example's last act on, and not by what the story takes for granted. */
  readonly byTheAct: boolean;
}

/** What such records are attached as. */
export const RECORDED = "application/x.understudy.recorded+json";

/** What the auditor's findings in the log of an example are attached as. */
export const FOUND = "application/x.understudy.found+json";
