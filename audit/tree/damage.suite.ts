import fc from "fast-check";

/** One thing done to bytes: some of them exchanged for others, at a place from 0 (the first) up to 1 (the end). */
const damage = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  takes: fc.integer({ min: 0, max: 3 }),
  puts: fc.oneof(
    fc.uint8Array({ maxLength: 3 }),
    // What the formats are made of is where a lenient reader errs.
    fc
      .constantFrom("\n", "\n\n", "\r", " ", "0", "-", "+", "=", "A", "— ", "x", "1\n")
      .map((text) => Buffer.from(text)),
  ),
});

/** For tests: the same bytes with one to three places damaged, perhaps back to what they were. */
export const damaged = (bytes: Uint8Array): fc.Arbitrary<Buffer> =>
  fc.array(damage, { minLength: 1, maxLength: 3 }).map((damages) => {
    let result = Buffer.from(bytes);
    for (const { place, takes, puts } of damages) {
      const at = Math.floor(place * result.length);
      result = Buffer.concat([result.subarray(0, at), puts, result.subarray(at + takes)]);
    }
    return result;
  });

/** For tests: text damaged so, where bytes that are no UTF-8 became U+FFFD; or any text at all. */
export const damagedText = (...texts: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.oneof(...texts.map((text) => damaged(Buffer.from(text)).map(String))) },
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  );
