declare const review: unique symbol;
/** A review by its number in the log: `R-00001`. */
export type ReviewId = string & { readonly [review]: true };

declare const sample: unique symbol;
/** A sample by its number in the log: `S-00001`. */
export type SampleId = string & { readonly [sample]: true };

/** The n-th review there has been, from 1 on. */
export const formatReviewId = (n: number): ReviewId => `R-${String(n).padStart(5, "0")}` as ReviewId;

/** Reads the number of a review; nothing when it is none that `formatReviewId` gives. */
export const parseReviewId = (text: string): ReviewId | undefined =>
  IS_NUMBERED.test(text) && text.startsWith("R") ? (text as ReviewId) : undefined;

/** The n-th sample there has been, from 1 on. */
export const formatSampleId = (n: number): SampleId => `S-${String(n).padStart(5, "0")}` as SampleId;

/** Reads the number of a sample; nothing when it is none that `formatSampleId` gives. */
export const parseSampleId = (text: string): SampleId | undefined =>
  IS_NUMBERED.test(text) && text.startsWith("S") ? (text as SampleId) : undefined;

/** Five digits, or more without a leading zero. */
const IS_NUMBERED = /^[RS]-(?:\d{5}|[1-9]\d{5,9})$/;
