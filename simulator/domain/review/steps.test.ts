import fc from "fast-check";
import { expect, test } from "vitest";
import { formatId, type UserRef } from "#domain/ids.ts";
import { stepped } from "#domain/steps.ts";
import { parseInstant } from "#domain/time.ts";
import { formatReviewId } from "./names.ts";
import { isAmong, REVIEW_ACTS, type Review, type ReviewStep, type Risk } from "./review.ts";
import { STARTS_FROM } from "./starts-from.ts";
import { REVIEW_STEPS } from "./steps.ts";

const at = parseInstant("2031-03-04T09:00:00Z") ?? expect.fail();
const review = formatReviewId(1);
const person = (n: number): UserRef => ({ org: formatId("Org", 1), id: formatId("User", n) });

const opened = (risk: Risk): Review => {
  const about = { what: "records", first: 1, last: 2 } as const;
  const event = {
    type: "review.opened",
    at,
    seq: 3,
    review,
    about,
    reasons: ["finding"],
    risk,
    parties: [],
    dueAt: at,
  };
  return stepped(REVIEW_STEPS, undefined as Review | undefined, event) ?? expect.fail();
};

const EVENT_OF: Readonly<Record<ReviewStep, string>> = {
  assign: "review.assigned",
  note: "review.noted",
  disclose: "audit.disclosed",
  attest: "review.attested",
  reject: "review.rejected",
  escalate: "review.escalated",
  remediate: "review.remediated",
  close: "review.closed",
};

const eventOf = (step: ReviewStep, user: UserRef) => ({
  type: EVENT_OF[step],
  at,
  seq: 4,
  review,
  user,
  reviewer: user,
  text: "said",
  dueAt: at,
});

const step = fc.record({ step: fc.constantFrom(...REVIEW_ACTS), by: fc.integer({ min: 1, max: 3 }).map(person) });

test("whatever events come, a step is taken only where it starts, and attested is what enough reviewers attested", () => {
  const story = fc.property(fc.constantFrom<Risk>("high", "low"), fc.array(step, { maxLength: 30 }), (risk, steps) => {
    let before = opened(risk);
    for (const { step: name, by } of steps) {
      const after = stepped(REVIEW_STEPS, before as Review | undefined, eventOf(name, by)) ?? expect.fail();
      const starts = STARTS_FROM[name].includes(before.state);
      expect(after === before).toBe(!starts);
      expect(after.history.length).toBe(before.history.length + (starts ? 1 : 0));
      if (after.state === "attested") expect(after.attestedBy.length).toBe(risk === "high" ? 2 : 1);
      if (before.state === "closed") expect(after).toBe(before);
      expect(after.attestedBy.every((one, nth) => !isAmong(after.attestedBy.slice(0, nth), one))).toBe(true);
      before = after;
    }
  });
  fc.assert(story);
});

test("a review that was opened is not opened again, and one that was not takes no step", () => {
  const first = opened("low");
  const again = { type: "review.opened", at, seq: 9, review, risk: "high", parties: [person(1)] };
  expect(stepped(REVIEW_STEPS, first as Review | undefined, again)).toBe(first);
  expect(stepped(REVIEW_STEPS, undefined as Review | undefined, eventOf("close", person(1)))).toBeUndefined();
});
