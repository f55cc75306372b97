import { readDomainExports } from "./domain-exports.ts";

type Step = (state: unknown, event: unknown) => unknown;

/** A table of what events make of a state, and where it is exported. */
export interface FoundTable {
  readonly table: Readonly<Record<string, Step>>;
  /** `LOGIN_STEPS`. */
  readonly name: string;
  readonly path: string;
  /** The events that change something; the others say in so many words that they do not. */
  readonly changing: readonly string[];
}

/** `(state) => state`. */
const CHANGES_NOTHING = /^\(?\s*(\w+)\s*\)?\s*=>\s*\1$/;

/** Every table of steps that a module of the domain exports. */
export async function findStepTables(): Promise<readonly FoundTable[]> {
  return (await readDomainExports())
    .filter(({ name }) => name.endsWith("_STEPS"))
    .map(({ name, path, value }) => {
      const table = value as FoundTable["table"];
      const changing = Object.keys(table).filter((type) => !CHANGES_NOTHING.test(String(table[type])));
      return { table, name, path, changing };
    });
}
