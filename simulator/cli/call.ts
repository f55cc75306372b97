import type { Command } from "commander";
import { type Ask, keyboardOf } from "./acting.ts";
import type { Method, Place } from "./client.ts";
import { command, type Ending } from "./command.ts";
import { EXIT, Failure, wrongUsage } from "./failure.ts";
import { orgNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export function callCommand(program: Command, outside: Outside, ending: Ending): void {
  command(program, outside, ending, {
    name: "call <method> <path> [body]",
    summary: "send one request of the control interface as a person; {names} in the path become ids",
    options: [
      ["--as <person>", "who sends it: name, username or id"],
      ["--login-as", "in the LoginAs session this person started last"],
    ],
    examples: [
      'call GET "/orgs/{Acme Corp}/settings/login-access" --as nia@acme.example',
      'call GET "/orgs/{Acme UAT}/setup/apex-classes/{RoundingService}" --as nia@acme.example.uat',
    ],
    client: true,
    act: async (given) => {
      const [text = "", path = "", body] = given.args;
      const method = METHODS.find((one) => one === text.toUpperCase());
      if (!method) throw wrongUsage(`no method "${text}"`, `use one of ${METHODS.join(", ")}`);
      const { place, ask } = await keyboardOf(given);
      const answer = await ask(method, await withIds(place, ask, path), body === undefined ? undefined : parsed(body));
      return { data: answer, text: () => JSON.stringify(answer, null, 2) };
    },
  });
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw wrongUsage(`"${body}" is no JSON`, `write it like '{"duration":"1 week"}'`);
  }
}

/** A path with an id in place of every `{name}`: an org by its name, anything else as the list it stands in names it. */
async function withIds(place: Place, ask: Ask, path: string): Promise<string> {
  let done = "";
  for (const part of path.split("/").slice(1)) {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (name === undefined) done += `/${part}`;
    else if (done.endsWith("/orgs") || done.endsWith("/subscribers")) done += `/${(await orgNamed(place, name)).id}`;
    else done += `/${await idIn(ask, done, name)}`;
  }
  return done;
}

async function idIn(ask: Ask, list: string, name: string): Promise<string> {
  // Rows may stand on the page above: the records of a setting are on the page of the setting.
  for (const page of [list, list.slice(0, list.lastIndexOf("/"))]) {
    const answer = await ask("GET", page).catch((error: unknown) => {
      if (error instanceof Failure && error.reasons.exit !== EXIT.refused) return undefined;
      throw error;
    });
    const id = find(answer, name);
    if (id !== undefined) return id;
  }
  const hint = `look at the list: understudy call GET ${list}`;
  throw new Failure({ exit: EXIT.notFound, code: "NOT_FOUND", what: `nothing called "${name}" in ${list}`, hint });
}

/** The id of the object, however deep, that has this name among its values. */
function find(answer: unknown, name: string): string | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const values: readonly unknown[] = Object.values(answer);
  if ("id" in answer && typeof answer.id === "string" && values.includes(name)) return answer.id;
  for (const value of values) {
    const id = find(value, name);
    if (id !== undefined) return id;
  }
  return undefined;
}
