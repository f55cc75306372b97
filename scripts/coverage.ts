// Writes COVERAGE.md anew; with --check, says whether the one that is there is what would be written.
import { readFileSync, writeFileSync } from "node:fs";
import { coverage } from "#cli/coverage.ts";
import { readRecords } from "./coverage-page/on-record.ts";
import { coveragePage } from "./coverage-page/page.ts";

const PAGE = "COVERAGE.md";

try {
  const rules = coverage(process.cwd());
  const page = coveragePage(rules, await readRecords());
  const written = readWritten();
  if (!process.argv.includes("--check")) writeFileSync(PAGE, page);
  else if (written !== page) throw new Error(`${PAGE} is stale; npm run coverage mends it`);
  const told = rules.filter(({ status }) => status === "told").length;
  console.log(`${PAGE}: ${told} of ${rules.length} rules told, ${written === page ? "as it was" : "written anew"}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function readWritten(): string | undefined {
  try {
    return readFileSync(PAGE, "utf8");
  } catch {
    return undefined;
  }
}
