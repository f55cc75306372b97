import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { emptyFolds } from "#domain/folds.ts";
import { GRANT_STEPS } from "#domain/grant/events.ts";
import { WARNING } from "#domain/login/session.ts";
import { later } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { findFigures } from "./figures.ts";
import { figureMutants, type Mutant, mutantNamed, policyMutants, stepMutants } from "./mutants.ts";
import { findStepTables } from "./step-tables.ts";

/** What something is as things are, changed, and changed back. */
async function beforeMeanwhileAndAfter<Value>(name: string, look: () => Value): Promise<readonly Value[]> {
  const before = look();
  const undo = (await mutantNamed(name)).apply();
  const meanwhile = look();
  undo();
  return [before, meanwhile, look()];
}

test.for([
  ["LOGIN-13:WARNING+1", () => WARNING.is, 30, 31],
  ["LOGIN-13:WARNING-1", () => WARNING.is, 30, 29],
  ["POLICY_BOOK:sessionIdleTimeout+1", () => emptyFolds().policies.sessionIdleTimeout, 120, 121],
] as const)("%s moves a number by one, until it is moved back", async ([name, look, is, moved]) => {
  expect(await beforeMeanwhileAndAfter(name, look)).toEqual([is, moved, is]);
});

test("a step is taken away until it is put back", async () => {
  const [nia, at] = [acme().cast[0]?.ref, acme().clock];
  if (!nia) throw new Error("nobody there");
  const grant = { type: "grant.given", at, user: nia, grant: "g1", party: nia.org, duration: "1 day", endsAt: at };
  const step = () => GRANT_STEPS["grant.given"]([], grant as Parameters<(typeof GRANT_STEPS)["grant.given"]>[1]).length;
  expect(await beforeMeanwhileAndAfter("GRANT_STEPS:grant.given", step)).toEqual([1, 0, 1]);
});

test.for(["GRANT-06", "LOGIN-13:WARNING", "POLICY_BOOK:requireCaseReference+1", "GRANT_STEPS:grant.refused"])(
  'there is no mutant "%s"',
  async (name) => {
    await expect(mutantNamed(name)).rejects.toThrow(name);
  },
);

test("each mutant has a name of its own", async () => {
  const all: readonly Mutant[] = [...(await figureMutants()), ...policyMutants(), ...(await stepMutants())];
  const names = all.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

/** How often a pattern stands in each file of the domain where it does. */
const counted = (pattern: RegExp): Readonly<Record<string, number>> =>
  Object.fromEntries(
    globSync("simulator/domain/**/*.ts", { exclude: ["**/*.test.ts", "**/domain/figure.ts", "**/domain/steps.ts"] })
      .map((path) => [path, readFileSync(path, "utf8").match(pattern)?.length ?? 0] as const)
      .filter(([, count]) => count > 0),
  );

const perFile = (found: readonly { readonly path: string }[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(found, ({ path }) => path)).map(([path, own]) => [path, own?.length ?? 0]),
  );

test("every figure is exported, or no mutation run would find it", async () => {
  expect(perFile(await findFigures())).toEqual(counted(/\bfigure\(\s*"/g));
});

test("every table of steps is exported under a name in _STEPS, for the same reason", async () => {
  expect(perFile(await findStepTables())).toEqual(counted(/(?:: |satisfies )Steps</g));
});

test("an end that ends nothing is said to be wrong instead of filling the log", async () => {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const { session } = await simulator.takePlaceOf(person("Nia"), { mfa: true });
  await simulator.saveLoginAccess(session, { party: person("Sam").org, duration: "1 day" });
  const undo = (await mutantNamed("GRANT_STEPS:grant.expired")).apply();
  try {
    await expect(simulator.moveClock(later(world.clock, 8 * 86_400_000))).rejects.toThrow("due all the same");
  } finally {
    undo();
  }
});
