import { expect, test } from "vitest";
import type { Coverage } from "#cli/coverage.ts";
import { coveragePage } from "./page.ts";

const told: Coverage = {
  id: "GRANT-06",
  area: "GRANT",
  sentence: "Login access ends by itself when the chosen period is over",
  confidence: "reported",
  status: "told",
  because: "",
  scenarios: [{ file: "features/grant/access-duration.feature", line: 92, name: "A grant of one day, <when>" }],
};
const missing: Coverage = {
  ...told,
  id: "LOG-07",
  area: "LOG",
  status: "missing",
  because: "no feature tells it",
  scenarios: [],
};
const onRecord = {
  decided: new Map([["GRANT-06", ["login.refused"]]]),
  left: new Map([["GRANT-06", ["grant.expired", "login.refused"]]]),
  all: new Set(["login.refused"]),
  examples: 7,
};

const lines = coveragePage([told, missing], onRecord).split("\n");

test.for([
  "| GRANT | 1 | 1 | 0 | 0 |",
  "| all | 2 | 1 | 0 | 1 |",
  "| reported | 2 | 1 | 0 | 1 |",
  "### GRANT-06",
  "- policy `grantExpiryGranularity` (instant; or endOfDay)",
  "- decides `login.refused`",
  "- its examples leave `grant.expired`",
  "- [features/grant/access-duration.feature:92](features/grant/access-duration.feature#L92) A grant of one day, \\<when\\>",
  "- **missing**: no feature tells it",
])("says %s", (line) => {
  expect(lines).toContain(line);
});

test("a source is a link behind its title", () => {
  expect(lines.find((line) => line.startsWith("- reported: "))).toMatch(
    /^- reported: \[J\. Clatworthy, .*\]\(<https:\/\//,
  );
});
