import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { type Place, placeOf, send, unreachable } from "./client.ts";
import { command, type Ending } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { forgetRuntime, readRuntime } from "./runtime-file.ts";

/** How long an orderly stop may take, and how often it is looked for, in milliseconds. */
const PATIENCE = 10_000;
const PAUSE = 25;

export function statusCommands(program: Command, outside: Outside, ending: Ending): void {
  command(program, outside, ending, {
    name: "stop",
    summary: "stop the running simulator in order, and wait until it has",
    examples: ["stop", "stop --json"],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      await send(place, place.token, "POST", "/sim/stop", undefined);
      await gone(place);
      return { data: { url: place.url, stopped: true }, text: () => `stopped ${place.url}` };
    },
  });
  command(program, outside, ending, {
    name: "status",
    summary: "tell whether a simulator runs, and how it is",
    examples: ["status", "status --json"],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const ready = await readiness(place, outside);
      const [world, clock] = await Promise.all([
        send<{ world?: string; seed?: number; state?: string; records: number; orgs: number }>(
          place,
          place.token,
          "GET",
          "/sim/world",
        ),
        send<{ now: string; mode: string }>(place, place.token, "GET", "/sim/clock"),
      ]);
      const data = { url: place.url, ...ready, ...world, clock };
      return {
        data,
        exit: ready.status === "ready" ? EXIT.done : EXIT.no,
        text: (page) =>
          page.pairs({
            status:
              ready.missing.length > 0 ? `${ready.status}: ${ready.missing.join(" and ")} is missing` : ready.status,
            url: place.url,
            world: `${world.world} (seed ${world.seed}), ${world.orgs} orgs`,
            clock: `${formatInstant(clock.now as Instant)}, ${clock.mode}`,
            persistence: world.state ?? "in memory",
            records: world.records,
          }),
      };
    },
  });
}

interface Readiness {
  readonly status: string;
  readonly missing: readonly string[];
}

async function readiness({ url }: Place, { runtimeFolder }: Outside): Promise<Readiness> {
  const response = await fetch(`${url}/readyz`).catch(() => undefined);
  if (response) return (await response.json()) as Readiness;
  const runtime = readRuntime(runtimeFolder);
  // It ended without being able to say so, so nobody else would tidy up.
  if (runtime?.url === url) forgetRuntime(runtimeFolder, runtime.pid);
  throw unreachable(`no simulator answers at ${url}`);
}

async function gone({ url }: Place): Promise<void> {
  for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
    const alive = await fetch(`${url}/healthz`).catch(() => undefined);
    if (!alive) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  const hint = "look at its process log, or end the process";
  throw new Failure({
    exit: EXIT.timedOut,
    code: "TIMEOUT",
    what: `${url} still answers after ${PATIENCE / 1000} s`,
    hint,
  });
}
