import { type Entry, flag, isSealed, part, text } from "./entry.ts";
import type { Say } from "./finding.ts";
import { foundItsTerms } from "./license.ts";
import { beforeOf } from "./power.ts";
import { lineRules } from "./sight.ts";
import { MOST } from "./tracing.ts";
import type { World } from "./world.ts";

/** Something that holds of a record whoever decided what, looked at before the record is taken in. */
type Law = (entry: Entry, world: World, say: Say) => void;

const sameValues = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
const sorted = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)) : value;

/** What a change says was there before is what is there (A13). */
const before: Law = (entry, world, say) => {
  const rows = world.rows.of(entry.org);
  if (!rows || rows.blind) return;
  const found = beforeOf(entry, rows);
  const ofRecord = entry.type === "license.modified" && entry.session !== undefined;
  if (!found && !(ofRecord && !foundItsTerms(entry, rows))) return;
  if (found && (isSealed(found.said) || sameValues(found.said, found.was))) return;
  say({
    check: "A13",
    seq: entry.seq,
    says: `record ${entry.seq} (${entry.type}) says something else was there before than the records before it say`,
  });
};

/** A line breakpoint is verified where it can be hit, and nowhere else (DEBUG-29, DEBUG-32). */
const verified: Law = (entry, world, say) => {
  const breakpoint = entry.type === "debug.breakpoint-set" ? part(entry, "breakpoint") : undefined;
  const [debug, rows] = [world.debugging.get(text(entry, "debugSession")), world.rows.of(entry.org)];
  if (breakpoint?.kind !== "line" || !debug || !rows || rows.blind) return;
  const { seq } = entry;
  const broken = lineRules(debug, breakpoint, rows).find((one) => one.broken() === true)?.rule;
  if (flag(breakpoint, "verified") === (broken === undefined)) {
    const said = text(entry, "unverified");
    if (said === broken) return;
    say({
      check: "A10",
      ...(broken !== undefined && { rule: broken }),
      seq,
      says: `record ${seq} sets a breakpoint that is unverified under ${said}, and the first rule against it is ${broken}`,
    });
  } else
    say({
      check: "A15",
      rule: broken ?? "DEBUG-29",
      seq,
      says: `record ${seq} sets a breakpoint that is ${broken === undefined ? "not verified, and nothing is against it" : `verified, and ${broken} is against it`}`,
    });
};

const THIRD: Readonly<Record<string, string>> = {
  runsUndebugged: "debug.request-passed",
  waits: "debug.request-waits",
  refused: "debug.request-refused",
};

/** What becomes of a thread too many is as was chosen (DEBUG-17, policy `thirdThread`). */
const third: Law = ({ type, decision, seq }, { policies }, say) => {
  if (!type.startsWith("debug.request-") || decision?.effect !== "deny") return;
  const due = decision.rule === "DEBUG-17" ? THIRD[policies.thirdThread] : "debug.request-passed";
  if (type !== due) say({ check: "A15", rule: "DEBUG-17", seq, says: `record ${seq} is ${type}, where ${due} is due` });
};

/** Whom a record names is there (A19). */
const known: Law = ({ seq, user, delegateUser, type, decision }, world, say) => {
  // What time ends may be somebody's who is gone with the org.
  if (!decision) return;
  for (const who of [user, delegateUser]) {
    const rows = who && world.rows.of(who.org);
    if (!who || rows?.blind || rows?.row("users", who.id)) continue;
    if (rows && (type === "login.refused" || type === "user.created")) continue;
    if (!rows && type === "login.refused") continue;
    say({
      check: "A19",
      seq,
      says: `record ${seq} (${type}) names user ${who.id} of ${who.org}, who is not on record`,
    });
  }
};

/** Only what refuses says that something was refused, and it names the rule. */
const refusals: Law = (entry, _, say) => {
  const { seq, type, decision } = entry;
  if (!type.endsWith(".refused") || type === "session.refused" || text(entry, "reason") !== undefined) return;
  if (decision?.effect !== "deny") say({ check: "A10", seq, says: `record ${seq} is ${type}, and no rule refused` });
};

/** Where the platform itself could not do what no rule refused, a rule has failed to refuse it. */
const failures: Law = ({ seq, type }, _, say) => {
  if (type === "audit.act-failed")
    say({ check: "A11", seq, says: `record ${seq} tells of an act that no rule refused, and that could not be done` });
};

export const LAWS: readonly Law[] = [before, verified, third, known, refusals, failures];

/** What must hold once an append is whole: a burst of debug logs leaves no trace flag in force (LOG-13). */
export function lawsAfter(append: readonly Entry[], world: World, say: Say): void {
  for (const { type, org, seq } of append) {
    if (type !== "log.written" || world.tracing.recentBytes(org, world.now) <= MOST) continue;
    if (world.tracing.flags(org).some(({ state }) => state === "set"))
      say({
        check: "A11",
        rule: "LOG-13",
        seq,
        says: `record ${seq} makes a burst of debug logs, and a trace flag of the org is still in force`,
      });
  }
}
