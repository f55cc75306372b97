import type { Area, Sort } from "./act.ts";
import { type Entry, isSealed, type Ref, ref, text } from "./entry.ts";
import { type Review, STARTS_FROM, STEP_OF } from "./reviews.ts";
import { type Asked, ask, type Broken } from "./ruling.ts";
import { millis } from "./time.ts";
import { isAmong } from "./trails.ts";
import type { Acting, World } from "./world.ts";

const RIGHT = "Review Audit Log";

/** Whoever reviews holds the right, as whoever a review is assigned to, and is nobody else meanwhile. */
const reviewerRules = (entry: Entry, { person }: Acting, assigneeLacks: Broken = false): readonly Asked[] => [
  ask("REVIEW-05", () => !person.has(RIGHT) || assigneeLacks),
  ask("REVIEW-06", () => entry.delegateUser !== undefined),
];

/** What a verdict, a remedy and an end are to whoever reported it: left to others (REVIEW-07). */
const LEFT_TO_OTHERS = ["attest", "reject", "escalate", "remediate", "close"];
const VERDICTS = ["attest", "reject", "escalate"];

/** A finding, a note, a verdict and a remedy in words; a refusal does not tell them, and what is erased was said. */
const inWords = (entry: Entry, name: "text" | "finding"): Asked =>
  ask("REVIEW-19", () => {
    if (entry.type === "review.refused") return undefined;
    return !isSealed(entry[name]) && (text(entry, name) ?? "").trim() === "";
  });

const step = (name: string): Sort => ({
  asks: (entry, acting, world) => {
    const review = world.reviews.get(text(entry, "review"));
    const assignee = name === "assign" ? ref(entry, "reviewer") : undefined;
    const to = world.person(assignee);
    const own = acting.person.id === undefined ? undefined : { org: acting.person.rows.id, id: acting.person.id };
    return [
      ...reviewerRules(entry, acting, assignee && (to ? !to.has(RIGHT) : undefined)),
      ask("REVIEW-07", () => review && hadPart(review, name, own, assignee)),
      ask("REVIEW-14", () => review && name === "close" && ["rejected", "escalated"].includes(review.state)),
      ask("REVIEW-13", () => review && !STARTS_FROM[name]?.includes(review.state)),
      ask("REVIEW-15", () => review && VERDICTS.includes(name) && !isAmong(review.reviewers, own)),
      ask("REVIEW-21", () => review && name === "disclose" && !isAmong(review.reviewers, own)),
      ask(
        "REVIEW-09",
        () => review && (name === "attest" ? isAmong(review.attestedBy, own) : isAmong(review.reviewers, assignee)),
      ),
      ...(name === "assign" || name === "close" ? [] : [inWords(entry, "text")]),
    ];
  },
});

/** Nobody reviews what he or she did, let happen or reported; whoever reported it hands it over and notes more (REVIEW-07). */
function hadPart(
  { parties, reporter }: Review,
  step: string,
  own: Ref | undefined,
  assignee: Ref | undefined,
): boolean | undefined {
  const judge = step === "assign" ? assignee : LEFT_TO_OTHERS.includes(step) ? own : undefined;
  if (reporter && isAmong([reporter], judge)) return true;
  return parties && (isAmong(parties, own) || isAmong(parties, assignee));
}

const OPEN: Sort = {
  asks: (entry, acting) => [...reviewerRules(entry, acting), inWords(entry, "finding")],
};

const DRAW: Sort = {
  asks: (entry, acting, world: World) => [
    ...reviewerRules(entry, acting),
    ask("REVIEW-04", () => {
      const [from, to] = [text(entry, "from"), text(entry, "to")];
      return from === undefined || to === undefined
        ? undefined
        : world.reviews.samples.looksAt(millis(from), millis(to));
    }),
  ],
};

const READ: Sort = { asks: (entry, acting) => reviewerRules(entry, acting) };

/** What each step of a review is called as an act. */
const actOf = (name: string): string => (name === "disclose" ? "disclose values" : `${name} a review`);

/** REVIEW: who looks at what was done, and says what became of it. */
export const REVIEW: Area = {
  acts: {
    "read the reviews": READ,
    "read a review": READ,
    "read the samples": READ,
    "draw a sample again": READ,
    "open a review": OPEN,
    "draw a sample": DRAW,
    ...Object.fromEntries(Object.keys(STARTS_FROM).map((name) => [actOf(name), step(name)])),
  },
  events: {
    "review.opened": "open a review",
    "review.sample-drawn": "draw a sample",
    ...Object.fromEntries(Object.entries(STEP_OF).map(([type, name]) => [type, actOf(name)])),
  },
};
