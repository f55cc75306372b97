// For tests of the index, and of what is answered from it: rows that are valid and dull.
import { acme, nia } from "#audit/sample-events.ts";
import { formatId, type UserRef } from "#domain/ids.ts";
import { fromMillis, type Instant } from "#domain/time.ts";
import type { IndexRow } from "./row.ts";

/** An agent of a publisher. */
export const sam: UserRef = { org: formatId("Org", 9), id: formatId("User", 9) };
/** So many minutes into the story. */
export const at = (minute: number): Instant => fromMillis(Date.UTC(2031, 2, 4, 9, minute));

/** A page that Sam opened as Nia in the minute of its number; say only what your test is about. */
export const aRow = (seq: number, about: Partial<IndexRow> = {}): IndexRow => ({
  seq,
  at: at(seq),
  type: "login.visited",
  org: acme,
  user: nia,
  delegateUser: sam,
  session: formatId("AuthSession", 1),
  debugSession: undefined,
  grant: undefined,
  party: undefined,
  account: undefined,
  until: undefined,
  how: undefined,
  rule: "POWER-08",
  effect: "allow",
  withCase: false,
  byAgent: false,
  ...about,
});
