import type { Command } from "commander";
import { placeOf } from "./client.ts";
import { command, type Ending } from "./command.ts";
import { orgNamed, orgsOf, peopleOf } from "./names.ts";
import type { Outside } from "./outside.ts";
import { sandboxCommands } from "./sandbox.ts";

export function orgCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program.command("org").summary("the orgs of the simulator").description("The orgs of the simulator.");
  sandboxCommands(group, outside, ending);
  command(group, outside, ending, {
    name: "list",
    summary: "list all orgs",
    examples: ["org list", "org list --json"],
    client: true,
    act: async (given) => {
      const orgs = await orgsOf(placeOf(given));
      const rows = orgs.map(({ id, name, kind, edition, instance, status, packages }) => [
        name,
        kind,
        edition,
        instance,
        status,
        packages.join(", "),
        id,
      ]);
      return {
        data: { orgs },
        text: (page) => page.table(["org", "kind", "edition", "instance", "status", "packages", "id"], rows),
      };
    },
  });
  command(group, outside, ending, {
    name: "show <org>",
    summary: "show one org and who is in it",
    examples: ['org show "Acme Corp"', 'org show "Ledger Labs" --json'],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const { packages, loginPath, publisher, ...org } = await orgNamed(place, given.args[0] ?? "");
      const people = (await peopleOf(place)).filter((person) => person.org === org.id);
      return {
        data: { org: { ...org, publisher, packages, loginPath }, people },
        text: async (page) => {
          const about = {
            ...org,
            publisher: publisher ? "yes" : "no",
            packages: packages.join(", "),
            login: `${place.url}${loginPath}`,
          };
          const table = await page.table(
            ["username", "name", "role", "state"],
            people.map((one) => [one.username, one.name, one.role, one.state]),
          );
          return `${page.pairs(about)}\n\n${table}`;
        },
      };
    },
  });
}
