import { expect, test } from "vitest";
import { formatReviewId, formatSampleId, parseReviewId, parseSampleId } from "./names.ts";

test.for([1, 99_999, 100_000, 1_234_567])("number %i comes back as it was written", (n) => {
  expect(parseReviewId(formatReviewId(n))).toBe(formatReviewId(n));
  expect(parseSampleId(formatSampleId(n))).toBe(formatSampleId(n));
});

test.for(["", "R-1", "R-000001", "r-00001", "S-00001", "R-00001 ", "R-0000A", "R-12345678901"])(
  '"%s" is no number of a review',
  (text) => {
    expect(parseReviewId(text)).toBeUndefined();
  },
);

test("a review is no sample", () => {
  expect(parseSampleId(formatReviewId(1))).toBeUndefined();
});
