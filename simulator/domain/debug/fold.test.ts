import { expect, test } from "vitest";
import { formatId, type UserRef } from "#domain/ids.ts";
import { later, MINUTE } from "#domain/time.ts";
import { MORNING } from "#fixtures/builders.ts";
import { type Debugging, debuggingAfter, NO_DEBUGGING } from "./fold.ts";
import { activityIn, NO_FILTERS } from "./session.ts";

const sandbox = formatId("Org", 1);
const lmo = formatId("Org", 2);
const user: UserRef = { org: sandbox, id: formatId("User", 3) };
const id = formatId("ApexDebuggerSession", 4);
const about = { at: MORNING, org: sandbox, user, delegateUser: { org: lmo, id: formatId("User", 5) } };

const running = (): Debugging =>
  debuggingAfter(NO_DEBUGGING, {
    type: "debug.started",
    ...about,
    session: formatId("AuthSession", 6),
    debugSession: id,
    ...{ publisher: lmo, license: { org: lmo, type: "free" }, filters: NO_FILTERS, instance: "EU48" },
  });

const sessionIn = (debugging: Debugging) => debugging.sessions.get(id);

test.for([
  ["package.installed", sandbox, true],
  ["package.uninstalled", sandbox, true],
  ["org.recompiled", sandbox, true],
  ["package.installed", lmo, false],
  ["org.changed", sandbox, false],
] as const)("%s in %s compiles the debugged code anew: %s", ([type, org, does]) => {
  const at = later(MORNING, MINUTE);
  expect(sessionIn(debuggingAfter(running(), { type, at, org }))?.recompiledAt).toBe(does ? at : undefined);
});

test("an event of whatever area moves the idle clock, if it says that it tells of activity", () => {
  const warned = debuggingAfter(running(), { type: "debug.idle-warned", ...about, debugSession: id });
  const at = later(MORNING, 12 * MINUTE);
  const stepped = debuggingAfter(warned, { type: "debug.stepped", ...about, at, ...activityIn({ id }) });
  expect(sessionIn(warned)).toMatchObject({ lastActiveAt: MORNING, warned: 1 });
  expect(sessionIn(stepped)).toMatchObject({ lastActiveAt: at, warned: 0 });
  expect(debuggingAfter(warned, { type: "debug.stepped", ...about, at, debugSession: id })).toBe(warned);
});

test("what is over stays as it was", () => {
  const over = debuggingAfter(running(), { type: "debug.ended", ...about, debugSession: id, ...{ reason: "idle" } });
  const at = later(MORNING, MINUTE);
  for (const type of ["debug.orphaned", "debug.ended", "debug.active", "package.installed"])
    expect(debuggingAfter(over, { type, ...about, at, ...activityIn({ id }), ...{ reason: "killed" } })).toBe(over);
  expect(over.running.size).toBe(0);
});
