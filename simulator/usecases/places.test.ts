import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { Places } from "./places.ts";

const [acme, globex] = [formatId("Org", 1), formatId("Org", 2)];

test("each org has its own records, and what was appended together has the number of the first of them all", () => {
  const places = new Places();
  places.take({ org: acme, seq: 0 });
  places.take({ org: globex, seq: 1, more: true });
  places.take({ org: acme, seq: 2, more: true });
  places.take({ org: globex, seq: 3 });
  places.take({ org: acme, seq: 4 });
  expect(places.of(acme)).toEqual({ numbers: [0, 2, 4], appends: [0, 1, 4] });
  expect(places.of(globex)).toEqual({ numbers: [1, 3], appends: [1, 1] });
  expect(places.of("platform")).toEqual({ numbers: [], appends: [] });
});
