import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { type Acting, actingAs } from "./acting.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import { modificationIn, packageCommands, WHO } from "./license-of-package.ts";
import { namesOf } from "./names.ts";
import type { Outside } from "./outside.ts";

interface LicenseRow {
  readonly id: string;
  readonly subscriber: string;
  readonly package: string;
  readonly name: string;
  readonly status: string;
  readonly expirationDate: string;
  readonly licensedSeats: number | "Site License";
  readonly usedLicenses?: number;
  readonly packageVersion?: string;
}

interface Terms {
  readonly status: string;
  readonly seats: number | "site";
  readonly expires?: string;
}

export function licenseCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("license")
    .summary("licenses of packages, on either side")
    .description("Licenses of packages: the publisher's records, and the seats of subscribers.");
  command(group, outside, ending, {
    name: "list",
    summary: "list the license records of a publisher",
    options: [WHO],
    examples: ["license list --as lena@ledgerlabs.example", "license list --as sam@ledgerlabs.example --json"],
    client: true,
    act: list,
  });
  command(group, outside, ending, {
    name: "show <license>",
    summary: "show one license record",
    options: [WHO],
    examples: [
      "license show L-00003 --as lena@ledgerlabs.example",
      "license show L-00003 --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: showOne,
  });
  command(group, outside, ending, {
    name: "modify <license>",
    summary: "modify a license: what is not named stays as it is",
    options: [
      WHO,
      ["--status <status>", "Trial, Active or Suspended"],
      ["--seats <seats>", "a number, or site"],
      ["--expires <day>", "the last day of access, or never"],
    ],
    examples: [
      "license modify L-00003 --as lena@ledgerlabs.example --seats 5",
      "license modify L-00003 --as lena@ledgerlabs.example --status Suspended --json",
    ],
    client: true,
    act: modify,
  });
  packageCommands(group, outside, ending);
}

async function list(given: Given): Promise<Shown> {
  const acting = await actingAs(given);
  const licenses = await acting.send<readonly LicenseRow[]>("GET", "/lma/licenses");
  const names = await namesOf(acting.place);
  const rows = licenses.map((one) => [
    one.name,
    names.org(one.subscriber),
    one.packageVersion ?? "",
    one.status,
    String(one.licensedSeats),
    String(one.usedLicenses ?? ""),
    one.expirationDate,
  ]);
  return {
    data: { licenses },
    text: (page) => page.table(["license", "subscriber", "version", "status", "seats", "used", "expires"], rows),
    exit: licenses.length > 0 ? EXIT.done : EXIT.nothing,
  };
}

/** The record called so, among all there are. Failure when the publisher has none of that name. */
async function licenseNamed({ send }: Acting, given: Given) {
  const name = given.args[0] ?? "";
  const licenses = await send<readonly LicenseRow[]>("GET", "/lma/licenses");
  const found = licenses.find((one) => one.name.toLowerCase() === name.toLowerCase() || one.id === name);
  if (found) return { found, licenses };
  const there = licenses.map((one) => one.name).join(", ") || "none";
  throw new Failure({
    exit: EXIT.notFound,
    code: "NOT_FOUND",
    what: `no license "${name}"`,
    hint: `there is ${there}`,
  });
}

async function showOne(given: Given): Promise<Shown> {
  const acting = await actingAs(given);
  const { id } = (await licenseNamed(acting, given)).found;
  const license = await acting.send<LicenseRow>("GET", `/lma/licenses/${id}`);
  const names = await namesOf(acting.place);
  const { id: _, package: __, subscriber, ...shown } = license;
  const about = Object.entries(shown).map(([name, value]) => [wordsOf(name), String(value)]);
  return {
    data: { license },
    text: (page) => page.pairs({ ...Object.fromEntries(about), subscriber: names.org(subscriber) }),
  };
}

/** `licensedSeats` as a label: `licensed seats`. */
const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

async function modify(given: Given): Promise<Shown> {
  const acting = await actingAs(given);
  const { found, licenses } = await licenseNamed(acting, given);
  const { subscriber, package: of, name } = found;
  checkInForce(found, licenses);
  const path = `/lma/subscribers/${subscriber}/licenses/${of}`;
  const terms = await acting.send<Terms>("PATCH", path, modificationIn(given));
  const end = terms.expires ? `until ${formatInstant(terms.expires as Instant)}` : "does not expire";
  const many = terms.seats === "site" ? "Site License" : `${terms.seats} seats`;
  return { data: { license: name, ...terms }, text: () => `${name}: ${terms.status}, ${many}, ${end}` };
}

/** Failure when the package was installed again since: what is modified is always the license of the installation there is. */
function checkInForce({ id, name, status, subscriber, package: of }: LicenseRow, all: readonly LicenseRow[]): void {
  if (status !== "Uninstalled") return;
  const other = all.find((one) => one.subscriber === subscriber && one.package === of && one.status !== "Uninstalled");
  if (!other || other.id === id) return;
  throw new Failure({
    exit: EXIT.conflict,
    code: "CONFLICT",
    what: `${name} is of an installation that is gone`,
    hint: `the package was installed again; modify ${other.name}`,
  });
}
