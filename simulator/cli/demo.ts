import type { Command } from "commander";
import { command, type Ending } from "./command.ts";
import type { Outside } from "./outside.ts";

export function demoCommand(program: Command, outside: Outside, ending: Ending): void {
  command(program, outside, ending, {
    name: "demo",
    summary: "tell the whole story once, in process, and check that it comes out as told",
    options: [
      ["--fast", "without pauses"],
      ["--step", "go on with Enter"],
      ["--world <name or file>", "a world with the story's people in it, such as an export of acme", "acme"],
      ["--state <folder>", "keep what happens in this folder, which must be a new one"],
    ],
    examples: ["demo --fast", "demo --step"],
    act: async (given) => (await import("./tell-demo.ts")).tellDemo(given),
  });
}
