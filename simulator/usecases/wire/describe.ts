import { noResource } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { rightOn } from "#domain/user.ts";
import type { SObject } from "#sobject/object.ts";
import type { Api } from "#sobject/source.ts";
import type { ObjectSchema } from "#soql/schema.ts";
import { type Acting, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inApi } from "./in-api.ts";
import { sourceFor } from "./objects.ts";

/** An object as whoever asks may use it. */
export interface Described {
  readonly object: SObject;
  /** Narrowed to the fields that whoever asks may see. */
  readonly schema: ObjectSchema;
  readonly editable: boolean;
  readonly fieldEditable: (field: string) => boolean;
}

const NAME = "describe objects";

/** All objects of an API that whoever asks may see, by name. */
export const describeObjects =
  (ports: Ports) =>
  (session: SessionId, { api }: { readonly api: Api }): Promise<Answer<readonly Described[]>> =>
    inApi<readonly Described[]>(ports, session, { name: NAME }, async (acting, standing) => {
      const source = await sourceFor({ ports, acting, standing }, api, []);
      return {
        decision: asTheUserMay(),
        value: source
          .objects()
          .map((object) => described(acting, object, source.schema(object.schema.name) ?? object.schema)),
      };
    });

/** One object. Fault NOT_FOUND where whoever asks knows of none with the name. */
export const describeObject =
  (ports: Ports) =>
  (
    session: SessionId,
    { api, object: name }: { readonly api: Api; readonly object: string },
  ): Promise<Answer<Described>> =>
    inApi<Described>(ports, session, { name: NAME }, async (acting, standing) => {
      const source = await sourceFor({ ports, acting, standing }, api, [name]);
      const [object, schema] = [source.object(name), source.schema(name)];
      if (!object || !schema) throw noResource();
      return { decision: asTheUserMay(), value: described(acting, object, schema) };
    });

const described = ({ entitlements }: Acting, object: SObject, schema: ObjectSchema): Described => ({
  object,
  schema,
  editable: rightOn(entitlements, "objects", schema.name) === "Read and Edit",
  fieldEditable: (field) => rightOn(entitlements, "fields", `${schema.name}.${field}`) === "Read and Edit",
});
