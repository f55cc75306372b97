import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of reviewing, which are our own: the platform has no such log to review. */
export const REVIEW_RULES = {
  "REVIEW-01": {
    says: "An agent's session that changed something, read what is protected without a case, or was deleted by an administrator is opened for review as it ends",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-02": {
    says: "A burst of refusals of one agent in one org, five within 15 minutes, is opened for review at once",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-03": {
    says: "Of the other sessions a sample is drawn by a hash of the log itself, so that whoever draws again draws the same",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-04": {
    says: "Of no period a second sample is drawn, so that nobody draws until it suits",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-05": {
    says: "Only whoever holds Review Audit Log reviews, and only to such a person is a review assigned",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-06": {
    says: "Nobody reviews while at work as somebody else",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-07": {
    says: "Nobody reviews what he or she did, let happen or reported",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-08": {
    says: "What is of high risk is attested by two different reviewers, what is not by one",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-09": {
    says: "One reviewer counts once: nobody attests a review twice, or has it assigned twice",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-10": {
    says: "A review is due in 2 business days at high risk and in 10 at low, and a remedy in 5",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-11": {
    says: "A review that waits beyond its deadline is shown as overdue",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-12": {
    says: "An attestation names the records it speaks of, and size and hash of the log at that time",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-13": {
    says: "Each step of a review is taken only from the states it starts from, and a closed review takes none",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-14": {
    says: "A rejected or escalated review is closed only when what was found has been put in order",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-15": {
    says: "Only a reviewer to whom a review is assigned attests, rejects or escalates it",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-16": {
    says: "Whoever reads the audit log or the reviews is on record with the question before anything is shown",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-17": {
    says: "That an org reads its own part of the log stands in its own part, every other reading in the platform's",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-18": {
    says: "Paging on, and the same question by the same reader within an hour, leave no second record",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-19": {
    says: "A finding, a note, a verdict, a remedy and the reason for a disclosure are given in words",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-20": {
    says: "A reviewer is shown who did what, when, under which rule and why, and not what an org holds: values before and after, rows that were written, and variables",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-21": {
    says: "Only to a reviewer to whom a review is assigned are values disclosed in it",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-22": {
    says: "What is disclosed is what the review is about, or one record of it; that reviewer is shown it in person, and no longer than the review is open",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
  "REVIEW-23": {
    says: "That values of an org were disclosed stands in the org's own part of the log, that those of several were in the platform's",
    confidence: "assumed",
    sources: ["OWN-REVIEW"],
  },
} as const satisfies Readonly<Record<string, Entry>>;
