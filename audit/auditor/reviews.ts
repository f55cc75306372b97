import { Bursts } from "./bursts.ts";
import { count, type Entry, part, type Ref, ref, text } from "./entry.ts";
import type { Say } from "./finding.ts";
import { Lately } from "./lately.ts";
import {
  DAYS,
  type Opening,
  openingOf,
  openingOfFinding,
  spanIn,
  subjectIn,
  subjectOfSpan,
  wrongIn,
} from "./opening.ts";
import { Samples } from "./samples.ts";
import { Settled } from "./settled.ts";
import { businessDaysOn, instant, millis } from "./time.ts";
import { distinct, isAmong, type Span, Trails } from "./trails.ts";
import type { World } from "./world.ts";

/** Something that is reviewed, as far as it has come. */
export interface Review {
  readonly id: string;
  readonly seq: number;
  readonly subject: string;
  /** The records, where it is about no session. */
  readonly span: Span | undefined;
  readonly risk: string;
  /** Who had part in it; nothing where that is too long ago. */
  readonly parties: readonly Ref[] | undefined;
  /** The org it is of; nothing where it is of several. */
  readonly subscriber: string | undefined;
  readonly reporter: Ref | undefined;
  state: string;
  dueAt: number;
  readonly reviewers: Ref[];
  readonly attestedBy: Ref[];
}

/** The states that each step starts from (REVIEW-13). */
export const STARTS_FROM: Readonly<Record<string, readonly string[]>> = {
  assign: ["open", "assigned"],
  note: ["open", "assigned", "attested", "rejected", "escalated", "remediated"],
  disclose: ["assigned", "rejected", "escalated", "remediated"],
  attest: ["assigned"],
  reject: ["assigned"],
  escalate: ["assigned", "rejected"],
  remediate: ["rejected", "escalated"],
  close: ["attested", "remediated"],
};

/** The step that leaves a record. */
export const STEP_OF: Readonly<Record<string, string>> = {
  "review.assigned": "assign",
  "review.noted": "note",
  "audit.disclosed": "disclose",
  "review.attested": "attest",
  "review.rejected": "reject",
  "review.escalated": "escalate",
  "review.remediated": "remediate",
  "review.closed": "close",
};

/** Until when something waits for people (REVIEW-11). */
const WAITING = ["open", "assigned", "rejected", "escalated"];

type Wrong = (says: string, rule?: string) => void;

/** What has to be reviewed, what is, and what becomes of it (A21). */
export class Reviews {
  readonly trails = new Trails();
  readonly samples = new Samples();
  readonly #lately = new Lately();
  readonly #bursts = new Bursts();
  readonly #all = new Map<string, Review>();
  readonly #closed = new Settled((id) => this.#all.delete(id));
  #count = 0;
  /** What has to open by itself, by its subject, and since when. */
  readonly #due = new Map<string, { readonly at: number; readonly rule: string; readonly opening: Opening }>();

  /** A review by its number; nothing where there is none, or it was closed long ago. */
  get(id: string | undefined): Review | undefined {
    return id === undefined ? undefined : this.#all.get(id);
  }

  /** What should have been opened by itself, and is not on record as opened. */
  overdue(seq: number, at: number, say: Say): void {
    for (const [subject, { at: since, rule, opening }] of this.#due) {
      if (at <= since) continue;
      const says = `${subject} was to be opened for review at ${instant(since)} (${opening.reasons.join(", ")}), and is not by record ${seq}`;
      say({ check: "A21", rule, seq, says });
      this.#due.delete(subject);
    }
  }

