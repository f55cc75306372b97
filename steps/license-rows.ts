import type { DataTable } from "@cucumber/cucumber";
import type { Expiration, LicenseStatus } from "#domain/license/terms.ts";
import { companyOf, type License, type Package, type PackageVersion } from "#domain/org.ts";
import { parseDay } from "#domain/time.ts";
import type { Modification } from "#usecases/license/modify-license.ts";
import { rowsOfOrg } from "./lmo-rows.ts";
import type { Story } from "./story.ts";
import { pairsIn } from "./table.ts";

// What the words of a story about licenses stand for.

/** A package by its name, as the License Management Org that manages it has it. */
export async function packageNamed({ simulator }: Story, name: string): Promise<Package> {
  for (const id of await simulator.ports.orgs.list()) {
    const rows = await simulator.ports.orgs.of(id);
    const found = companyOf(rows).lma && Object.values(rows.packages).find((one) => one.name === name);
    if (found) return found;
  }
  throw new Error(`no License Management Org manages a package ${name}`);
}

export async function versionNumbered(story: Story, name: string, number: string): Promise<PackageVersion> {
  const version = (await packageNamed(story, name)).versions.find((one) => one.number === number);
  if (!version) throw new Error(`there is no version ${number} of ${name}`);
  return version;
}

/** The newest license record of a package in a subscriber org, with the org that keeps it. */
export async function recordNamed(story: Story, name: string, subscriber: string): Promise<License> {
  const [{ id: of }, { id: org }] = [await packageNamed(story, name), await story.org(subscriber)];
  for (const lmo of await story.simulator.ports.orgs.list()) {
    const { licenses } = await story.simulator.ports.orgs.of(lmo);
    const record = Object.values(licenses).findLast((one) => one.package === of && one.subscriber === org);
    if (record) return record;
  }
  throw new Error(`there is no license record of ${name} in ${subscriber}`);
}

/** The subscriber's own license of a package. */
export async function theirLicense(story: Story, name: string, subscriber: string) {
  const { installedPackages, packageLicenses } = await rowsOfOrg(story, subscriber);
  const installed = Object.values(installedPackages).find((one) => one.name === name);
  const license = Object.values(packageLicenses).find((one) => one.package === installed?.id);
  if (!installed || !license) throw new Error(`${name} is not installed and licensed in ${subscriber}`);
  return { installed, license };
}

/** What a table of `status`, `seats` and `expires` asks for. */
export function modificationOf(table: DataTable): Modification {
  const { status, seats, expires } = pairsIn(table, [], ["status", "seats", "expires"]);
  return {
    ...(status && { status: status as LicenseStatus }),
    ...(seats && { seats: seatsOf(seats) }),
    ...(expires && { expires: expirationOf(expires) }),
  };
}

export const seatsOf = (text: string): number | "site" => (text === "Site License" ? "site" : Number(text));

function expirationOf(text: string): Expiration {
  if (text === "Does not expire") return "never";
  const day = parseDay(text);
  if (!day) throw new Error(`"${text}" is no day`);
  return day;
}

/** The columns a table asks for, of rows with more of them; what a row does not say is left blank. */
export const columnsOf = (table: DataTable, rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map((row) => Object.fromEntries((table.raw()[0] ?? []).map((column) => [column, String(row[column] ?? "")])));

/** The pairs a table asks for. */
export const pairsOf = (table: DataTable, of: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.keys(table.rowsHash()).map((name) => [name, String(of[name] ?? "")]));
