import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { type Acting, asTheUserMay, type Done } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { inApi } from "./in-api.ts";
import { type Component, componentsOf, METADATA_TYPES, metadataType } from "./metadata.ts";

const knownType = (name: string) => {
  const known = metadataType(name);
  if (!known) throw new Fault("INVALID_TYPE", `Unknown type: ${name}`);
  return known.xmlName;
};

/** What there is of each type. Fault INVALID_TYPE for a type that is not there. */
export const listMetadata =
  (ports: Ports) =>
  (session: SessionId, { types }: { readonly types: readonly string[] }): Promise<Answer<readonly Component[]>> =>
    inMetadata(ports, session, "list metadata", (acting, standing) => ({
      decision: asTheUserMay(),
      value: types.flatMap((type) => componentsOf(acting, standing, knownType(type))),
    }));

/** The objects of these names, in order; those that are not there have no place in it. */
export const readObjectMetadata =
  (ports: Ports) =>
  (session: SessionId, { names }: { readonly names: readonly string[] }): Promise<Answer<readonly Component[]>> =>
    inMetadata(ports, session, "read metadata of objects", (acting, standing) => {
      const objects = componentsOf(acting, standing, "CustomObject");
      return {
        decision: asTheUserMay(),
        value: names.flatMap((name) => objects.find(({ fullName }) => fullName === name) ?? []),
      };
    });

/** What the types of metadata are is told to whoever may ask for them. */
export const describeMetadata =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<typeof METADATA_TYPES>> =>
    inMetadata(ports, session, "describe metadata", () => ({ decision: asTheUserMay(), value: METADATA_TYPES }));

/** One call of the Metadata API: besides API Enabled it takes what the pages of Setup take. */
export const inMetadata = <Value>(
  ports: Ports,
  session: SessionId,
  name: string,
  decideOn: (acting: Acting, standing: Standing) => Done<Value>,
): Promise<Answer<Value>> => inApi<Value>(ports, session, { name, needs: "View Setup and Configuration" }, decideOn);