  /** What waits beyond its deadline. */
  late(now: number, say: Say): void {
    for (const { id, seq, state, dueAt } of this.#all.values())
      if (WAITING.includes(state) && now > dueAt)
        say({
          check: "A21",
          rule: "REVIEW-11",
          seq,
          says: `review ${id} is ${state}, and was due at ${instant(dueAt)}`,
        });
  }

  take(entry: Entry, at: number, world: World, say: Say): void {
    this.#lately.take(entry);
    const { type, seq, org } = entry;
    const wrong: Wrong = (says, rule) =>
      say({ check: "A21", ...(rule !== undefined && { rule }), seq, says: `record ${seq} (${type}) ${says}` });
    if (type === "audit.disclosed") this.#step(entry, "disclose", at, wrong);
    else if (org !== "platform") {
      if (type.startsWith("review.")) wrong("stands in the log of an org, and reviews belong to none");
      this.#watch(entry, at, world);
    } else if (type === "review.opened") this.#open(entry, at, wrong);
    else if (type === "review.sample-drawn") {
      if (!entry.user || !entry.decision) wrong("is a sample that nobody drew", "REVIEW-03");
      for (const says of this.samples.take(entry, at, this.#known)) wrong(says, "REVIEW-03");
    } else if (STEP_OF[type] !== undefined) this.#step(entry, STEP_OF[type], at, wrong);
  }

  get #known() {
    return { trails: this.trails, lately: this.#lately };
  }

  #watch(entry: Entry, at: number, world: World): void {
    for (const trail of this.trails.take(entry, at, world)) {
      if (trail.reasons.length === 0) continue;
      const opening = openingOf(trail, at, [...trail.reasons], "high");
      this.#due.set(trail.id, { at, rule: "REVIEW-01", opening });
    }
    const burst = this.#bursts.take(entry, at, world.policies.refusalBurst);
    if (!burst) return;
    const opening: Opening = {
      subject: subjectOfSpan(burst),
      reasons: ["burst of refusals"],
      risk: "high",
      subscriber: entry.org,
      parties: distinct([entry.delegateUser, entry.user]),
      dueAt: businessDaysOn(at, DAYS.high),
    };
    this.#due.set(opening.subject, { at, rule: "REVIEW-02", opening });
  }

  #open(entry: Entry, at: number, wrong: Wrong): void {
    this.#count += 1;
    const number = numberOf(this.#count);
    const [id, subject] = [text(entry, "review") ?? number, subjectIn(entry)];
    if (id !== number) wrong(`is called ${id}, where ${number} is due`);
    const opening = this.#openingDue(entry, at, subject, wrong);
    const trail = this.trails.get(subject);
    if (trail) this.trails.open(trail);
    if (opening) for (const says of wrongIn(entry, opening)) wrong(`opens a review ${says}`, "REVIEW-10");
    this.#all.set(id, {
      id,
      seq: entry.seq,
      subject,
      span: spanIn(part(entry, "about")),
      risk: opening?.risk ?? "high",
      parties: opening?.parties,
      subscriber: text(entry, "subscriber"),
      reporter: entry.finding === undefined ? undefined : entry.user,
      state: "open",
      dueAt: opening?.dueAt ?? millis(text(entry, "dueAt") ?? ""),
      reviewers: [],
      attestedBy: [],
    });
  }

  /** How a review had to begin: because something was settled, because it was drawn, or because somebody found something. */
  #openingDue(entry: Entry, at: number, subject: string, wrong: Wrong): Opening | undefined {
    const sample = text(entry, "sample");
    if (sample !== undefined) {
      if (!this.samples.opens(sample, subject))
        wrong(`opens ${subject}, which sample ${sample} did not draw`, "REVIEW-03");
      const trail = this.trails.get(subject);
      return trail && openingOf(trail, at, ["sample"], "low");
    }
    if (entry.decision) {
      const opening = openingOfFinding(entry, at, this.#known);
      if (!opening) wrong(`opens ${subject} for review, which is not on record`);
      this.#due.delete(subject);
      return opening;
    }
    const due = this.#due.get(subject);
    this.#due.delete(subject);
    if (!due) wrong(`opens ${subject} for review, and nothing on record says why`, "REVIEW-01");
    else if (due.at !== at) wrong(`opens ${subject} for review, which was due at ${instant(due.at)}`, due.rule);
    return due?.opening;
  }

