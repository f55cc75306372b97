import { Fault, notFound } from "#domain/fault.ts";
import type { PackageId, SessionId, UserId } from "#domain/ids.ts";
import { type AssignFacts, mayAssign } from "#domain/license/assigning.ts";
import { type InstalledPackage, rowOf, type UserPackageLicense } from "#domain/org.ts";
import { isWorking, type User } from "#domain/user.ts";
import { type Acting, act, type Happening, type Person } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { learning, packageLicenseIn, recordChanged, seatsOf } from "./records.ts";

export interface Assignment {
  readonly package: PackageId;
  readonly user: UserId;
}

export interface SeatsUsed {
  /** How many seats are assigned now. */
  readonly used: number;
}

/**
 * Manage Licenses: gives a user a seat of a package license. Fault NOT_FOUND when there is no such user, package or
 * license, CONFLICT when the user has a seat already or does not work.
 */
export const assignLicense =
  (ports: Ports) =>
  (admin: SessionId, request: Assignment): Promise<Answer<SeatsUsed>> =>
    managing(ports, admin, "assign a license", request, true, ({ person, seats, installed }) => {
      if (seats.some(({ user }) => user === person.id))
        throw new Fault("CONFLICT", `${person.username} has a license for ${installed.name} already`);
      if (!isWorking(person))
        throw new Fault("CONFLICT", `${person.username} is no active user; activate the user first`);
      const id = ports.ids.next("UserPackageLicense");
      return { id, row: { id, user: person.id } };
    });

/** Takes a seat from a user; running grants go on (GRANT-24). Fault NOT_FOUND when the user has none. */
export const unassignLicense =
  (ports: Ports) =>
  (admin: SessionId, request: Assignment): Promise<Answer<SeatsUsed>> =>
    managing(ports, admin, "remove a license", request, false, ({ person, seats, installed }) => {
      const seat = seats.find(({ user }) => user === person.id);
      if (!seat) throw new Fault("NOT_FOUND", `${person.username} has no license for ${installed.name}`);
      return { id: seat.id, row: null };
    });

interface Managed {
  readonly person: User;
  readonly installed: InstalledPackage;
  readonly seats: readonly UserPackageLicense[];
}

type SeatChange = Pick<UserPackageLicense, "id"> & {
  readonly row: Pick<UserPackageLicense, "id" | "user"> | null;
};

function managing(
  ports: Ports,
  admin: SessionId,
  name: string,
  request: Assignment,
  takesSeat: boolean,
  changeOf: (managed: Managed) => SeatChange,
): Promise<Answer<SeatsUsed>> {
  const page = { org: orgOfSession(ports, admin), name, refusal: "license.refused" } as const;
  return act<SeatsUsed>(ports, admin, page, async (acting, standing) => {
    const { rows } = acting;
    const facts = assignFacts(acting, request, takesSeat);
    const decision = mayAssign(facts);
    if (decision.effect === "deny")
      return { decision, happenings: [{ type: "license.refused", act: name, package: request.package }] };
    const person = rowOf(rows.users, request.user);
    if (!person) throw notFound("user with id", request.user);
    const { id, row } = changeOf({ person, installed: facts.package, seats: seatsOf(rows, facts.license.id) });
    const used = facts.used + (takesSeat ? 1 : -1);
    const event: Happening = {
      type: takesSeat ? "license.assigned" : "license.unassigned",
      package: request.package,
      assignee: person.id,
      used,
    };
    const changed = row && { ...row, license: facts.license.id };
    return {
      decision,
      happenings: [
        { ...event, changes: [{ table: "userPackageLicenses", id, row: changed }] },
        ...(await withThePublisher(acting, standing, facts.package, event, used)),
      ],
      value: { used },
    };
  });
}

/** Gathers what managing a seat is asked; asked by the page itself and by an explanation of it. Fault NOT_FOUND without such a package or license. */
export function assignFacts(person: Person, { package: id }: Pick<Assignment, "package">, takesSeat: boolean) {
  const { rows } = person;
  const installed = rowOf(rows.installedPackages, id);
  if (!installed) throw new Fault("NOT_FOUND", `no package with id "${id}" is installed here`);
  const license = packageLicenseIn(rows, id);
  const used = seatsOf(rows, license.id).length;
  return { person, package: installed, license, used, takesSeat } satisfies AssignFacts;
}

const withThePublisher = (
  { org, rows }: Acting,
  standing: Standing,
  { id, publisher }: InstalledPackage,
  event: Happening,
  used: number,
): Promise<readonly Happening[]> =>
  recordChanged(standing, { publisher, subscriber: org.id, package: id }, (record) => ({
    row: learning(record, rows, { used }),
    event,
  }));
