import { globSync, readFileSync } from "node:fs";
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from "@cucumber/gherkin";
import {
  type GherkinDocument,
  IdGenerator,
  type Pickle,
  PickleStepType,
  type Rule,
  type Scenario,
} from "@cucumber/messages";

/** One `Rule:` of a feature: the rules its tags name, its sentence, and how many examples tell it. */
export interface Telling {
  readonly rules: readonly string[];
  readonly sentence: string;
  readonly place: string;
  readonly examples: number;
}

/** One example as it is run: a row of an outline counts as one. */
export interface Example {
  readonly name: string;
  /** `features/grant/login-access.feature:12`, as the runner takes it. */
  readonly place: string;
  readonly steps: readonly { readonly text: string; readonly type: PickleStepType | undefined }[];
  /** The rules it proves: those its tags name, and those in the column `rule` of its row. */
  readonly rules: readonly string[];
}

/** What a feature file says, as far as gates ask. */
export interface FeatureText {
  readonly uri: string;
  readonly tellings: readonly Telling[];
  /** Rules told by the rows of a matrix: an outline that stands in no `Rule:` and has a column `rule`. */
  readonly matrix: readonly string[];
  readonly examples: readonly Example[];
  /** Every rule id in the file, wherever it stands. */
  readonly cited: readonly string[];
}

const RULE_ID = /\b(?:GRANT|LMO|LOGIN|POWER|DEBUG|LOG|LICENSE|TRACE|REVIEW)-\d\d\b/g;

/** Reads all features under the working directory, in the order of their paths. */
export const readFeatures = (): readonly FeatureText[] =>
  globSync("features/**/*.feature")
    .sort()
    .map((uri) => parseFeature(uri, readFileSync(uri, "utf8")));

/** Reads one feature; throws where it is no Gherkin. */
export function parseFeature(uri: string, text: string): FeatureText {
  const newId = IdGenerator.incrementing();
  const document = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher()).parse(text);
  const rules = (document.feature?.children ?? []).flatMap(({ rule }) => rule ?? []);
  const alone = (document.feature?.children ?? []).flatMap(({ scenario }) => scenario ?? []);
  const rows = rowsOf([...alone, ...rules.flatMap(scenariosOf)]);
  const pickles = compile(document, uri, newId);
  return {
    uri,
    tellings: rules.map((rule) => tellingOf(uri, rule, pickles)),
    matrix: alone.flatMap(({ examples }) =>
      examples.flatMap(({ tableBody }) => tableBody.flatMap(({ id }) => rows.get(id)?.rule ?? [])),
    ),
    examples: pickles.map((pickle) => exampleOf(uri, pickle, rows, document)),
    cited: text.match(RULE_ID) ?? [],
  };
}

const scenariosOf = ({ children }: Rule): readonly Scenario[] => children.flatMap(({ scenario }) => scenario ?? []);

function tellingOf(uri: string, rule: Rule, pickles: readonly Pickle[]): Telling {
  const scenarios = new Set(scenariosOf(rule).map(({ id }) => id));
  return {
    rules: tagged(rule.tags),
    sentence: rule.name,
    place: `${uri}:${rule.location.line}`,
    examples: pickles.filter(({ astNodeIds: [scenario = ""] }) => scenarios.has(scenario)).length,
  };
}

function exampleOf(uri: string, pickle: Pickle, rows: ReturnType<typeof rowsOf>, document: GherkinDocument): Example {
  const own = pickle.astNodeIds.map((id) => rows.get(id)).findLast((one) => one !== undefined);
  const steps = pickle.steps.map(({ text, type }) => ({ text, type }));
  const line = own?.line ?? document.feature?.location.line ?? 1;
  return {
    name: pickle.name,
    place: `${uri}:${line}`,
    steps,
    rules: [...tagged(pickle.tags), ...(own?.rule === undefined ? [] : [own.rule])],
  };
}

/** Where each scenario and each row of an outline stands, and the rule in the row's column `rule`. */
function rowsOf(
  scenarios: readonly Scenario[],
): ReadonlyMap<string, { readonly line: number; readonly rule?: string }> {
  const rows = new Map<string, { readonly line: number; readonly rule?: string }>();
  for (const { id, location, examples } of scenarios) {
    rows.set(id, { line: location.line });
    for (const { tableHeader, tableBody } of examples) {
      const column = tableHeader?.cells.findIndex(({ value }) => value === "rule") ?? -1;
      for (const row of tableBody) {
        const rule = row.cells[column]?.value;
        rows.set(row.id, { line: row.location.line, ...(rule && { rule }) });
      }
    }
  }
  return rows;
}

const tagged = (tags: readonly { readonly name: string }[]): readonly string[] =>
  tags.map(({ name }) => name.slice(1)).filter((name) => name.match(RULE_ID)?.[0] === name);

/** Whether a step asserts: it follows a `Then`. */
export const isAssertion = ({ type }: Example["steps"][number]): boolean => type === PickleStepType.OUTCOME;
/** Whether a step is what the example is about: it follows a `When`. */
export const isAct = ({ type }: Example["steps"][number]): boolean => type === PickleStepType.ACTION;
