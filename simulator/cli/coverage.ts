import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from "@cucumber/gherkin";
import {
  type FeatureChild,
  type GherkinDocument,
  IdGenerator,
  type RuleChild,
  type Scenario,
} from "@cucumber/messages";
import { areaOf, isRuleId, RULE_BOOK, type RuleId, ruleIds } from "#domain/rule-book.ts";

/** Where a rule is told: one scenario, or the rows of a matrix that cite it. */
export interface Telling {
  /** Path below the checkout. */
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

export interface Coverage {
  readonly id: RuleId;
  readonly area: string;
  readonly sentence: string;
  readonly confidence: string;
  readonly status: "told" | "exempt" | "missing";
  /** Why it is exempt or missing; empty for what is told. */
  readonly because: string;
  readonly scenarios: readonly Telling[];
}

/** Every rule of the rule book, and what the features below a folder tell of it. */
export function coverage(home: string): readonly Coverage[] {
  const tellings = new Map<string, Telling[]>();
  for (const file of featuresIn(join(home, "features"))) {
    for (const { rule, ...telling } of tellingsIn(file, readFileSync(join(home, file), "utf8"))) {
      tellings.set(rule, [...(tellings.get(rule) ?? []), telling]);
    }
  }
  return ruleIds.map((id): Coverage => {
    const { says: sentence, confidence, notEnforced } = RULE_BOOK[id];
    const scenarios = tellings.get(id) ?? [];
    const about = { id, area: areaOf(id), sentence, confidence, scenarios };
    if (scenarios.length > 0) return { ...about, status: "told", because: "" };
    return notEnforced === undefined
      ? { ...about, status: "missing", because: "no feature tells it" }
      : { ...about, status: "exempt", because: notEnforced };
  });
}

const featuresIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".feature"))
    .sort()
    .map((name) => `features/${name.replaceAll("\\", "/")}`);

type Cited = Telling & { readonly rule: string };

/** What one feature tells: the scenarios of each `Rule:`, by its tags, and the rows of an outline that name a rule. */
export function tellingsIn(file: string, text: string): readonly Cited[] {
  const { feature } = parse(text);
  if (!feature) return [];
  return feature.children.flatMap((child: FeatureChild): Cited[] => {
    const { rule, scenario } = child;
    const own = rule ? rulesAmong(rule.tags.map(({ name }) => name.slice(1))) : [];
    const scenarios = rule ? rule.children.flatMap((one: RuleChild) => one.scenario ?? []) : scenario ? [scenario] : [];
    return scenarios.flatMap((one) => [
      ...own.map((id) => ({ rule: id, ...tellingOf(file, one) })),
      // Rows within a `Rule:` cite what answered there; the matrix that stands for rules is outside of one.
      ...(rule ? [] : citedBy(file, one)),
    ]);
  });
}

const rulesAmong = (words: readonly string[]): readonly RuleId[] => [...new Set(words)].filter(isRuleId);

const tellingOf = (file: string, { location, name }: Scenario): Telling => ({ file, line: location.line, name });

function citedBy(file: string, scenario: Scenario): Cited[] {
  const cited = scenario.examples.flatMap(({ tableHeader, tableBody }) => {
    const place = tableHeader?.cells.findIndex(({ value }) => value === "rule") ?? -1;
    return tableBody.map(({ cells }) => cells[place]?.value ?? "");
  });
  const tagged = scenario.tags.map(({ name }) => name.slice(1));
  return rulesAmong([...cited, ...tagged]).map((rule) => ({ rule, ...tellingOf(file, scenario) }));
}

function parse(text: string): GherkinDocument {
  return new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher()).parse(text);
}
