import { noResource } from "#domain/fault.ts";
import { siblingId, type UserId } from "#domain/ids.ts";
import { rowOf as rowIn } from "#domain/org.ts";
import { assignLicense, unassignLicense } from "#usecases/license/assign-license.ts";
import { changeUser } from "#usecases/login/change-user.ts";
import { deleteSession } from "#usecases/trace/sessions.ts";
import { idInAddress, pointsNowhere, type Sent } from "./sent.ts";
import { type Around, type Doing, rowOf, type SetupObject } from "./setup-object.ts";

// Users, their seats and their sessions, as an administrator's client writes them.

/** Switches one thing of a user, where it was sent. */
function switching(
  { ports, session }: Around,
  sent: Sent,
  of: { readonly user: UserId; readonly row: string; readonly field: string; readonly as: "active" | "frozen" },
): Doing {
  sent.demandOnly(of.field);
  const on = sent.flag(of.field);
  if (on === undefined && sent.has(of.field)) sent.demand(of.field);
  return () =>
    rowOf(changeUser(ports)(session, { user: of.user, ...(on !== undefined && { [of.as]: on }) }), () => of.row);
}

export const user: SetupObject = {
  update: (around, sent, text) => {
    const id = idInAddress("User", text);
    return switching(around, sent, { user: id, row: id, field: "IsActive", as: "active" });
  },
  unsimulated: { create: "creating users through the API" },
};

export const userLogin: SetupObject = {
  update: (around, sent, text) => {
    const id = idInAddress("UserLogin", text);
    return switching(around, sent, { user: siblingId("User", id), row: id, field: "IsFrozen", as: "frozen" });
  },
};

export const userPackageLicense: SetupObject = {
  create: ({ ports, session, org, rows }, sent) => {
    sent.demand("PackageLicenseId", "UserId");
    const license = rowIn(rows.packageLicenses, sent.id("PackageLicenseId", "PackageLicense") ?? "");
    const person = rowIn(rows.users, sent.id("UserId", "User") ?? "");
    if (!license) throw pointsNowhere("PackageLicenseId");
    if (!person) throw pointsNowhere("UserId");
    const seat = async (): Promise<string> => {
      const seats = Object.values((await ports.orgs.of(org)).userPackageLicenses);
      return seats.find((one) => one.license === license.id && one.user === person.id)?.id ?? "";
    };
    return () => rowOf(assignLicense(ports)(session, { package: license.package, user: person.id }), seat, true);
  },
  delete: ({ ports, session, rows }, text) => {
    const seat = rowIn(rows.userPackageLicenses, idInAddress("UserPackageLicense", text));
    const license = seat && rowIn(rows.packageLicenses, seat.license);
    if (!seat || !license) throw noResource();
    return () => rowOf(unassignLicense(ports)(session, { package: license.package, user: seat.user }), () => seat.id);
  },
};

/** Deleting one ends that session, an agent's too (TRACE-17). */
export const authSession: SetupObject = {
  delete: ({ ports, session }, text) => {
    const deleted = idInAddress("AuthSession", text);
    return () => rowOf(deleteSession(ports)(session, { session: deleted }), (one) => one.deleted);
  },
};
