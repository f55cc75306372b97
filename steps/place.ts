import type { OrgId } from "#domain/ids.ts";
import { type OrgRows, type Table, type Tables, valuesOf } from "#domain/org.ts";
import type { World } from "./world.ts";

/** The org somebody is working in: the subscriber's while logged in as its user, else the own one. */
export function placeOf({ story }: World, name: string): OrgId {
  const { ref } = story.person(name);
  const loginAs = [...story.simulator.ports.folds.running.sessions.values()].findLast(
    ({ delegate }) => delegate?.org === ref.org && delegate.id === ref.id,
  );
  return loginAs?.user.org ?? ref.org;
}

/** The rows of the org somebody is working in. */
export const rowsAround = (world: World, name: string): Promise<OrgRows> =>
  world.story.simulator.ports.orgs.of(placeOf(world, name));

/** The one row that a story means; a story that means none, or several, is a mistake in the story. */
export function theRow<T extends Table>(
  rows: OrgRows,
  table: T,
  what: string,
  is: (row: Tables[T]) => boolean,
): Tables[T] {
  const found = valuesOf(rows, table).filter(is);
  const [row] = found;
  if (!row || found.length > 1) throw new Error(`there are ${found.length} ${table} that could be "${what}"`);
  return row;
}
