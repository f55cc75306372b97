import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ISupportCodeLibrary } from "@cucumber/cucumber/api";
import { definitionsIn, parameterTypesIn } from "#steps/reader/step-definitions.ts";
import { loadSteps, openSuite } from "#steps/reader/suite.ts";
import { type Bench, median, shown } from "./figure.ts";

const ROUNDS = 7;

/**
 * What the simulator adds to a scenario beyond what the runner itself costs. The floor is the same features with the
 * same steps and hooks, all of them empty: what runs then is the runner and nothing else. Examples tagged `@large` are
 * left out: with thousands of records or megabytes of text in each they tell what those cost, and not what a scenario does.
 */
export const specs: Bench = async () => {
  const real = await loadSteps();
  // Within the project, so that the generated steps find the runner.
  const folder = mkdtempSync(join(process.cwd(), "bench", "floor-"));
  try {
    cpSync("features", join(folder, "features"), { recursive: true });
    writeFileSync(join(folder, "steps.mjs"), emptySteps(real));
    const suite = await openSuite(real);
    const floor = await openSuite(await loadSteps([join(folder, "steps.mjs")]));
    const paths = [join(folder, "features")];
    const chosen = { paths, tags: "not @large" };
    const ways = {
      floor: () => floor(chosen),
      "use cases": () => suite({ ...chosen, parameters: { driver: "use cases" } }),
      http: () => suite({ ...chosen, parameters: { driver: "http" } }),
    };
    return figures(await race(ways));
  } finally {
    rmSync(folder, { recursive: true });
  }
};

type Way = "floor" | "use cases" | "http";
type Timings = Readonly<Record<Way, number[]>> & { readonly scenarios: number };

/** Runs every way once to warm up, then in turn, each round in another order. */
async function race(
  ways: Readonly<Record<Way, () => Promise<{ readonly ran: number; readonly failures: readonly unknown[] }>>>,
): Promise<Timings> {
  const timings: Record<Way, number[]> = { floor: [], "use cases": [], http: [] };
  const names = Object.keys(ways) as Way[];
  const ran = new Set<number>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const way = names[(round + turn) % names.length] ?? "floor";
      const begun = performance.now();
      const result = await ways[way]();
      const took = performance.now() - begun;
      if (result.failures.length > 0)
        throw new Error(
          `${result.failures.length} scenarios fail through ${way}: ${JSON.stringify(result.failures[0])}`,
        );
      ran.add(result.ran);
      if (round > 0) timings[way].push(took);
    }
  }
  const [scenarios = 0] = ran;
  if (ran.size !== 1 || scenarios === 0) throw new Error(`not the same scenarios each time: ${[...ran].join(", ")}`);
  return { ...timings, scenarios };
}

function figures({ floor, scenarios, ...ways }: Timings) {
  const base = median(floor);
  const each = (time: number) => `${shown(time / scenarios)} ms`;
  return (
    [
      ["use cases", 1],
      ["http", 2],
    ] as const
  ).map(([way, bound]) => {
    const ratios = ways[way].map((time, round) => (time - (floor[round] ?? base)) / (floor[round] ?? base));
    return {
      name: `a scenario through ${way}, beyond the runner`,
      measured: median(ratios),
      unit: "of the runner's own",
      bound,
      wanted: "at most" as const,
      beside: `${scenarios} scenarios (none tagged @large), ${each(median(ways[way]))} each, the runner's own ${each(base)}`,
    };
  });
}

/** A module that defines the same steps and parameter types, and does nothing in any of them. */
function emptySteps(real: ISupportCodeLibrary): string {
  const says = (value: unknown) => JSON.stringify(value);
  const types = parameterTypesIn(real).map(
    ({ name, regexps }) =>
      `defineParameterType({ name: ${says(name)}, regexp: ${says(regexps)}, transformer: (text) => text });`,
  );
  const steps = definitionsIn(real).map(({ pattern, takes }) => {
    const names = Array.from({ length: takes }, (_, n) => `_${n}`).join(", ");
    return `Given(${says(pattern)}, async function (${names}) {});`;
  });
  return [
    `import { After, Before, defineParameterType, Given } from ${says(import.meta.resolve("@cucumber/cucumber"))};`,
    ...types,
    ...steps,
    "Before(async function () {});",
    "After(function (_) {});",
    "",
  ].join("\n");
}
