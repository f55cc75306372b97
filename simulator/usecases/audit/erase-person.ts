import { erasingChanges, personKey, traitsOf } from "#domain/audit/erasure.ts";
import { Fault } from "#domain/fault.ts";
import { emptyFolds, fold } from "#domain/folds.ts";
import type { UserRef } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { asTheUserMay, operate, personOf } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { untilSettled } from "#usecases/until-settled.ts";

export interface Erased {
  /** How many values beside the log's records were destroyed. */
  readonly values: number;
}

/**
 * Erases what is known of a person: the user's row and her traits in the rows of every org, her credentials, and the
 * values behind the log's commitments. The request is on record before anything is gone, and the end once all is.
 * What a crash cuts off is done when the simulator is opened again. Fault CONFLICT while there is a legal hold.
 */
export const erasePerson =
  (ports: Ports) =>
  async (person: UserRef): Promise<Erased> => {
    await request(ports, person);
    return finishErasure(ports, person);
  };

/** Puts on record what the orgs hold from now on. Fault NOT_FOUND when there is no such user. */
async function request(ports: Ports, person: UserRef): Promise<void> {
  await untilSettled(ports, async (standing) => {
    const { user } = await personOf(standing, person);
    const about = { at: standing.now, org: person.org, person };
    const hold = ports.folds.erasures.holds.get(personKey(person));
    if (hold) {
      const why = `there is a legal hold on ${user.username}: ${hold.because}; release it first`;
      return {
        decision: asTheUserMay(),
        events: [{ type: "audit.erasure-refused", ...about }],
        fault: new Fault("CONFLICT", why),
      };
    }
    const traits = traitsOf(user);
    const events = [];
    for (const org of await ports.orgs.list()) {
      const rows = await standing.org(org);
      const changes = erasingChanges(rows, companyOf(rows).id, person, traits);
      if (changes.length > 0) events.push({ type: "audit.erasure-requested", ...about, org, changes } as const);
    }
    return { decision: asTheUserMay(), events };
  });
}

/** Destroys what the log keeps beside its records, and puts on record that it is done. */
async function finishErasure(ports: Ports, person: UserRef): Promise<Erased> {
  const begun = ports.folds.erasures.begun.get(personKey(person));
  if (!begun) return { values: 0 };
  await Promise.all([ports.orgs.flush(), ports.credentials.forget(person)]);
  const values = await ports.log.erase(person, begun.request, traitsOf);
  await operate(ports, async () => ({
    events: [{ type: "audit.erased", org: person.org, person, request: begun.request, values }],
    value: undefined,
  }));
  await foldAnew(ports);
  return { values };
}

/** What is running says no more of her than the log does: all of it is added up again. */
async function foldAnew({ folds, log }: Ports): Promise<void> {
  const fresh = emptyFolds();
  let next = 0;
  // Whatever comes while the log is read is read next, until nothing has.
  while (next < log.end.size) {
    for await (const record of log.read(next)) {
      fold(fresh, record);
      next = record.seq + 1;
    }
  }
  Object.assign(folds, fresh);
}

/** Does to the end what a crash cut off. */
export const finishErasures = (ports: Ports) => async (): Promise<void> => {
  for (const { person } of [...ports.folds.erasures.begun.values()]) await finishErasure(ports, person);
};
