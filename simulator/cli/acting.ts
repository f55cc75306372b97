import { fetchDocument, type Method, type Place, placeOf, send } from "./client.ts";
import type { Given } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import { type PersonRow, personNamed } from "./names.ts";
import { type Runtime, readRuntime, writeRuntime } from "./runtime-file.ts";

/** A person at the keyboard: requests in the person's own session, which lasts over several commands. */
export interface Acting {
  readonly place: Place;
  readonly person: PersonRow;
  send<Value>(method: Method, path: string, body?: unknown): Promise<Value>;
  /** A document, byte for byte. */
  fetch(path: string): Promise<string>;
}

/** The person named by `--as`. The operator takes the person's place, with multi-factor authentication. */
export async function actingAs(given: Given): Promise<Acting> {
  const place = placeOf(given);
  const person = await personNamed(place, given.needed("as"));
  const anew = async (): Promise<string> => {
    const { token } = await send<{ token: string }>(place, place.token, "POST", `/sim/people/${person.id}/session`, {
      org: person.org,
    });
    keep(given, place, "own", person.username, token);
    return token;
  };
  const ask = async <Value>(request: (token: string) => Promise<Value>): Promise<Value> => {
    const kept = tokensOf(given, place)?.own[person.username];
    if (kept === undefined) return request(await anew());
    try {
      return await request(kept);
    } catch (error) {
      // The session timed out, or entering a subscriber org ended it: the person logs in again.
      if (!isOver(error)) throw error;
      return request(await anew());
    }
  };
  return {
    place,
    person,
    send: <Value>(method: Method, path: string, body?: unknown) =>
      ask((token) => send<Value>(place, token, method, path, body)),
    fetch: (path) => ask((token) => fetchDocument({ ...place, token }, path)),
  };
}

/** The LoginAs session the person named by `--as` started last. */
export async function loginAsOf(
  given: Given,
): Promise<{ readonly place: Place; readonly person: PersonRow; readonly token: string }> {
  const place = placeOf(given);
  const person = await personNamed(place, given.needed("as"));
  const token = tokensOf(given, place)?.loginAs[person.username];
  if (token !== undefined) return { place, person, token };
  throw new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `${person.username} has started no LoginAs session here`,
    hint: `start one: understudy login-as start --as ${person.username} --org <org> --user <user>`,
  });
}

interface LoginRow {
  readonly user: { readonly org: string };
  readonly delegate: { readonly id: string };
  readonly state: string;
}

/** The LoginAs session that a person works in, if one is active: the one started last. */
async function activeLoginOf(place: Place, { id }: PersonRow): Promise<LoginRow | undefined> {
  const { sessions } = await send<{ sessions: readonly LoginRow[] }>(place, place.token, "GET", "/sim/login-as");
  return sessions.findLast(({ delegate, state }) => delegate.id === id && state === "active");
}

/** Somebody at work in a subscriber org, in the LoginAs session started last: requests are below that org's path. */
export async function atWorkInside(given: Given): Promise<{ readonly person: PersonRow; readonly ask: Ask }> {
  const { place, person, token } = await loginAsOf(given);
  const running = await activeLoginOf(place, person);
  if (!running)
    throw new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `the LoginAs session of ${person.username} is over`,
      hint: `start one: understudy login-as start --as ${person.username} --org <org> --user <user>`,
    });
  return { person, ask: (method, path, body) => send(place, token, method, `/orgs/${running.user.org}${path}`, body) };
}

/** Sends a request of the control interface as whoever is at the keyboard. */
export type Ask = <Value>(method: Method, path: string, body?: unknown) => Promise<Value>;

/** The session that requests go through: the person's own or, with `--login-as`, the LoginAs session started last. */
export async function keyboardOf(given: Given): Promise<{ readonly place: Place; readonly ask: Ask }> {
  if (given.options.loginAs === true) {
    const { place, token } = await loginAsOf(given);
    return { place, ask: (method, path, body) => send(place, token, method, path, body) };
  }
  const { place, send: ask } = await actingAs(given);
  return { place, ask };
}

/** The same, with the id of the org it is good in: the person's own, or the one the LoginAs session is in. */
export async function keyboardIn(
  given: Given,
): Promise<{ readonly place: Place; readonly ask: Ask; readonly org: string }> {
  const { place, ask } = await keyboardOf(given);
  const person = await personNamed(place, given.needed("as"));
  if (given.options.loginAs !== true) return { place, ask, org: person.org };
  return { place, ask, org: (await activeLoginOf(place, person))?.user.org ?? person.org };
}

const isOver = (error: unknown): boolean => error instanceof Failure && error.reasons.code === "INVALID_SESSION_ID";

/** What is kept for a place: nothing for a simulator that was started elsewhere. */
function tokensOf({ outside }: Given, { url }: Place): Runtime | undefined {
  const runtime = readRuntime(outside.runtimeFolder);
  return runtime?.url === url ? runtime : undefined;
}

/** Keeps a token for the next command, or with none forgets the one kept. */
export function keep(given: Given, place: Place, kind: "own" | "loginAs", username: string, token?: string): void {
  const runtime = tokensOf(given, place);
  if (!runtime) return;
  const { [username]: _, ...others } = runtime[kind];
  const tokens = token === undefined ? others : { ...others, [username]: token };
  writeRuntime(given.outside.runtimeFolder, { ...runtime, [kind]: tokens });
}
