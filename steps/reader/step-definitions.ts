import { readFileSync } from "node:fs";
import {
  type IRunConfiguration,
  type ISupportCodeLibrary,
  loadConfiguration,
  loadSupport,
} from "@cucumber/cucumber/api";

/** One step definition as the runner has it. */
export interface StepDefinition {
  /** `steps/login.steps.ts:5`. */
  readonly place: string;
  readonly pattern: string;
  readonly keyword: string;
  matches(text: string): boolean;
  /** What is written at that place when it is no plain call with literal text at the left margin. */
  readonly notPlain?: string;
  /** How many arguments its function takes. */
  readonly takes: number;
}

/** A parameter type: `person` in `{person}`, and what it matches. */
export interface ParameterType {
  readonly name: string;
  readonly regexps: readonly string[];
}

/** The runner's own view of its step definitions; the type it publishes says nothing of them. */
interface Library {
  readonly stepDefinitions: readonly {
    readonly uri: string;
    readonly line: number;
    readonly keyword: string;
    readonly pattern: string | RegExp;
    readonly code: { readonly length: number };
    matchesStepName(text: string): boolean;
  }[];
  readonly parameterTypeRegistry: {
    readonly parameterTypes: Iterable<{
      readonly name?: string;
      readonly builtin?: boolean;
      readonly regexpStrings: readonly string[];
    }>;
  };
}

/** What `cucumber-js` itself would run with; parts of it may be replaced for one run. */
export async function runConfiguration(): Promise<IRunConfiguration> {
  return (await loadConfiguration()).runConfiguration;
}

/** Loads all step definitions the way a run does. */
export const readStepDefinitions = async (): Promise<readonly StepDefinition[]> =>
  definitionsIn(await loadSupport(await runConfiguration()));

/** The step definitions of what was loaded already; a module is loaded once, so a second loading finds none. */
export function definitionsIn(support: ISupportCodeLibrary): readonly StepDefinition[] {
  const library = support as unknown as Library;
  return library.stepDefinitions.map((one) => {
    const { uri, line, pattern, keyword, code } = one;
    const written = readFileSync(uri, "utf8")
      .split("\n")
      .slice(line - 1)
      .join("\n");
    const plain = typeof pattern === "string" && isPlainCall(written, pattern);
    return {
      place: `${uri}:${line}`,
      pattern: String(pattern),
      keyword,
      takes: code.length,
      matches: (text) => one.matchesStepName(text),
      ...(!plain && { notPlain: written.split("\n")[0] ?? "" }),
    };
  });
}

/** The parameter types that the steps define beside those of the runner. */
export const parameterTypesIn = (support: ISupportCodeLibrary): readonly ParameterType[] =>
  [...(support as unknown as Library).parameterTypeRegistry.parameterTypes].flatMap(
    ({ name, builtin, regexpStrings }) => (name && !builtin ? [{ name, regexps: regexpStrings }] : []),
  );

const CALL = /^(?:Given|When|Then)\(\s*("(?:[^"\\]|\\.)*")\s*,/;

/** A definition stands at the left margin and says its text in so many words, so that a search finds it. */
function isPlainCall(written: string, pattern: string): boolean {
  const literal = CALL.exec(written)?.[1];
  return literal !== undefined && JSON.parse(literal) === pattern;
}
