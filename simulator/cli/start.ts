import type { Command } from "commander";
import { type Instant, parseInstant } from "#domain/time.ts";
import type { WorldChoice } from "#server/make-world.ts";
import { command, type Ending, type Given } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";
import { worldChosen } from "./world-file.ts";

/** What `start` was told to do. */
export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly world: WorldChoice;
  /** Absent takes the world's own. */
  readonly seed?: number;
  /** Absent lets platform time run with the system's. */
  readonly frozenAt?: Instant;
  readonly state?: string;
  readonly hosts: readonly string[];
  /** Requests of the API that each org may make in a day; absent takes the usual number. */
  readonly dailyRequests?: number;
}

export function startCommand(program: Command, outside: Outside, ending: Ending): void {
  command(program, outside, ending, {
    name: "start",
    summary: "start a simulator and run it until it is stopped",
    options: [
      ["--port <number>", "port to listen on; 0 takes any free one", "4100"],
      ["--host <address>", "address to listen on", "127.0.0.1"],
      ["--world <name or file>", "what to begin with; see understudy world list and world export", "acme"],
      ["--seed <number>", "what names and numbers of a world are made from, or the device secrets of a file"],
      [
        "--clock <instant>",
        "where platform time stands still, world where the world begins, or system to run with the system's",
        "system",
      ],
      ["--state <folder>", "keep everything in this folder; without it, in memory"],
      ["--allow-host <name...>", "host names that may be used besides loopback and *.localhost"],
      ["--daily-requests <number>", "requests of the API that each org may make in a day, 15000 unless it is said"],
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
  const seed = text("seed");
  const daily = text("dailyRequests");
  const world = await worldChosen(needed("world"));
  const frozenAt = await clockOption(needed("clock"), world);
  return {
    port: wholeNumber(needed("port"), "port", 65_535),
    host: needed("host"),
    world,
    // Whoever listens on an address means it.
    hosts: [...hosts, needed("host")].map((host) => host.toLowerCase()),
    ...(seed !== undefined && { seed: wholeNumber(seed, "seed") }),
    ...(frozenAt && { frozenAt }),
    ...(daily !== undefined && { dailyRequests: wholeNumber(daily, "daily-requests") }),
    ...(state !== undefined && { state }),
  };
}

async function clockOption(text: string, world: WorldChoice): Promise<Instant | undefined> {
  if (text === "system") return undefined;
  if (text === "world") return (await (await import("#server/make-world.ts")).makeWorld(world)).clock;
  const at = parseInstant(text);
  if (!at)
    throw wrongUsage(`--clock cannot be "${text}"`, "give system, world, or an instant like 2031-03-04T09:00:00Z");
  return at;
}
