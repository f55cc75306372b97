import { defineParameterType } from "@cucumber/cucumber";
import type { Begun } from "#domain/debug/request.ts";
import { REQUEST_TYPES, type RequestType } from "#domain/debug/request-type.ts";
import { STEPS, type Step } from "#domain/debug/thread.ts";
import { MISSING, type Missing } from "#domain/debug/variable.ts";
import { LMA_OBJECT_NAMES, type LmaObject } from "#domain/license/api.ts";
import { type HeldBy, SUPPORT_PERMISSIONS, type SupportPermission } from "#domain/lmo/permission.ts";
import { ORIGINS, type Origin } from "#domain/log/transaction.ts";
import { EDITIONS, type Edition, type Org, SANDBOX_KINDS, type SandboxKind } from "#domain/org.ts";
import { ACCESS_DURATIONS, type AccessDuration } from "#domain/policies.ts";
import { type ReviewState, STATES } from "#domain/review/review.ts";
import { isRuleId } from "#domain/rule-book.ts";
import { fromMillis, type Instant, parseInstant } from "#domain/time.ts";
import { TRACE_NAMES, type TraceName } from "./acts/trace.ts";

// The one place where the words of a feature become values.

defineParameterType({
  name: "person",
  regexp: /[A-Z][a-z]+(?: of (?:[A-Z][A-Za-z]*)(?: [A-Z][A-Za-z]*)*)?/,
  transformer: (name: string) => name,
});

defineParameterType({
  name: "org",
  regexp: /[A-Z][A-Za-z]*(?: (?:of|[A-Z][A-Za-z]*))*/,
  transformer: (name: string) => name,
});

defineParameterType({
  name: "rule",
  regexp: /[A-Z]+-\d+/,
  transformer: (id: string) => {
    if (!isRuleId(id)) throw new Error(`no rule "${id}" in the rule book`);
    return id;
  },
});

defineParameterType({
  name: "effect",
  regexp: /let in|refused/,
  transformer: (word: string) => (word === "let in" ? "allow" : "deny"),
});

defineParameterType({
  name: "duration",
  regexp: new RegExp([...ACCESS_DURATIONS, "no access"].join("|")),
  transformer: (word: string) => word as AccessDuration | "no access",
});

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/** Stories happen in one week, whose Monday this is. */
const MONDAY = Date.UTC(2031, 2, 3);

