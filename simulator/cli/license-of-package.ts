import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { actingAs } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";
import { subjectNamed } from "./subjects.ts";

/** Whose records of licenses they are. */
export const WHO = ["--as <person>", "somebody of the License Management Org: name, username or id"] as const;

/** What is to be made of a license; what is not named stays. Seats that are no number are for the simulator to refuse. */
export function modificationIn({ text }: Given) {
  const [status, seats, expires] = [text("status"), text("seats"), text("expires")];
  return {
    ...(status !== undefined && { status }),
    ...(seats !== undefined && { seats: /^\d+$/.test(seats) ? Number(seats) : seats }),
    ...(expires !== undefined && { expires }),
  };
}

/** What is done about all licenses of a package, as commands beside those about one license. */
export function packageCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "refresh <package>",
    summary: "bring all license records of a package in step, once a week",
    options: [WHO],
    examples: [
      "license refresh Ledger --as lena@ledgerlabs.example",
      "license refresh Quill --as quentin@quill.example --json",
    ],
    client: true,
    act: refresh,
  });
  command(group, outside, ending, {
    name: "assign <package>",
    summary: "assign a user of the subscriber org a license, or take it away",
    options: [
      ["--as <person>", "an administrator of the subscriber org: name, username or id"],
      ["--to <person>", "the user"],
      ["--take", "take the user's license away"],
    ],
    examples: [
      "license assign Ledger --as gwen@globex.example --to ivy@globex.example",
      "license assign Ledger --as gwen@globex.example --to hugo@globex.example --take --json",
    ],
    client: true,
    act: assign,
  });
}

async function refresh(given: Given): Promise<Shown> {
  const acting = await actingAs(given);
  const [name = ""] = given.args;
  const of = await subjectNamed(acting.place, acting.person.org, "package", name);
  const done = await acting.send<{ records: number; made: number; nextAvailableRefresh: string }>(
    "POST",
    `/lma/packages/${of}/refresh-licenses`,
  );
  const next = formatInstant(done.nextAvailableRefresh as Instant);
  return {
    data: { package: name, ...done },
    text: () => `${done.records} license records of ${name} are in step, ${done.made} of them new; again at ${next}`,
  };
}

async function assign(given: Given): Promise<Shown> {
  const { place, person, send } = await actingAs(given);
  const [name = ""] = given.args;
  const of = await subjectNamed(place, person.org, "package", name);
  const user = await personNamed(place, given.needed("to"), person.org);
  const taken = given.options.take === true;
  const path = `/orgs/${person.org}/setup/packages/${of}/licenses/${user.id}`;
  const { used } = await send<{ used: number }>(taken ? "DELETE" : "PUT", path);
  return {
    data: { package: name, user: user.username, assigned: !taken, used },
    text: () => `${user.username} has ${taken ? "no" : "a"} license for ${name}; ${used} are assigned`,
  };
}
