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

const isTable = (value: unknown): value is FoundTable["table"] =>
  typeof value === "object" && value !== null && Object.values(value).every((one) => typeof one === "function");

/** Every table of steps that a module of the domain exports. */
export async function findStepTables(): Promise<readonly FoundTable[]> {
  return (await readDomainExports()).flatMap(({ name, path, value: table }) => {
    if (!name.endsWith("_STEPS") || !isTable(table)) return [];
    const changing = Object.keys(table).filter((type) => !CHANGES_NOTHING.test(String(table[type])));
    return [{ table, name, path, changing }];
  });
}
