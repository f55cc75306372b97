import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { Fault } from "#domain/fault.ts";
import type { WorldFile } from "#http/world-file.ts";
import type { WorldChoice } from "#server/make-world.ts";
import { EXIT, Failure } from "./failure.ts";

/** A world file that is in order, as it was written and as it is read. */
interface ReadFile {
  readonly json: unknown;
  readonly world: WorldFile;
}

/** A world by the name it has here, or else as the file of that name describes it. Failure when there is neither. */
export async function worldChosen(text: string): Promise<WorldChoice> {
  const chosen = await nameOrFile(text);
  return typeof chosen === "string" ? chosen : chosen.world;
}

/** The same, with a file's content as it was written. */
export async function nameOrFile(text: string): Promise<string | ReadFile> {
  const { WORLDS } = await import("#server/worlds.ts");
  if (Object.hasOwn(WORLDS, text)) return text;
  if (!existsSync(text)) throw await noSuch(text);
  return readWorldFile(text);
}

async function readWorldFile(path: string): Promise<ReadFile> {
  const json = jsonIn(path);
  const [{ parseWorldFile }, { worldFrom }] = await Promise.all([
    import("#http/world-file.ts"),
    import("#server/world-file.ts"),
  ]);
  try {
    const world = parseWorldFile(json);
    // Made once to see that it can be, before there is anything that could be left half done.
    await worldFrom(world);
    return { json, world };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const [because = "", ...hints] = error.message.split("; ");
    throw notValid(path, because, hints.join("; "));
  }
}

/** Writes a world file; one that holds credentials is its user's alone. */
export function writeWorldFile(path: string, world: unknown, { secret }: { readonly secret: boolean }): void {
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, `${JSON.stringify(world, null, 2)}\n`, { mode: secret ? 0o600 : 0o644 });
  renameSync(unfinished, path);
}

function jsonIn(path: string): unknown {
  const text = readFileSync(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    throw notValid(path, `it is no JSON: ${because}`, "check quotes, commas and braces");
  }
}

const notValid = (path: string, because: string, hint: string): Failure =>
  new Failure({
    exit: EXIT.invalid,
    code: "INVALID_WORLD",
    what: `"${path}" is no world that can be loaded`,
    because,
    hint,
  });

/** Neither a world's name nor a file. */
async function noSuch(text: string): Promise<Failure> {
  if (/[\\/]|\.json$/i.test(text))
    return new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `no file "${text}"`,
      hint: "write one: understudy world export",
    });
  const { noWorld } = await import("#server/make-world.ts");
  const [what = "", hint = ""] = noWorld(text).split("; ");
  return new Failure({ exit: EXIT.invalid, code: "NO_WORLD", what, hint });
}
