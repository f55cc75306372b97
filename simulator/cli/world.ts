import type { Command } from "commander";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";
import { nameOrFile, writeWorldFile } from "./world-file.ts";

export function worldCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("world")
    .summary("whole casts of orgs and people")
    .description("Whole casts of orgs and people.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the worlds there are",
    examples: ["world list", "world list --json"],
    act: list,
  });
  command(group, outside, ending, {
    name: "load <world>",
    summary: "load a world, by name or from a file, into a simulator that has no orgs yet",
    options: [["--seed <number>", "what names and numbers of a world are made from, or the device secrets of a file"]],
    examples: ["world load acme --seed 7", "world load ./world.json"],
    client: true,
    act: load,
  });
  command(group, outside, ending, {
    name: "export [file]",
    summary:
      "write the orgs as they are now, with cast, seed and clock, to a file that can be loaded again, or to stdout",
    options: [["--credentials", "with password hashes and device secrets: keep such a file to yourself"]],
    notes: [
      "Without --credentials whoever loads the file gives everybody the world's published password (understudy,",
      "where none is published) and a new device, whose secret is made from the seed.",
      "Grants, sessions, policies and the audit log stay behind: they belong to this simulator.",
    ],
    examples: ["world export ./world.json", "world export --json"],
    client: true,
    act: write,
  });
}

async function list(): Promise<Shown> {
  const { WORLDS } = await import("#server/worlds.ts");
  const worlds = Object.entries(WORLDS).map(([world, { about }]) => ({ world, about }));
  return {
    data: { worlds },
    text: (page) =>
      page.table(
        ["world", "about"],
        worlds.map((one) => [one.world, one.about]),
      ),
  };
}

async function load(given: Given): Promise<Shown> {
  const [text = ""] = given.args;
  const seed = given.text("seed");
  // What is wrong with a file is said here, where the file is.
  const chosen = await nameOrFile(text);
  const body = {
    ...(typeof chosen === "string" ? { world: chosen } : { file: chosen.json }),
    ...(seed !== undefined && { seed: wholeNumber(seed, "seed") }),
  };
  const place = placeOf(given);
  const loaded = await send<Loaded>(place, place.token, "POST", "/sim/world", body);
  return { data: loaded, text: () => `loaded ${loaded.world} (seed ${loaded.seed}) with ${loaded.orgs} orgs` };
}

interface Loaded {
  readonly world: string;
  readonly seed: number;
  readonly orgs: number;
}

async function write(given: Given): Promise<Shown> {
  const secret = given.options.credentials === true;
  const place = placeOf(given);
  const path = `/sim/world/file?credentials=${secret ? "with" : "without"}`;
  const world = await send<{ name: string; orgs: readonly unknown[] }>(place, place.token, "GET", path);
  const [file] = given.args;
  if (file === undefined) return { data: world, text: () => JSON.stringify(world, null, 2) };
  writeWorldFile(file, world, { secret });
  const count = world.orgs.length;
  return {
    data: { file, world: world.name, orgs: count },
    text: () => `${world.name} with ${count} orgs is in ${file}`,
  };
}
