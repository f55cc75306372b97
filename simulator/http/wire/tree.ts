import { Fault } from "#domain/fault.ts";
import type { Guarded } from "#http/app.ts";
import { type RowChange, RowReference } from "#usecases/wire/rows.ts";
import { json } from "./answers.ts";
import { jsonObject } from "./body.ts";
import { errorsOf } from "./composite.ts";
import type { SessionCall, Wire } from "./route.ts";

/** As many records as one tree may have, and how deep it may be, as on the platform. */
const MOST = 200;
const DEPTH = 5;

type Members = Readonly<Record<string, unknown>>;
type Creation = Extract<RowChange, { readonly does: "create" }> & { readonly as: string };

/** Records with their children, made all at once or not at all. */
export function treeRoutes(wire: Wire, { simulator }: Guarded): void {
  wire.session("POST", "/services/data/:version/composite/tree/:object", async (call) => {
    const { records } = await jsonObject(call.c);
    const changes = await planted(call, { records }, call.c.req.param("object") ?? "", 1);
    const double = changes.find(({ as }, place) => changes.findIndex((one) => one.as === as) !== place);
    if (double) throw new Fault("INVALID_INPUT", `Duplicate ReferenceId provided in the request: ${double.as}`);
    if (changes.length > MOST) throw new Fault("LIMIT_EXCEEDED", `a tree has no more than ${MOST} records`);
    const { value, decision } = await simulator.changeRows(call.session, { changes, allOrNone: true });
    if (!value) throw new Fault("INSUFFICIENT_ACCESS", decision.because);
    const isBad = value.some(({ fault }) => fault);
    const results = value.flatMap((one, place): readonly object[] => {
      const referenceId = changes[place]?.as ?? "";
      if (!one.fault) return isBad ? [] : [{ referenceId, id: one.id }];
      return one.fault.code === "ALL_OR_NONE_OPERATION_ROLLED_BACK"
        ? []
        : [{ referenceId, errors: errorsOf(one.fault) }];
    });
    return json({ hasErrors: isBad, results }, isBad ? 400 : 201);
  });

  /** What is to be made of some records and all below them, parents first. */
  async function planted(
    call: SessionCall,
    { records }: Members,
    object: string,
    depth: number,
    parent?: { readonly field: string; readonly reference: string },
  ): Promise<readonly Creation[]> {
    if (!Array.isArray(records) || !records.every(isObject))
      throw new Fault("JSON_PARSER_ERROR", "records has to be a list of records");
    if (depth > DEPTH) throw new Fault("INVALID_INPUT", `a tree is no deeper than ${DEPTH} levels`);
    const changes: Creation[] = [];
    for (const record of records) {
      const { attributes, ...members } = record;
      const { type = object, referenceId } = isObject(attributes) ? attributes : {};
      if (typeof type !== "string" || typeof referenceId !== "string" || referenceId === "")
        throw new Fault("INVALID_INPUT", "each record needs attributes with its type and a referenceId");
      const branches = Object.entries(members).filter(([, value]) => isObject(value) && "records" in value);
      const values = Object.fromEntries(
        Object.entries(members).filter(([name]) => !branches.some(([one]) => one === name)),
      );
      const link = parent ? { [parent.field]: new RowReference(parent.reference) } : {};
      changes.push({ does: "create", object: type, values: { ...values, ...link }, as: referenceId });
      for (const [name, branch] of branches) {
        const child = await childOf(call, type, name);
        const below = { field: child.field, reference: referenceId };
        changes.push(...(await planted(call, branch as Members, child.object, depth + 1, below)));
      }
    }
    return changes;
  }

  async function childOf({ session }: SessionCall, object: string, name: string) {
    const { value } = await simulator.describeObject(session, { api: "data", object });
    const child = value?.schema.children?.find((one) => one.name.toLowerCase() === name.toLowerCase());
    if (!child) throw new Fault("INVALID_FIELD", `No such relation '${name}' on sobject of type ${object}`);
    return child;
  }
}

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
