import type { Command } from "commander";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { orgNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

const TEMPLATE = ["--template <sobjects>", "of a Partial Copy: whose records it carries, with commas between"] as const;

/** The sandboxes of the simulator, as commands below those of its orgs. */
export function sandboxCommands(orgs: Command, outside: Outside, ending: Ending): void {
  const group = orgs
    .command("sandbox")
    .summary("sandboxes of production orgs")
    .description("Sandboxes: copies of production orgs, to look into a fault and debug it.");
  command(group, outside, ending, {
    name: "create <org>",
    summary: "make a sandbox of a production org",
    options: [
      ["--name <name>", "what its people call it, up to 10 letters and digits"],
      ["--kind <kind>", "Developer, Developer Pro, Partial Copy or Full", "Full"],
      TEMPLATE,
      ["--instance <instance>", "where it runs; where its production org does when nothing is said"],
    ],
    examples: [
      'org sandbox create "Acme Corp" --name Repro',
      'org sandbox create Globex --name Part --kind "Partial Copy" --template ledg__Invoice__c --json',
    ],
    client: true,
    act: create,
  });
  command(group, outside, ending, {
    name: "refresh <org>",
    summary: "copy production anew: a new org takes the sandbox's place, and no grant comes along",
    options: [TEMPLATE],
    examples: ['org sandbox refresh "Acme UAT"', 'org sandbox refresh "Acme UAT" --json'],
    client: true,
    act: refresh,
  });
  command(group, outside, ending, {
    name: "delete <org>",
    summary: "delete a sandbox with all that is in it",
    examples: ['org sandbox delete "Acme UAT"', 'org sandbox delete "Acme UAT" --json'],
    client: true,
    act: remove,
  });
}

async function create(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const production = await orgNamed(place, given.args[0] ?? "");
  const [template, instance] = [given.text("template"), given.text("instance")];
  const { org } = await send<{ org: string }>(place, place.token, "POST", `/sim/orgs/${production.id}/sandboxes`, {
    name: given.needed("name"),
    kind: given.needed("kind"),
    ...(template !== undefined && { template: template.split(",") }),
    ...(instance !== undefined && { instance }),
  });
  const { name, users } = await orgNamed(place, org);
  return {
    data: { org, name, of: production.name, users },
    text: () => `${name} (${org}) is a sandbox of ${production.name} with ${users} users`,
  };
}

async function refresh(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const { id: old, name } = await orgNamed(place, given.args[0] ?? "");
  const template = given.text("template");
  const query = template === undefined ? "" : `?template=${encodeURIComponent(template)}`;
  const { org } = await send<{ org: string }>(place, place.token, "POST", `/sim/orgs/${old}/refresh${query}`);
  return { data: { org, name, old }, text: () => `${name} is now ${org}; ${old} is deleted` };
}

async function remove(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const { id, name } = await orgNamed(place, given.args[0] ?? "");
  await send(place, place.token, "DELETE", `/sim/orgs/${id}`);
  return { data: { org: id, name }, text: () => `${name} (${id}) is deleted` };
}
