import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POLICY_BOOK, type PolicyName, policyNames } from "#domain/policies.ts";
import { isRuleId, RULE_BOOK, ruleIds } from "#domain/rule-book.ts";
import { type FeatureText, isAct, isAssertion, readFeatures } from "./reader/features.ts";
import { wordsOf } from "./reader/policy-words.ts";
import { type Found, findRuleObjects } from "./reader/rule-objects.ts";
import { readStepDefinitions, type StepDefinition } from "./reader/step-definitions.ts";

// Keeps the promise that every rule is written once and told once, and that no step or example is there for nothing.
// Each test collects all that is wrong, so that one run names everything there is to do.

let features: readonly FeatureText[] = [];
let objects: readonly Found[] = [];
let definitions: readonly StepDefinition[] = [];

beforeAll(async () => {
  features = readFeatures();
  objects = await findRuleObjects();
  definitions = await readStepDefinitions();
});

const examples = () => features.flatMap((feature) => feature.examples);
const tellings = () => features.flatMap((feature) => feature.tellings);
const steps = () => examples().flatMap((example) => example.steps);
const told = (id: string) => tellings().filter(({ rules }) => rules.includes(id));
const inMatrix = (id: string) => features.filter(({ matrix }) => matrix.includes(id)).map(({ uri }) => uri);
const isEnforced = (id: (typeof ruleIds)[number]) => RULE_BOOK[id].notEnforced === undefined;
/** The values that are there more than once. */
const repeated = (values: readonly string[]) => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

test("there is something to check", () => {
  const looked = { rules: ruleIds, features, examples: examples(), steps: steps(), definitions, objects };
  for (const [what, list] of Object.entries(looked)) expect(list.length, `no ${what} found`).toBeGreaterThan(0);
});

afterAll(() => {
  const enforced = ruleIds.filter(isEnforced);
  const tellable = enforced.filter((id) => told(id).length > 0 || inMatrix(id).length > 0);
  console.log(
    `${ruleIds.length} rules: ${tellable.length} of ${enforced.length} told, ${ruleIds.length - enforced.length} not enforceable; ` +
      `${objects.length} rule objects; ${features.length} features, ${examples().length} examples, ${steps().length} steps, ` +
      `${definitions.length} step definitions checked`,
  );
});

