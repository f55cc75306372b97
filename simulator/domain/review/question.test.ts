import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { parseInstant } from "#domain/time.ts";
import { ASKED, type Narrowing, narrowedInWords } from "./question.ts";
import { questionInWords, streamOfReading } from "./reading.ts";

const org = formatId("Org", 1);
const person = formatId("User", 2);
const session = formatId("AuthSession", 3);
const at = parseInstant("2031-03-04T09:00:00Z") ?? expect.fail();

test.for<readonly [Narrowing, string]>([
  [{}, ""],
  [{ org }, `, org ${org}`],
  [{ org: "platform" }, ", of the platform"],
  [{ person: { id: person } }, `, person ${person}`],
  [{ person: { id: person, org } }, `, person ${person} of ${org}`],
  [{ session }, `, session ${session}`],
  [{ types: [] }, ""],
  [{ types: ["login", "grant.given"] }, ", event login or grant.given"],
  [{ effect: "deny" }, ", refused"],
  [{ effect: "allow" }, ", allowed"],
  [{ rule: "GRANT-03" }, ", under GRANT-03"],
  [{ flag: "never used" }, ", only never used"],
  [{ kind: "debug logs" }, ", only debug logs"],
  [{ withoutCase: true }, ", without a case"],
  [{ withoutCase: false }, ""],
  [{ since: at, until: at }, `, from ${at}, before ${at}`],
  [{ asOf: 0 }, ", as of record 0"],
  [{ asOf: 7, rule: "LOG-13", org }, `, org ${org}, under LOG-13, as of record 7`],
])("%j", ([narrowing, said]) => {
  expect(narrowedInWords("who", narrowing)).toBe(`who was there${said}`);
});

test("every question begins with words of its own, which no other question begins with", () => {
  const words = [...Object.values(ASKED), "all records", "records of", "record ", "what was done in the org"];
  for (const one of words) expect(words.filter((other) => other.startsWith(one))).toEqual([one]);
});

test("so does the question for one record", () => {
  const question = { what: "one record", seq: 7 } as const;
  expect([questionInWords.gives(question), streamOfReading.gives(question)]).toEqual(["record 7", "platform"]);
  const own = { ...question, own: org };
  expect([questionInWords.gives(own), streamOfReading.gives(own)]).toEqual(["what was done in the org: record 7", org]);
});

test("what an org asks of its own part says so, and stands in its own log", () => {
  const question = { what: "asked", asked: "refusals", narrowing: { rule: "LMO-01" } } as const;
  expect(questionInWords.gives(question)).toBe("what was refused, under LMO-01");
  expect(streamOfReading.gives(question)).toBe("platform");
  expect(questionInWords.gives({ ...question, own: org })).toBe(
    "what was done in the org: what was refused, under LMO-01",
  );
  expect(streamOfReading.gives({ ...question, own: org })).toBe(org);
});
