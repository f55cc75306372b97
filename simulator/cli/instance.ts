import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";

interface Row {
  readonly instance: string;
  readonly orgs: readonly string[];
  readonly peakSince?: string;
  readonly maintenanceSince?: string;
}

const since = (text: string | undefined): string =>
  text === undefined ? "no" : `since ${formatInstant(text as Instant)}`;

export function instanceCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("instance")
    .summary("peak load and maintenance at the instances that orgs run on")
    .description("Peak load and maintenance at the instances that orgs run on.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the instances and what goes on there",
    examples: ["instance list", "instance list --json"],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const found = await send<{ instances: readonly Row[] }>(place, place.token, "GET", "/sim/instances");
      const rows = found.instances.map((one) => [
        one.instance,
        since(one.peakSince),
        since(one.maintenanceSince),
        one.orgs.join(", "),
      ]);
      return { data: found, text: (page) => page.table(["instance", "peak load", "maintenance", "orgs"], rows) };
    },
  });
  command(group, outside, ending, {
    name: "peak <instance> <state>",
    summary: "let peak load begin or end: it halves how long a debugging session may idle",
    examples: ["instance peak EU48 on", "instance peak EU48 off"],
    client: true,
    act: (given) => change(given, "peak", "peak load"),
  });
  command(group, outside, ending, {
    name: "maintenance <instance> <state>",
    summary: "let maintenance begin or end: it ends debugging sessions, and none starts meanwhile",
    examples: ["instance maintenance EU48 on", "instance maintenance EU48 off"],
    client: true,
    act: (given) => change(given, "maintenance", "maintenance"),
  });
}

async function change(given: Given, what: "peak" | "maintenance", called: string): Promise<Shown> {
  const [instance = "", state = ""] = given.args;
  if (state !== "on" && state !== "off") throw wrongUsage(`"${state}" is neither on nor off`, "say on or off");
  const place = placeOf(given);
  const path = `/sim/instances/${encodeURIComponent(instance)}/${what}`;
  const now = await send<Omit<Row, "orgs">>(place, place.token, state === "on" ? "PUT" : "DELETE", path);
  return { data: now, text: () => `${instance}: ${called} ${state === "on" ? "has begun" : "is over"}` };
}
