import type { Command } from "commander";
import { type Instant, parseInstant } from "#domain/time.ts";
import { command, type Ending, type Given } from "./command.ts";
import { EXIT, Failure, wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";

/** What `start` was told to do. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly world: string;
  readonly seed: number;
  /** Absent lets platform time run with the system's. */
  readonly frozenAt?: Instant;
  readonly state?: string;
  readonly hosts: readonly string[];
}

export function startCommand(program: Command, outside: Outside, ending: Ending): void {
  command(program, outside, ending, {
    name: "start",
    summary: "start a simulator and run it until it is stopped",
    options: [
      ["--port <number>", "port to listen on; 0 takes any free one", "4100"],
      ["--host <address>", "address to listen on", "127.0.0.1"],
      ["--world <name>", "what to begin with; see understudy world list", "acme"],
      ["--seed <number>", "what names and numbers of the world are made from", "1"],
      ["--clock <instant>", "where platform time stands still, or system to run with the system's", "system"],
      ["--state <folder>", "keep everything in this folder; without it, in memory"],
      ["--allow-host <name...>", "host names that may be used besides loopback and *.localhost"],
    ],
    examples: ["start --state ./state", "start --port 0 --clock 2031-03-04T09:00:00Z"],
    act: async (given) => {
      const options = await startOptions(given);
      const { runSimulator } = await import("./run-simulator.ts");
      await runSimulator(options, given);
      return undefined;
    },
  });
}

async function startOptions(given: Given): Promise<StartOptions> {
  const { needed, text, options } = given;
  const state = text("state");
  const hosts = Array.isArray(options.allowHost) ? options.allowHost : [];
  const frozenAt = clockOption(needed("clock"));
  const { WORLDS } = await import("#server/worlds.ts");
  const world = needed("world");
  if (!Object.hasOwn(WORLDS, world))
    throw new Failure({
      exit: EXIT.invalid,
      code: "NO_WORLD",
      what: `no world "${world}"`,
      hint: `choose one of ${Object.keys(WORLDS).join(", ")}`,
    });
  return {
    port: wholeNumber(needed("port"), "port", 65_535),
    host: needed("host"),
    world,
    seed: wholeNumber(needed("seed"), "seed"),
    // Whoever listens on an address means it.
    hosts: [...hosts, needed("host")].map((host) => host.toLowerCase()),
    ...(frozenAt && { frozenAt }),
    ...(state !== undefined && { state }),
  };
}

function clockOption(text: string): Instant | undefined {
  if (text === "system") return undefined;
  const at = parseInstant(text);
  if (!at) throw wrongUsage(`--clock cannot be "${text}"`, "give system, or an instant like 2031-03-04T09:00:00Z");
  return at;
}