/** `09:00 on Tuesday` is in the week of the story, `09:00 next Tuesday` in the one after; other days are written out. */
export function parseMoment(text: string): Instant {
  const [, hours, minutes, next, day] = /^(\d\d):(\d\d) (?:on|(next)) (\w+day)$/.exec(text) ?? [];
  if (day) {
    const days = DAYS.indexOf(day) + (next ? 7 : 0);
    return fromMillis(MONDAY + ((days * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000);
  }
  const at = parseInstant(`${text.replace(" ", "T")}Z`);
  if (!at) throw new Error(`"${text}" is no moment; write "09:00 on Tuesday" or "2031-03-04 09:00"`);
  return at;
}

defineParameterType({
  name: "moment",
  regexp: /\d\d:\d\d (?:on|next) \w+day|\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?/,
  transformer: parseMoment,
});

defineParameterType({
  name: "edition",
  regexp: new RegExp(EDITIONS.join("|")),
  transformer: (name: string) => name as Edition,
});

defineParameterType({
  name: "status",
  regexp: /active|locked|deleted|disabled/,
  transformer: (word: string) => word as Org["status"],
});

defineParameterType({
  name: "app",
  regexp: /License Management App|Slack|Declarative Lookup Rollup Summary|Chart Toys/,
  transformer: (name: string) => name,
});

defineParameterType({
  name: "permission",
  regexp: new RegExp(SUPPORT_PERMISSIONS.join("|")),
  transformer: (name: string) => name as SupportPermission,
});

defineParameterType({
  name: "source",
  regexp: /profile|permission set/,
  transformer: (word: string) => word as HeldBy["by"],
});

defineParameterType({
  name: "party",
  regexp: /the company's administrators|Salesforce support|[A-Z][A-Za-z]*(?: (?:of|[A-Z][A-Za-z]*))*/,
  transformer: (name: string) => name,
});

/** A trace that the platform leaves, as people ask for it. */
defineParameterType({
  name: "trace",
  regexp: new RegExp(TRACE_NAMES.join("|")),
  transformer: (name: string) => name as TraceName,
});

/** The value of a policy as the policy book has it: a word, a number, or words in capitals such as `Partner Product`. */
defineParameterType({
  name: "policyValue",
  regexp: /[A-Za-z0-9]+(?: [A-Z][a-z]+)*/,
  transformer: (words: string) => words,
});

/** `1 day, 3 days`, each a duration. */
defineParameterType({
  name: "durations",
  regexp: new RegExp(`(?:${ACCESS_DURATIONS.join("|")})(?:, (?:${ACCESS_DURATIONS.join("|")}))+`),
  transformer: (list: string) => list.split(", ") as readonly AccessDuration[],
});

defineParameterType({
  name: "onOff",
  regexp: /on|off/,
  transformer: (word: string) => word === "on",
});

defineParameterType({
  name: "availability",
  regexp: /administrators only|administrators and users/,
  transformer: (words: string) => (words === "administrators only" ? "adminsOnly" : "users"),
});

defineParameterType({
  name: "traced",
  regexp:
    /the (?:class|trigger) \w+|the automated process|the platform integration|[A-Z][a-z]+(?: of (?:[A-Z][A-Za-z]*)(?: [A-Z][A-Za-z]*)*)?/,
  transformer: (name: string) => name,
});

defineParameterType({
  name: "origin",
  regexp: new RegExp(ORIGINS.join("|")),
  transformer: (words: string) => words as Origin,
});

defineParameterType({
  name: "requestType",
  regexp: new RegExp(REQUEST_TYPES.join("|")),
  transformer: (name: string) => name as RequestType,
});

defineParameterType({
  name: "step",
  regexp: new RegExp(STEPS.join("|")),
  transformer: (word: string) => word as Step,
});

defineParameterType({
  name: "missing",
  regexp: new RegExp(MISSING.join("|")),
  transformer: (words: string) => words as Missing,
});

defineParameterType({
  name: "begun",
  regexp: /debugged|undebugged|made to wait|refused/,
  transformer: (words: string): Begun => (words === "made to wait" ? "waits" : (words as Begun)),
});

defineParameterType({
  name: "lmaObject",
  regexp: new RegExp(LMA_OBJECT_NAMES.join("|")),
  transformer: (name: string) => name as LmaObject,
});

defineParameterType({
  name: "sandboxKind",
  // The longer name first, or "Developer" would be found in it.
  regexp: new RegExp([...SANDBOX_KINDS].sort((one, other) => other.length - one.length).join("|")),
  transformer: (name: string) => name as SandboxKind,
});

/** What a reviewer does in words, as it is told when it happens and when it has happened. */
const REVIEWING = {
  "notes in": "note",
  attests: "attest",
  rejects: "reject",
  escalates: "escalate",
  remedies: "remediate",
} as const;
const REVIEWED = {
  "noted in": "note",
  attested: "attest",
  rejected: "reject",
  escalated: "escalate",
  remedied: "remediate",
} as const;

defineParameterType({
  name: "reviewing",
  regexp: new RegExp(Object.keys(REVIEWING).join("|")),
  transformer: (words: string) => REVIEWING[words as keyof typeof REVIEWING],
});

defineParameterType({
  name: "reviewed",
  regexp: new RegExp(Object.keys(REVIEWED).join("|")),
  transformer: (words: string) => REVIEWED[words as keyof typeof REVIEWED],
});

defineParameterType({
  name: "reviewState",
  regexp: new RegExp(STATES.join("|")),
  transformer: (word: string) => word as ReviewState,
});

defineParameterType({
  name: "firstOrLast",
  regexp: /first|last/,
  transformer: (word: string) => word as "first" | "last",
});
