import type { Command } from "commander";
import { placeOf } from "./client.ts";
import { command, type Ending } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import { orgNamed, type PersonRow, peopleOf, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

export function userCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program.command("user").summary("the people in the orgs").description("The people in the orgs.");
  command(group, outside, ending, {
    name: "list",
    summary: "list everybody",
    options: [["--org <org>", "only of this org"]],
    examples: ["user list", 'user list --org "Acme Corp"'],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const named = given.text("org");
      const org = named === undefined ? undefined : await orgNamed(place, named);
      const people = (await peopleOf(place)).filter((person) => !org || person.org === org.id);
      const rows = people.map((one) => [one.username, one.name, one.role, one.orgName, one.state, one.id]);
      return { data: { people }, text: (page) => page.table(["username", "name", "role", "org", "state", "id"], rows) };
    },
  });
  command(group, outside, ending, {
    name: "show <user>",
    summary: "show one person",
    examples: ["user show nia@acme.example", "user show sam@ledgerlabs.example --json"],
    client: true,
    act: async (given) => {
      const person = await personNamed(placeOf(given), given.args[0] ?? "");
      return { data: { person }, text: (page) => page.pairs(shown(person)) };
    },
  });
  command(group, outside, ending, {
    name: "code <user>",
    summary: "show the one-time code on the person's device now",
    examples: ["user code sam@ledgerlabs.example", "user code nia@acme.example --json"],
    client: true,
    act: async (given) => {
      const { username, code, secondsLeft } = await personNamed(placeOf(given), given.args[0] ?? "");
      if (code === undefined) throw noDevice(username);
      return {
        data: { username, code, secondsLeft },
        text: (page) => `${page.strong(code)}  ${page.faint(`good for ${secondsLeft} s of platform time`)}`,
      };
    },
  });
}

const shown = ({ name, username, role, orgName, state, id, org }: PersonRow) => ({
  name,
  username,
  role,
  org: `${orgName} (${org})`,
  state,
  id,
});

const noDevice = (username: string): Failure =>
  new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `${username} has no device for one-time codes`,
    hint: "log in without a code",
  });
