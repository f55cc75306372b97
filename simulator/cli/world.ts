import type { Command } from "commander";
import { placeOf, send } from "./client.ts";
import { command, type Ending } from "./command.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";

export function worldCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("world")
    .summary("whole casts of orgs and people")
    .description("Whole casts of orgs and people.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the worlds there are",
    examples: ["world list", "world list --json"],
    act: async () => {
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
    },
  });
  command(group, outside, ending, {
    name: "load <world>",
    summary: "load a world into a simulator that has no orgs yet",
    options: [["--seed <number>", "what names and numbers of the world are made from", "1"]],
    examples: ["world load acme", "world load acme --seed 7"],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const body = { world: given.args[0], seed: wholeNumber(given.needed("seed"), "seed") };
      const loaded = await send<{ world: string; seed: number; orgs: number }>(
        place,
        place.token,
        "POST",
        "/sim/world",
        body,
      );
      return { data: loaded, text: () => `loaded ${loaded.world} (seed ${loaded.seed}) with ${loaded.orgs} orgs` };
    },
  });
}
