import type { Command } from "commander";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given } from "./command.ts";
import { EXIT } from "./failure.ts";
import { type PersonRow, peopleOf, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

/** What is done to the log itself. */
export function auditUpkeepCommands(group: Command, outside: Outside, ending: Ending): void {
  const about = { client: true } as const;
  command(group, outside, ending, {
    ...about,
    name: "erase <user>",
    summary: "erase what is known of a person; every proof stays valid",
    examples: ["audit erase omar@acme.example", "audit erase omar@acme.example --json"],
    act: async (given) => {
      const { place, person } = await named(given);
      const data = await send<{ readonly values: number }>(place, place.token, "POST", "/audit/erasures", ref(person));
      return {
        data,
        text: () =>
          `${person.username} is erased: ${data.values} values of the log are destroyed, their commitments stay`,
      };
    },
  });
  command(group, outside, ending, {
    ...about,
    name: "hold <user>",
    summary: "keep what is known of a person from being erased",
    options: [["--because <text>", "why"]],
    examples: ['audit hold omar@acme.example --because "case 7"', 'audit hold nia@acme.example --because "dispute"'],
    act: async (given) => {
      const { place, person } = await named(given);
      const because = given.needed("because");
      await send(place, place.token, "POST", "/audit/holds", { ...ref(person), because });
      return {
        data: { placed: true },
        text: () => `nothing of ${person.username} is erased until the hold is released`,
      };
    },
  });
  command(group, outside, ending, {
    ...about,
    name: "release <user>",
    summary: "release a legal hold",
    examples: ["audit release omar@acme.example", "audit release nia@acme.example --json"],
    act: async (given) => {
      const { place, person } = await named(given);
      await send(place, place.token, "POST", "/audit/holds/release", ref(person));
      return { data: { released: true }, text: () => `the hold on ${person.username} is released` };
    },
  });
  command(group, outside, ending, {
    ...about,
    name: "holds",
    summary: "list the legal holds",
    examples: ["audit holds", "audit holds --json"],
    act: async (given) => {
      const place = placeOf(given);
      const [{ holds }, people] = await Promise.all([
        send<{ readonly holds: readonly Hold[] }>(place, place.token, "GET", "/audit/holds"),
        peopleOf(place),
      ]);
      const nameOf = ({ org, id }: Hold["person"]) =>
        people.find((one) => one.org === org && one.id === id)?.username ?? id;
      return {
        data: { holds },
        exit: holds.length > 0 ? EXIT.done : EXIT.nothing,
        text: (page) =>
          holds.length > 0
            ? page.table(
                ["person", "because"],
                holds.map((one) => [nameOf(one.person), one.because]),
              )
            : "no holds",
      };
    },
  });
  command(group, outside, ending, {
    ...about,
    name: "rotate-key",
    summary: "have another key sign the log from here on",
    examples: ["audit rotate-key", "audit rotate-key --json"],
    act: async (given) => {
      const place = placeOf(given);
      const data = await send<{ readonly key: string }>(place, place.token, "POST", "/audit/keys", {});
      return { data, text: (page) => `${page.strong(data.key)} signs from here on` };
    },
  });
}

interface Hold {
  readonly person: { readonly org: string; readonly id: string };
  readonly because: string;
}

async function named(given: Given) {
  const place = placeOf(given);
  return { place, person: await personNamed(place, given.args[0] ?? "") };
}

const ref = ({ org, id }: PersonRow) => ({ org, user: id });
