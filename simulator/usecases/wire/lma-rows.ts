import { mayReach } from "#domain/license/access.ts";
import { KEPT, type LmaObject, lmaObject } from "#domain/license/api.ts";
import type { Row } from "#soql/schema.ts";
import type { Acting } from "#usecases/act.ts";
import { readPast } from "#usecases/license/view-licenses.ts";
import { recordsIn } from "#usecases/license/view-objects.ts";
import type { Ports } from "#usecases/ports.ts";

/** What the License Management App keeps of the objects named, as far as whoever asks may read them (LICENSE-21). */
export async function lmaRows(
  ports: Ports,
  { rows, entitlements }: Acting,
  names: readonly LmaObject[],
): Promise<Readonly<Record<string, readonly Row[]>>> {
  const found: Record<string, readonly Row[]> = {};
  for (const of of KEPT) {
    const object = lmaObject.gives({ of });
    if (!mayReach(entitlements, object, "Read")) continue;
    found[object] = names.includes(object) ? await recordsIn(rows, of, readPast(ports)) : [];
  }
  return found;
}
