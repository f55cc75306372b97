import type { Figure } from "#domain/figure.ts";
import type { RuleId } from "#domain/rule-book.ts";
import { readDomainExports } from "./domain-exports.ts";

/** A number of the catalogue, and where it is exported. */
export interface FoundFigure {
  readonly figure: Figure;
  readonly rule: RuleId;
  /** `WARNING`, or `TIMEOUT.longest` for a member of what is exported. */
  readonly name: string;
  /** `simulator/domain/login/session.ts`. */
  readonly path: string;
}

const isFigure = (value: unknown): value is Figure =>
  typeof value === "object" &&
  value !== null &&
  "rule" in value &&
  "is" in value &&
  typeof value.is === "number" &&
  "unit" in value;

/** Every figure that a module of the domain exports, by itself or within lists and tables, each once. */
export async function findFigures(): Promise<readonly FoundFigure[]> {
  const found = new Map<Figure, FoundFigure>();
  const seen = new Set<object>();
  const look = (value: unknown, name: string, path: string): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isFigure(value)) found.set(value, { figure: value, rule: value.rule, name, path });
    else for (const [member, one] of Object.entries(value)) look(one, `${name}.${member}`, path);
  };
  for (const { path, name, value } of await readDomainExports()) look(value, name, path);
  return [...found.values()];
}
