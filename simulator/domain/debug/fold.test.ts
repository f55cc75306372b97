import { expect, test } from "vitest";
import type { AuditEvent } from "#domain/events.ts";
import { emptyFolds, type Folds, fold } from "#domain/folds.ts";
import { formatId, type UserRef } from "#domain/ids.ts";
import { later, MINUTE } from "#domain/time.ts";
import { MORNING } from "#fixtures/builders.ts";
import { KEPT, keptOf } from "./message.ts";
import { NO_FILTERS } from "./session.ts";

const sandbox = formatId("Org", 1);
const lmo = formatId("Org", 2);
const user: UserRef = { org: sandbox, id: formatId("User", 3) };
const id = formatId("ApexDebuggerSession", 4);
const session = formatId("AuthSession", 6);
const request = formatId("ApexDebuggerRequest", 7);
const about = { at: MORNING, org: sandbox, user, delegateUser: { org: lmo, id: formatId("User", 5) } } as const;
const soon = later(MORNING, MINUTE);

let orgSeq = 0;
const take = (folds: Folds, event: AuditEvent) => fold(folds, { ...event, seq: orgSeq, orgSeq: orgSeq++ });

function running(): Folds {
  const folds = emptyFolds();
  const license = { org: lmo, type: "free" } as const;
  const started = { debugSession: id, publisher: lmo, license, filters: NO_FILTERS, instance: "EU48" };
  take(folds, { type: "login.started", ...about, session, timeout: 120 });
  take(folds, { type: "debug.started", ...about, session, ...started });
  return folds;
}

const sessionIn = ({ debugging }: Folds) => debugging.sessions.get(id);

test.for([
  ["package.installed", sandbox, true],
  ["package.uninstalled", sandbox, true],
  ["org.recompiled", sandbox, true],
  ["package.installed", lmo, false],
  ["org.changed", sandbox, false],
] as const)("%s in %s compiles the debugged code anew: %s", ([type, org, does]) => {
  const folds = running();
  take(folds, { type, at: soon, org } as AuditEvent);
  expect(sessionIn(folds)?.recompiledAt).toBe(does ? soon : undefined);
});

test("an event moves the idle clock, if it says that it tells of activity", () => {
  const folds = running();
  const resumed = { type: "debug.resumed", ...about, debugSession: id, request } as const;
  take(folds, { type: "debug.idle-warned", ...about, debugSession: id, minutes: 10 });
  take(folds, { ...resumed, at: soon });
  expect(sessionIn(folds)).toMatchObject({ lastActiveAt: MORNING, warned: 1 });
  take(folds, { ...resumed, at: soon, activity: true });
  expect(sessionIn(folds)).toMatchObject({ lastActiveAt: soon, warned: 0 });
});

test("what is over stays as it was", () => {
  const folds = running();
  take(folds, { type: "debug.ended", ...about, debugSession: id, reason: "idle" });
  const over = sessionIn(folds);
  const late = { ...about, at: soon, debugSession: id } as const;
  take(folds, { type: "debug.orphaned", ...late });
  take(folds, { type: "debug.ended", ...late, reason: "killed" });
  take(folds, { type: "debug.resumed", ...late, request, activity: true });
  take(folds, { type: "package.installed", at: soon, org: sandbox, name: "Quill", version: "1.0" });
  expect(sessionIn(folds)).toBe(over);
  expect(folds.debugging.running.size).toBe(0);
});

test("a start link goes with its LoginAs session", () => {
  const folds = running();
  take(folds, { type: "debug.prepared", ...about, session, link: "forceide://uat" });
  expect([...folds.debugging.prepared.keys()]).toEqual([session]);
  take(folds, { type: "login.ended", ...about, session, reason: "logged out" });
  expect(folds.debugging.prepared.size).toBe(0);
});

test("of what a debugger was told the last messages are kept", () => {
  const folds = running();
  const resumed = { type: "debug.resumed", ...about, debugSession: id, request } as const;
  for (let nth = 0; nth < 2 * KEPT + 5; nth += 1) take(folds, resumed);
  const kept = keptOf(folds.workbenches.get(id)?.messages ?? []);
  expect(kept).toHaveLength(KEPT);
  expect(kept.at(-1)?.n).toBe(orgSeq - 1);
  expect(kept.at(0)?.n).toBe(orgSeq - KEPT);
});
