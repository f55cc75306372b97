import fc from "fast-check";
import { expect, test } from "vitest";
import type { AuditEvent } from "#domain/events.ts";
import { dueBy, emptyFolds, fold } from "#domain/folds.ts";
import { formatId } from "#domain/ids.ts";
import { type Instant, later, MINUTE, toMillis } from "#domain/time.ts";
import { MORNING } from "#fixtures/builders.ts";
import { named } from "./activity.ts";
import { idleLimit } from "./ends.ts";
import { NO_FILTERS } from "./session.ts";

// A debugging session ends as a clockmaker's apprentice would have it who looks every minute, whatever happens in between.

const sandbox = formatId("Org", 1);
const lmo = formatId("Org", 2);
const user = { org: sandbox, id: formatId("User", 3) };
const delegateUser = { org: lmo, id: formatId("User", 4) };
const login = formatId("AuthSession", 5);
const id = formatId("ApexDebuggerSession", 6);
const request = formatId("ApexDebuggerRequest", 7);
const instance = "EU48";

type What = "activity" | "peak" | "no peak" | "maintenance" | "log out" | "recompiled" | "close the IDE";
interface Happening {
  readonly minute: number;
  readonly what: What;
}

const minuteOf = (at: Instant): number => (toMillis(at) - toMillis(MORNING)) / MINUTE;

function eventOf({ minute, what }: Happening): AuditEvent {
  const envelope = { at: later(MORNING, minute * MINUTE), org: sandbox, user, delegateUser };
  const platform = { at: envelope.at, org: "platform", instance } as const;
  switch (what) {
    case "activity":
      return { type: "debug.resumed", ...envelope, session: login, ...named({ id }, "debug.resumed"), request };
    case "peak":
      return { type: "instance.peak-began", ...platform };
    case "no peak":
      return { type: "instance.peak-ended", ...platform };
    case "maintenance":
      return { type: "instance.maintenance-began", ...platform };
    case "log out":
      return { type: "login.ended", ...envelope, session: login, reason: "logged out" };
    case "recompiled":
      return { type: "org.recompiled", ...envelope, what: "everything" };
    case "close the IDE":
      return { type: "debug.orphaned", ...envelope, debugSession: id };
  }
}

/** What the folds and what falls due make of it: each due event is taken in before whatever happens later or at that instant. */
function told(happenings: readonly Happening[]) {
  const folds = emptyFolds();
  let orgSeq = 0;
  const take = (event: AuditEvent) => fold(folds, { ...event, seq: orgSeq, orgSeq: orgSeq++ });
  const pass = (now: Instant) => {
    for (let due = dueBy(folds, now); due; due = dueBy(folds, now)) take(due);
  };
  const envelope = { at: MORNING, org: sandbox, user, delegateUser, session: login };
  take({ type: "login.started", ...envelope, timeout: 1440 });
  const license = { org: lmo, type: "free" } as const;
  take({
    type: "debug.started",
    ...envelope,
    debugSession: id,
    publisher: lmo,
    license,
    filters: NO_FILTERS,
    instance,
  });
  for (const one of happenings) {
    const event = eventOf(one);
    pass(event.at);
    take(event);
    pass(event.at);
  }
  pass(later(MORNING, 300 * MINUTE));
  const { end } = folds.debugging.sessions.get(id) ?? {};
  return end && { minute: minuteOf(end.at), because: end.because };
}

/** Looks every minute: first at what time alone has brought, then at what happens, and at what follows from that. */
function apprentice(happenings: readonly Happening[]) {
  let [lastActive, peak] = [0, false];
  for (let minute = 0; minute <= 300; minute += 1) {
    const idle = () => minute - lastActive >= (peak ? 30 : 60);
    if (minute >= 240) return { minute, because: "maximum" };
    if (idle()) return { minute, because: "idle" };
    for (const { what } of happenings.filter((one) => one.minute === minute)) {
      if (what === "log out") return { minute, because: "login ended" };
      if (what === "recompiled") return { minute, because: "hot swap" };
      if (what === "maintenance") return { minute, because: "maintenance" };
      if (what === "activity") lastActive = minute;
      if (what === "peak" || what === "no peak") peak = what === "peak";
      if (idle()) return { minute, because: "idle" };
    }
  }
  return undefined;
}

const often = (what: What, most: number) =>
  fc.array(fc.record({ minute: fc.integer({ min: 1, max: 250 }), what: fc.constant(what) }), { maxLength: most });

test("it ends when, and for the reason that, a look at every minute finds first", () => {
  const lives = fc
    .tuple(
      often("activity", 15),
      often("peak", 2),
      often("no peak", 2),
      often("close the IDE", 1),
      often("maintenance", 1),
      often("log out", 1),
      often("recompiled", 1),
    )
    .map((all) => all.flat().toSorted((one, other) => one.minute - other.minute));
  const reasons = new Set<string | undefined>();
  fc.assert(
    fc.property(lives, (happenings) => {
      const end = told(happenings);
      reasons.add(end?.because);
      expect(end).toEqual(apprentice(happenings));
    }),
    { numRuns: 500 },
  );
  expect(reasons.size).toBeGreaterThanOrEqual(4);
});

test.for([
  [60, 30, 30],
  [20, 30, 20],
] as const)(
  "limits of %i minutes and, at peak load, %i make %i at peak load",
  ([serverIdle, serverIdlePeak, minutes]) => {
    const policies = { serverIdle, serverIdlePeak, clientIdle: "off" } as const;
    expect(idleLimit.gives({ instance: { peakSince: MORNING }, policies })).toBe(minutes);
    expect(idleLimit.gives({ instance: {}, policies })).toBe(serverIdle);
  },
);
