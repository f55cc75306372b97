import { personKey } from "#domain/audit/erasure.ts";
import { Fault } from "#domain/fault.ts";
import type { UserRef } from "#domain/ids.ts";
import { operate, personOf } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

export interface Hold {
  readonly person: UserRef;
  readonly because: string;
}

/** Keeps what is known of a person from being erased. Fault NOT_FOUND without such a user, CONFLICT where there is a hold. */
export const placeHold =
  (ports: Ports) =>
  ({ person, because }: Hold): Promise<void> =>
    operate(ports, async (standing) => {
      const { user } = await personOf(standing, person);
      if (because.trim() === "") throw new Fault("INVALID_FIELD", "a legal hold needs a reason; say why");
      if (ports.folds.erasures.holds.has(personKey(person)))
        throw new Fault("CONFLICT", `there is a legal hold on ${user.username} already`);
      return { events: [{ type: "audit.hold-placed", org: person.org, person, because }], value: undefined };
    });

/** Lets it be erased again. Fault NOT_FOUND where there is no hold. */
export const releaseHold =
  (ports: Ports) =>
  (person: UserRef): Promise<void> =>
    operate(ports, async () => {
      if (!ports.folds.erasures.holds.has(personKey(person)))
        throw new Fault("NOT_FOUND", `no legal hold on the user "${person.id}" of org "${person.org}"`);
      return { events: [{ type: "audit.hold-released", org: person.org, person }], value: undefined };
    });

/** The legal holds there are. */
export const listHolds = (ports: Ports) => async (): Promise<readonly Hold[]> => [
  ...ports.folds.erasures.holds.values(),
];
