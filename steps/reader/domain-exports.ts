import { globSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** Something that a module of the domain exports. */
export interface Exported {
  /** `simulator/domain/grant/duration.ts`. */
  readonly path: string;
  readonly name: string;
  readonly value: unknown;
}

/** Everything that the modules of the domain export, in the order of their paths. */
export async function readDomainExports(): Promise<readonly Exported[]> {
  const found: Exported[] = [];
  for (const path of globSync("simulator/domain/**/*.ts").sort()) {
    if (path.endsWith(".test.ts")) continue;
    const module = (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(module)) found.push({ path, name, value });
  }
  return found;
}
