import type { IndexRow } from "#audit/index/row.ts";
import { type GrantBar, standingAt } from "./grant-bar.ts";

/** An act of a session that no running login access covers. */
export interface Uncovered {
  readonly seq: number;
  readonly because: string;
}

/** Whether all that was done in a LoginAs session was covered by login access that ran at that very moment. */
export interface Verdict {
  readonly outcome: "covered" | "not covered" | "needs no login access" | "nothing was let in";
  /** How many acts were looked at. */
  readonly acts: number;
  readonly uncovered: readonly Uncovered[];
  /** Numbers of the records that decide: the login, and whatever happened to its login access. */
  readonly decidedBy: readonly number[];
  /** The rule under which it needs none. */
  readonly rule?: string;
}

/** What of a session is no act: how it ends, and what a rule refused. */
const isAct = ({ type, effect, delegateUser }: IndexRow): boolean =>
  delegateUser !== undefined &&
  type !== "login.ended" &&
  (effect === "allow" || type === "session.extended") &&
  type !== "login.awaiting-approval";

/**
 * Judges one LoginAs session by its rows and by those of its login access, in order. A session that rests on no grant,
 * as that of an org's own administrator or under the any-user switch, is told with the rule that let it in.
 */
export function verdictOn(rows: readonly IndexRow[], bar: GrantBar | undefined): Verdict {
  const login = rows.find(({ type }) => type === "login.started" || type === "login.awaiting-approval");
  const acts = rows.filter(isAct);
  const decided = login ? [login.seq] : [];
  if (acts.length === 0) return { outcome: "nothing was let in", acts: 0, uncovered: [], decidedBy: decided };
  if (login?.grant === undefined) {
    const rule = login?.rule;
    return {
      outcome: "needs no login access",
      acts: acts.length,
      uncovered: [],
      decidedBy: decided,
      ...(rule !== undefined && { rule }),
    };
  }
  const uncovered = acts.flatMap(({ seq, at }): readonly Uncovered[] => {
    const standing = bar && standingAt(bar, { seq, at });
    if (!standing) return [{ seq, because: "no login access had been given before" }];
    return standing.notLive === undefined ? [] : [{ seq, because: standing.notLive }];
  });
  const decidedBy = [...decided, ...(bar?.steps ?? []).map(({ seq }) => seq)].sort((one, other) => one - other);
  return { outcome: uncovered.length === 0 ? "covered" : "not covered", acts: acts.length, uncovered, decidedBy };
}
