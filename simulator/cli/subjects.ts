import { shortId } from "#domain/ids.ts";
import { nearest } from "#domain/nearest.ts";
import { type Place, send } from "./client.ts";
import { EXIT, Failure } from "./failure.ts";

/** Code, a debug log, a custom setting or a package, as a question can be about one. */
interface Subject {
  readonly kind: "code" | "log" | "setting" | "package";
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  readonly namespace?: string;
}

const CALLED = { code: "code", log: "debug log", setting: "custom setting", package: "package" } as const;

/** The id of what has this id, name or label in an org; the name of managed code may carry its namespace. */
export async function subjectNamed(place: Place, org: string, kind: Subject["kind"], text: string): Promise<string> {
  const answer = await send<{ subjects: readonly Subject[] }>(place, place.token, "GET", `/sim/orgs/${org}/subjects`);
  const all = answer.subjects.filter((one) => one.kind === kind);
  const byId = all.find(({ id }) => id === text || shortId(id) === text);
  if (byId) return byId.id;
  const [found, other] = all.filter((one) => namesOf(one).some((name) => name.toLowerCase() === text.toLowerCase()));
  if (found && other)
    throw new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `"${text}" could be several, such as ${described(found)} and ${described(other)}`,
      hint: "name one by its id, or with its namespace in front",
    });
  if (found) return found.id;
  const meant = nearest(text, all.flatMap(namesOf));
  const there = all.map(({ name }) => name).join(", ") || "none";
  throw new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `no ${CALLED[kind]} "${text}" in the org`,
    hint: meant ? `did you mean "${meant}"?` : `there is ${there}`,
  });
}

/** Every way to name it: `RoundingService`, `ledg.RoundingService`, `ledg__RoundingService`. */
function namesOf({ name, label, namespace }: Subject): readonly string[] {
  const within = namespace === undefined ? [] : [`${namespace}.${name}`, `${namespace}__${name}`];
  return [name, ...(label === undefined ? [] : [label]), ...within];
}

const described = ({ name, id, namespace }: Subject): string =>
  `${namespace === undefined ? "" : `${namespace}.`}${name} (${id})`;
