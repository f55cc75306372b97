import { expect, test } from "vitest";
import { EVENT_CATALOGUE, type EventType } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import { SEALED, tells } from "#domain/privacy.ts";
import { type Disclosed, isAbout, isShownToReviewer } from "./disclosing.ts";

const [session, debugSession] = [formatId("AuthSession", 1), formatId("ApexDebuggerSession", 2)];
const record = { seq: 7, type: "power.record-changed", session } as const;
const ofSession = { what: "LoginAs session", session } as const;
const shown = (value: string, disclosed: readonly Disclosed[] = []) =>
  isShownToReviewer.gives({ record, value, disclosed });

test("of every event a reviewer is shown names, addresses and texts, and no value", () => {
  let tried = 0;
  for (const type of Object.keys(EVENT_CATALOGUE) as EventType[])
    for (const value of SEALED[type]) {
      const isShown = isShownToReviewer.gives({ record: { seq: 7, type }, value, disclosed: [] });
      expect(isShown, `${type} ${value}`).toBe(tells(type, value) !== "value");
      tried += 1;
    }
  expect(tried).toBeGreaterThan(20);
});

test.for([
  ["decision.because", true],
  ["changes", false],
  ["changes.0", false],
  ["changes.12", false],
  ["something new", false],
] as const)("of any event, %s: %s", ([value, isShown]) => {
  expect(shown(value)).toBe(isShown);
});

test.for<readonly [string, Disclosed, boolean]>([
  ["its session", { about: ofSession }, true],
  ["another session", { about: { ...ofSession, session: formatId("AuthSession", 9) } }, false],
  ["this record of its session", { about: ofSession, record: 7 }, true],
  ["another record of its session", { about: ofSession, record: 8 }, false],
  [
    "this record, as if it were of another session",
    {
      about: { ...ofSession, session: formatId("AuthSession", 9) },
      record: 7,
    },
    false,
  ],
  ["the records up to it", { about: { what: "records", first: 3, last: 7 } }, true],
  ["the records from it on", { about: { what: "records", first: 7, last: 9 } }, true],
  ["the records before it", { about: { what: "records", first: 3, last: 6 } }, false],
  ["the records behind it", { about: { what: "records", first: 8, last: 9 } }, false],
])("with the values of %s disclosed", ([, disclosed, isShown]) => {
  expect(shown("before", [disclosed])).toBe(isShown);
  expect(shown("changes.0", [disclosed])).toBe(isShown);
});

test("what belongs to no session is part of none", () => {
  const alone = { seq: 7, type: "org.loaded" } as const;
  expect(isAbout(ofSession, alone)).toBe(false);
  expect(isAbout({ what: "debugging session", debugSession }, alone)).toBe(false);
  expect(isAbout({ what: "debugging session", debugSession }, { ...alone, debugSession })).toBe(true);
});