describe("every rule is told once", () => {
  test("by one Rule or by the rows of a matrix", () => {
    const untold = ruleIds.filter((id) => isEnforced(id) && told(id).length === 0 && inMatrix(id).length === 0);
    expect(untold).toEqual([]);
  });

  test("and by no second Rule or matrix", () => {
    const twice = ruleIds.flatMap((id) => {
      const places = told(id).length > 0 ? told(id).map(({ place }) => place) : inMatrix(id);
      return places.length > 1 ? [`${id}: ${places.join(", ")}`] : [];
    });
    expect(twice).toEqual([]);
  });

  test("with its sentence word for word", () => {
    const wrong = tellings().flatMap(({ rules, sentence, place }) => {
      const [id] = rules;
      if (id === undefined || rules.length > 1) return [`${place}: tagged with ${rules.length} rules instead of one`];
      if (!isRuleId(id)) return [`${place}: no rule ${id}`];
      return sentence === RULE_BOOK[id].says ? [] : [`${place}: "${sentence}" is not "${RULE_BOOK[id].says}"`];
    });
    expect(wrong).toEqual([]);
  });

  test("with at least one example", () => {
    expect(tellings().filter(({ examples: some }) => some === 0)).toEqual([]);
  });

  test("unless nobody can enforce it: then no example refuses or lets in under it", () => {
    const asked = ruleIds
      .filter((id) => !isEnforced(id))
      .filter((id) => steps().some(({ text }) => text.includes(`under ${id}`)) || inMatrix(id).length > 0);
    expect(asked).toEqual([]);
  });

  test("and nothing cites a rule that is not there", () => {
    const unknown = features.flatMap(({ uri, cited }) =>
      cited.filter((id) => !isRuleId(id)).map((id) => `${uri}: ${id}`),
    );
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe("every rule is written once", () => {
  test("as exactly one exported object, where it can be enforced", () => {
    const wrong = ruleIds.flatMap((id) => {
      const own = objects.filter((one) => one.id === id);
      const wanted = isEnforced(id) ? 1 : 0;
      const places = own.map((one) => one.places.join(" and ")).join(", ");
      return own.length === wanted ? [] : [`${id}: ${own.length} objects instead of ${wanted} ${places}`.trimEnd()];
    });
    expect(wrong).toEqual([]);
  });

  test("exported under one name", () => {
    expect(
      objects.filter(({ places }) => places.length !== 1).map(({ id, places }) => `${id}: ${places.join(", ")}`),
    ).toEqual([]);
  });

  test("with the sentence of the book", () => {
    const wrong = objects.filter(({ id, object }) => !isRuleId(id) || RULE_BOOK[id].says !== object.says);
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });

  test("and no two rules say the same", () => {
    expect(repeated(ruleIds.map((id) => RULE_BOOK[id].says))).toEqual([]);
  });
});

describe("every example", () => {
  test("has a name of its own within its feature", () => {
    const doubles = features.flatMap(({ uri, examples: own }) =>
      repeated(own.map(({ name }) => name)).map((name) => `${uri}: ${name}`),
    );
    expect(doubles).toEqual([]);
  });

  test("asserts something", () => {
    expect(
      examples()
        .filter((example) => !example.steps.some(isAssertion))
        .map(({ place }) => place),
    ).toEqual([]);
  });

  test("is about one act", () => {
    const wrong = examples().filter((example) => example.steps.filter(isAct).length !== 1);
    expect(wrong.map(({ place, name }) => `${place} ${name}`)).toEqual([]);
  });
});

describe("every step definition", () => {
  test("is a plain call at the left margin with literal text", () => {
    expect(
      definitions.flatMap(({ place, notPlain }) => (notPlain === undefined ? [] : [`${place}: ${notPlain}`])),
    ).toEqual([]);
  });

  test("is used by an example", () => {
    const texts = new Set(steps().map(({ text }) => text));
    const unused = definitions.filter((one) => ![...texts].some((text) => one.matches(text)));
    expect(unused.map(({ place, pattern }) => `${place}: ${pattern}`)).toEqual([]);
  });

  test("is there, and only once, for each step", () => {
    const wrong = [...new Set(steps().map(({ text }) => text))].flatMap((text) => {
      const fitting = definitions.filter((one) => one.matches(text));
      if (fitting.length === 1) return [];
      return [`"${text}": ${fitting.length === 0 ? "undefined" : fitting.map(({ place }) => place).join(" and ")}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe("every policy", () => {
  test("is told in each alternative", () => {
    const untold = policyNames.flatMap((name) =>
      POLICY_BOOK[name].alternatives
        .filter((value) => !steps().some(({ text }) => sets(text, name, value)))
        .map((value) => `${name}: ${value}`),
    );
    expect(untold).toEqual([]);
  });

  test("is told in its default, by an example of its rules that leaves it alone", () => {
    const untold = policyNames.filter((name) => {
      const { rules, default: usual } = POLICY_BOOK[name];
      const own = examples().filter((example) => example.rules.some((id) => rules.some((rule) => rule === id)));
      return !own.some((example) =>
        example.steps.every(({ text }) => !text.includes(`policy ${name} `) || sets(text, name, usual)),
      );
    });
    expect(untold).toEqual([]);
  });
});

/** `the policy grantExpiryGranularity is endOfDay`; a list is written with commas. */
function sets(text: string, name: PolicyName, value: unknown): boolean {
  return text === `the policy ${name} is ${wordsOf(value)}`;
}
