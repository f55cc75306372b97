import assert from "node:assert/strict";
import { isSystemException, SYSTEM_EXCEPTION } from "#domain/debug/exception.ts";
import { ANONYMOUS, formatTypeRef } from "#domain/debug/type-ref.ts";
import type { Frame, Variable } from "#domain/debug/variable.ts";
import type { Workbench } from "#domain/debug/workbench.ts";
import type { OrgId } from "#domain/ids.ts";
import type { RequestBegun } from "#usecases/debug/begin-request.ts";
import type { RequestRef, Verdict } from "#usecases/debug/requests.ts";
import { placeOf } from "./place.ts";
import type { World } from "./world.ts";

/** The requests of one story, by their entry point, and what was last said of one. */
interface Requests {
  readonly named: Map<string, RequestRef>;
  begun?: RequestBegun;
  verdict?: Verdict;
}

const stories = new WeakMap<World["story"], Requests>();

export function requestsOf({ story }: World): Requests {
  const requests = stories.get(story) ?? { named: new Map() };
  stories.set(story, requests);
  return requests;
}

/** The request of an entry point; a story that never told of it is wrong. */
export function requestNamed(world: World, entryPoint: string): RequestRef {
  const request = requestsOf(world).named.get(entryPoint);
  assert(request, `no request of "${entryPoint}" has begun in this story`);
  return request;
}

/** The debugger that rests on the session somebody works in, as the log has it now; also when it is over. */
export function workbenchOf(world: World, who: string): Workbench {
  const org = placeOf(world, who);
  return benchIn(world, org);
}

export function benchIn({ story }: World, org: OrgId): Workbench {
  const bench = [...story.simulator.ports.folds.workbenches.values()].find((one) => one.org === org);
  assert(bench, "no debugging session has begun in this story");
  return bench;
}

/** `RoundingService`, `InvoiceService.InvoiceException`, or an anonymous block, as the debugger's protocol names it. */
export async function fileOf({ story }: World, org: OrgId, name: string): Promise<string> {
  if (name === ANONYMOUS) return ANONYMOUS;
  const system = SYSTEM_EXCEPTION + name;
  if (isSystemException(system)) return system;
  const [outer = "", inner] = name.split(".");
  const rows = Object.values((await story.simulator.ports.orgs.of(org)).apexClasses);
  const row = rows.find((one) => one.name === outer);
  assert(row, `no class or trigger "${outer}" in the org`);
  const { kind, namespace } = row;
  const type = inner === undefined ? outer : `${outer}$${inner}`;
  return formatTypeRef({ kind, ...(namespace !== undefined && { namespace }), type });
}

/** The other way round: the last part, with a dot before what is inside another class. */
export const shortName = (file: string): string => (file.split("/").at(-1) ?? file).replace("$", ".");

/** A row of a story's stack: `class`, `line` and, where that matters, variables as `name=value, name=value`. */
interface FrameRow {
  readonly class: string;
  readonly line: string;
  readonly locals?: string;
  readonly globals?: string;
}

export async function stackOf(world: World, org: OrgId, rows: readonly FrameRow[]): Promise<[Frame, ...Frame[]]> {
  const frames = await Promise.all(
    rows.map(
      async (row): Promise<Frame> => ({
        file: await fileOf(world, org, row.class),
        method: `${row.class}.run()`,
        line: Number(row.line),
        variables: [...listed(row.locals, "local"), ...listed(row.globals, "global")],
      }),
    ),
  );
  const [first, ...rest] = frames;
  assert(first, "a stack has at least one frame");
  return [first, ...rest];
}

const listed = (text: string | undefined, scope: Variable["scope"]): readonly Variable[] =>
  (text ?? "")
    .split(", ")
    .filter((one) => one !== "")
    .map((one) => {
      const [name = "", value = ""] = one.split("=");
      return { name, scope, type: "String", value };
    });

/** A row of a story's variables; `in` names the variable it is inside. */
interface VariableRow {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly in?: string;
  readonly library?: string;
}

/** Rows made into a tree; `in` names a variable of a row above. */
export function treeOf(rows: readonly VariableRow[], within = ""): readonly Variable[] {
  return rows
    .filter((row) => (row.in ?? "") === within)
    .map(({ name, type, value, library }) => {
      const inside = treeOf(rows, name);
      return {
        name,
        scope: "local",
        type,
        ...(value !== "" && { value }),
        ...(inside.length > 0 && { inside }),
        ...(library === "yes" && { library: true as const }),
      };
    });
}
