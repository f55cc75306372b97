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

/** Every figure that a module of the domain exports, by itself or within a list or table, each once. */
export async function findFigures(): Promise<readonly FoundFigure[]> {
  const found = new Map<Figure, FoundFigure>();
  const note = (figure: Figure, name: string, path: string) => {
    if (!found.has(figure)) found.set(figure, { figure, rule: figure.rule, name, path });
  };
  for (const { path, name, value } of await readDomainExports()) {
    if (isFigure(value)) note(value, name, path);
    else if (typeof value === "object" && value !== null)
      for (const [member, one] of Object.entries(value)) if (isFigure(one)) note(one, `${name}.${member}`, path);
  }
  return [...found.values()];
}
