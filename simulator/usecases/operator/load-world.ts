import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { type Change, companyOf, entriesOf, type OrgRows, TABLES, type Table } from "#domain/org.ts";
import { credentialsOf, type World } from "#domain/world.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { demandLog } from "#usecases/until-settled.ts";

/**
 * Puts a world's orgs and people in place. The rows are on record, so a world is there as a whole or not at all, and
 * the credentials are on disk before, so that everybody of a world on record can log in. `remember` is called right
 * before the record, for what is kept beside the orgs. Fault CONFLICT when there are orgs already, for ids and
 * usernames of two worlds would meet.
 */
export const loadWorld = (ports: Ports) => {
  let turn: Promise<unknown> = Promise.resolve();
  return (world: World, remember: () => void = () => {}): Promise<void> => {
    // One after another: the credentials of two worlds must not meet even until one of them is told of the conflict.
    const loaded = turn.then(() => load(ports, world, remember));
    turn = loaded.catch(() => {});
    return loaded;
  };
};

async function load(ports: Ports, world: World, remember: () => void): Promise<void> {
  const { name, seed, nextId } = world;
  await demandLog(ports);
  if (ports.folds.orgs.size > 0) throw orgsAlready();
  ports.ids.skipTo(nextId);
  for (const { ref, ...given } of credentialsOf(world)) ports.credentials.put(ref, given);
  await ports.credentials.flush();
  await operate(ports, async () => {
    // Somebody may have made an org since.
    if (ports.folds.orgs.size > 0) throw orgsAlready();
    remember();
    const orgs = world.orgs.map((rows) => ({ org: companyOf(rows).id, changes: firstChanges(rows) }));
    return {
      events: [
        ...orgs.map((about) => ({ type: "org.loaded", world: name, ...about }) as const),
        ...inRecords(orgs.map(({ org }) => org)).map(
          (some) => ({ type: "world.loaded", org: "platform", world: name, seed, orgs: some }) as const,
        ),
      ],
      value: undefined,
    };
  });
}

/** How many orgs one record names at most: a record has 65,535 bytes, and the id of an org takes 21 of them. */
const NAMED = 2000;

/** The orgs of a world as its records name them; a world without any is on record, too. */
const inRecords = (orgs: readonly OrgId[]): readonly (readonly OrgId[])[] =>
  Array.from({ length: Math.max(1, Math.ceil(orgs.length / NAMED)) }, (_, place) =>
    orgs.slice(place * NAMED, (place + 1) * NAMED),
  );

const known = new WeakMap<OrgRows, readonly Change[]>();

/** The rows an org begins with, as the changes that bring them about. */
function firstChanges(rows: OrgRows): readonly Change[] {
  const before = known.get(rows);
  if (before) return before;
  const changes = TABLES.flatMap((table) =>
    entriesOf<Table>(rows, table).map(([id, row]) => ({ table, id, row }) as Change),
  );
  known.set(rows, changes);
  return changes;
}

const orgsAlready = () =>
  new Fault("CONFLICT", 'there are orgs already; start with "--world empty" to load a world later');
