import { Fault } from "#domain/fault.ts";
import { aboutLog, type FirstLog } from "#domain/log/stored.ts";
import { companyOf, type OrgRows } from "#domain/org.ts";
import { credentialsOf, type World } from "#domain/world.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { demandLog } from "#usecases/until-settled.ts";

/**
 * Puts a world's orgs and people in place. The record comes last, when all of it is on disk: a world that is on record
 * is there as a whole, and everybody can log in. `remember` is called right before the record, for what is kept beside
 * the orgs. Fault CONFLICT when there are orgs already, for ids and usernames of two worlds would meet.
 */
export const loadWorld = (ports: Ports) => {
  let turn: Promise<unknown> = Promise.resolve();
  return (world: World, remember: () => void = () => {}): Promise<void> => {
    // One after another: the rows of two worlds must not meet even until one of them is told of the conflict.
    const loaded = turn.then(() => load(ports, world, remember));
    turn = loaded.catch(() => {});
    return loaded;
  };
};

async function load(ports: Ports, world: World, remember: () => void): Promise<void> {
  const { name, seed, nextId } = world;
  const orgs = world.orgs.map((rows) => companyOf(rows).id);
  demandLog(ports);
  if ((await ports.orgs.list()).length > 0) throw orgsAlready();
  ports.ids.skipTo(nextId);
  try {
    for (const { ref, ...given } of credentialsOf(world)) ports.credentials.put(ref, given);
    await Promise.all([
      ports.credentials.flush(),
      ...world.orgs.map((rows) => ports.orgs.put(companyOf(rows).id, rows)),
    ]);
    await operate(ports, async () => {
      // Somebody may have made an org since.
      if (ports.folds.orgs.size > 0) throw orgsAlready();
      remember();
      const logs = world.orgs.flatMap(logsIn);
      const expiring = world.orgs.flatMap(expiringIn);
      const loaded = { type: "world.loaded", org: "platform", world: name, seed, orgs, logs, expiring } as const;
      return { events: [loaded], value: undefined };
    });
  } finally {
    // Without the log nobody knows whether the record is there, and the next opening does this.
    if (ports.log.available) await dropUnrecorded(ports);
  }
}

/** The licenses of an org that time will end. */
const expiringIn = (rows: OrgRows) =>
  Object.values(rows.packageLicenses)
    .filter(({ expires }) => expires !== undefined)
    .map((license) => ({ org: companyOf(rows).id, license }));

/** What is remembered of the debug logs that an org begins with. */
const logsIn = (rows: OrgRows): readonly FirstLog[] =>
  Object.values(rows.apexLogs).map((log) => ({ org: companyOf(rows).id, ...aboutLog(log) }));

const orgsAlready = () =>
  new Fault("CONFLICT", 'there are orgs already; start with "--world empty" to load a world later');

/** Drops the orgs that no record names: what there is of a world whose loading came to nothing. */
export async function dropUnrecorded({ folds, orgs }: Ports): Promise<void> {
  const unrecorded = (await orgs.list()).filter((org) => !folds.orgs.has(org));
  await Promise.all(unrecorded.map((org) => orgs.drop(org)));
}