  #step(entry: Entry, step: string, at: number, wrong: Wrong): void {
    const [id, { user, decision, type }] = [text(entry, "review"), entry];
    const review = this.get(id);
    if (!user || !decision) wrong("is a step that nobody took", "REVIEW-05");
    if (!review) {
      // What was closed long ago is forgotten, and takes no step at all.
      if (decision?.effect === "allow") wrong(`is a step of ${id}, which is no review, or closed`, "REVIEW-13");
      return;
    }
    if (!STARTS_FROM[step]?.includes(review.state)) return;
    const says = text(entry, "dueAt");
    switch (type) {
      case "review.assigned": {
        const reviewer = ref(entry, "reviewer");
        if (reviewer) review.reviewers.push(reviewer);
        review.state = "assigned";
        return;
      }
      case "audit.disclosed":
        this.#holdDisclosure(entry, review, wrong);
        return;
      case "review.attested":
        this.#holdAttestation(entry, review, wrong);
        if (user && !isAmong(review.attestedBy, user)) review.attestedBy.push(user);
        if (review.attestedBy.length >= needed(review)) review.state = "attested";
        return;
      case "review.rejected":
      case "review.escalated":
        review.state = step === "reject" ? "rejected" : "escalated";
        review.dueAt = businessDaysOn(at, DAYS.remedy);
        if (says !== instant(review.dueAt))
          wrong(`has the remedy be due at ${says}, and it is due at ${instant(review.dueAt)}`, "REVIEW-10");
        return;
      case "review.remediated":
        review.state = "remediated";
        return;
      case "review.closed":
        this.#close(review);
        return;
      default:
    }
  }

  #close(review: Review): void {
    review.state = "closed";
    this.#closed.add(review.id);
    const trail = this.trails.get(review.subject);
    if (trail?.endedAt !== undefined) this.trails.settle(trail);
  }

  /** It must be of what is reviewed, or of a record that can be part of it, and be told to the org it is of (REVIEW-22, 23). */
  #holdDisclosure(entry: Entry, { id, subject, span, subscriber }: Review, wrong: Wrong): void {
    const [about, record] = [subjectIn(entry), count(entry, "record")];
    if (about !== subject) wrong(`discloses values of ${about}, and ${id} is about ${subject}`, "REVIEW-22");
    const within = span ?? this.trails.get(subject);
    if (record !== undefined && within && (record < within.first || record > within.last))
      wrong(`discloses record ${record}, and ${subject} is ${subjectOfSpan(within)}`, "REVIEW-22");
    const due = subscriber ?? (record === undefined ? "platform" : entry.org);
    if (entry.org !== due) wrong(`stands in the log of ${entry.org}, and the values are of ${due}`, "REVIEW-23");
  }

  /** The records must be those of the subject, and the log one that there was (REVIEW-12). */
  #holdAttestation(entry: Entry, { subject, span }: Review, wrong: Wrong): void {
    const [over, log] = [spanIn(part(entry, "over")), part(entry, "log")];
    const size = count(log, "size") ?? Number.POSITIVE_INFINITY;
    const had = this.#lately.hashAt(size);
    if (size > entry.seq || (had !== undefined && had !== text(log, "hash")))
      wrong("attests a log that there never was", "REVIEW-12");
    const due = span ?? this.trails.get(subject);
    if (!due || (over?.first === due.first && over.last === due.last)) return;
    // A session that went on beside the reviewer may have left more by the time this was on record.
    if (over?.first === due.first && over.last < size && size <= due.last) return;
    wrong(
      `attests records ${over ? subjectOfSpan(over) : "of nothing"}, and ${subject} is ${subjectOfSpan(due)}`,
      "REVIEW-12",
    );
  }
}

/** How many different reviewers have to attest it (REVIEW-08). */
const needed = ({ risk }: Review): number => (risk === "low" ? 1 : 2);

const numberOf = (nth: number): string => `R-${String(nth).padStart(5, "0")}`;
