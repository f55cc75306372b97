import { expect, test } from "vitest";
import { companyOf } from "#domain/org.ts";
import { listsOf } from "#domain/org-lists.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { parseWorldFile } from "./world-file.ts";

/** Four orgs with something in every table, as a file would have them. */
function aFile(): object {
  const { name, seed, clock, orgs, cast } = acme();
  const chosen = orgs.slice(0, 4);
  const ids = new Set(chosen.map((rows) => companyOf(rows).id));
  const lists = chosen.map(listsOf).map((org) => ({
    ...org,
    licenses: org.licenses.filter(({ subscriber }) => ids.has(subscriber)),
  }));
  const members = cast.filter(({ ref }) => ids.has(ref.org)).map(({ otpSecret: _, ...member }) => member);
  return JSON.parse(JSON.stringify({ name, seed, clock, orgs: lists, cast: members }));
}

type Parts = Record<string, unknown>;
const partOf = (whole: unknown, path: readonly string[]): unknown =>
  path.reduce((part, step) => (part as Parts)[step], whole);
const original = aFile();
/** What the file has at a path like `orgs.0.company.id`. */
const at = (path: string) => partOf(original, path.split("."));

/** What is said of the file with another value at a path, or without what is there. */
function saidOf(path: string, value: unknown): string {
  const file = aFile();
  const steps = path.split(".");
  const [last = ""] = steps.splice(-1);
  const part = partOf(file, steps) as Parts;
  if (value === undefined) delete part[last];
  else part[last] = value;
  try {
    parseWorldFile(file);
  } catch (error) {
    expect(error).toMatchObject({ name: "Fault", code: "INVALID_FIELD" });
    return error instanceof Error ? error.message : "";
  }
  return "nothing is wrong";
}

test("a whole world is read as it was written", () => {
  expect(parseWorldFile(original)).toEqual(original);
});

test("ids may have 15 characters, and what is left out is dull and valid", () => {
  const { orgs, clock, seed } = parseWorldFile({
    name: "tiny",
    orgs: [
      {
        company: { id: "00D5f0000000001", name: "Tiny Co" },
        profiles: [{ id: "00e5f0000000001", name: "Standard User", permissions: [] }],
        users: [{ id: "0055f0000000001", username: "pia@tiny.example", name: "Pia", profile: "00e5f0000000001AAA" }],
      },
    ],
  });
  expect({ clock, seed }).toEqual({ clock: "2031-03-04T09:00:00.000Z", seed: 1 });
  const company = { id: "00D5f0000000001EAA", kind: "production", myDomain: "tiny-co", apps: [] };
  expect(orgs[0]?.company).toMatchObject(company);
  expect(orgs[0]?.users[0]).toMatchObject({ profile: "00e5f0000000001AAA", email: "pia@tiny.example", active: true });
});

const nowhere = "00D5f0000000099";
const nobody = "0055f0000000099";
const hash = "$scrypt$ln=1,r=1,p=1$a$b";

test.for<readonly [about: string, path: string, value: unknown, said: string | RegExp]>([
  ["a missing name", "name", undefined, "name: is missing; add a string"],
  ["a list that is none", "orgs", {}, "orgs: cannot be an object; write a list, [ ]"],
  ["an unknown key", "orgs.0.user", [], /^orgs\[0\]: nothing is called "user" here; leave it out/],
  ["an unknown choice", "orgs.0.company.kind", "prod", /\.company\.kind: cannot be "prod"; choose one of production, /],
  ["an id of another kind", "orgs.0.users.1.id", nowhere, /^orgs\[0\]\.users\[1\]\.id: ".*" is no id of a User; an id/],
  ["an instant that is none", "clock", "noon", 'clock: "noon" is no instant; write it like 2031-03-04T09:00:00Z'],
  ["a time zone that is none", "orgs.0.company.timeZone", "Mars", /no time zone "Mars"; write an IANA name/],
  ["a username that is none", "orgs.0.users.0.username", "sam", /"sam" has no form of an email address; write it like/],
  ["seats that are none", "orgs.2.packageLicenses.0.seats", "all", /seats: is a whole number or "site"; write one of/],
  ["too few seats", "orgs.2.packageLicenses.0.seats", -1, /seats: -1 is too small; the least is 0/],
  ["too long a timeout", "orgs.0.company.settings.sessionTimeout", 9999, /9999 is too big; the most is 1440/],
  [
    "an id there twice",
    "orgs.0.users.1.id",
    at("orgs.0.users.0.id"),
    /^orgs\[0\]\.users\[1\]: the id ".*" is there twice/,
  ],
  [
    "an org there twice",
    "orgs.1.company.id",
    at("orgs.0.company.id"),
    /^orgs\[1\]\.company\.id: the id .* twice; .* more$/,
  ],
  [
    "a username there twice",
    "orgs.1.users.0.username",
    "SAM@ledgerlabs.example",
    /username "sam@ledgerlabs\.example" is/,
  ],
  ["a My Domain there twice", "orgs.1.company.myDomain", "acme", /^orgs\[2\]\.company\.myDomain: the My Domain name/],
  ["a profile nobody has", "orgs.0.profiles", [], /^orgs\[0\]\.users\[0\]\.profile: no profile of the org has the id/],
  [
    "an unknown permission set",
    "orgs.0.permissionSets",
    [],
    /^orgs\[0\]\.users\[0\]\.permissionSets\[0\]: no permission/,
  ],
  [
    "a license for no org",
    "orgs.0.licenses.0.subscriber",
    nowhere,
    /^orgs\[0\]\.licenses\[0\]\.subscriber: no org has/,
  ],
  ["a license of no package", "orgs.0.packages", [], /^orgs\[0\]\.licenses\[0\]\.package: no package of the org/],
  [
    "a package with a second License Management Org",
    "orgs.1.packages",
    [...(at("orgs.0.packages") as object[]), ...(at("orgs.1.packages") as object[])],
    /^orgs\[1\]\.packages\[0\]: Ledger Labs manages this package already; leave it out/,
  ],
  ["no such publisher", "orgs.2.installedPackages.0.publisher", nowhere, /installedPackages\[0\]\.publisher: no org/],
  [
    "a seat for nobody",
    "orgs.2.userPackageLicenses.0.user",
    nobody,
    /userPackageLicenses\[0\]\.user: no user of the org/,
  ],
  [
    "a license of nothing installed",
    "orgs.2.installedPackages",
    [],
    /packageLicenses\[0\]\.package: no package that is/,
  ],
  [
    "a record of no setting",
    "orgs.2.customSettings",
    [],
    /^orgs\[2\]\.settingRecords\[0\]\.setting: no custom setting/,
  ],
  ["a sandbox of nothing", "orgs.3.company.sandbox.of", nowhere, /^orgs\[3\]\.company\.sandbox\.of: no other org has/],
  ["a sandbox of itself", "orgs.3.company.sandbox.of", at("orgs.3.company.id"), /sandbox\.of: no other org has the id/],
  [
    "a sandbox of it knows not what",
    "orgs.3.company.sandbox",
    undefined,
    /^orgs\[3\]\.company: a sandbox must say what/,
  ],
  [
    "a copy that is no sandbox",
    "orgs.3.company.kind",
    "trial",
    /^orgs\[3\]\.company\.sandbox: a trial org is no copy; /,
  ],
  ["a cast of nobody", "cast.0.ref.id", nobody, /^cast\[0\]\.ref: no user with the id/],
  ["a cast under other names", "cast.0.username", "x@y.example", /^cast\[0\]\.username: the user is called "sam@/],
  [
    "no credentials",
    "credentials",
    [{ ref: 1 }],
    /^credentials\[0\]\.ref: cannot be 1; write an object, \{ \}; then look/,
  ],
  [
    "credentials of nobody",
    "credentials",
    [{ ref: { org: at("orgs.0.company.id"), id: nobody }, passwordHash: hash, otpSecret: "A".repeat(32) }],
    /^credentials\[0\]\.ref: no user with the id/,
  ],
  ["an id out of reach", "orgs.0.users.0.id", "0055f0zzzzzzzzz", /an id is numbered beyond|no user/],
])("%s is told with its place and what to do", ([, path, value, said]) => {
  if (typeof said === "string") expect(saidOf(path, value)).toBe(said);
  else expect(saidOf(path, value)).toMatch(said);
});

test.for([null, 7, "acme", []])("%j is no world", (json) => {
  expect(() => parseWorldFile(json)).toThrow(/^the file: cannot be .*; write an object, \{ \}$/);
});

test("a debug log of an older file is a monitoring log as long as its lines", () => {
  const file = aFile() as { orgs: { apexLogs: object[] }[] };
  const [known] = file.orgs.flatMap(({ apexLogs }) => apexLogs) as { id: string; user: string; lines: object[] }[];
  const { id, user, lines } = known as NonNullable<typeof known>;
  for (const org of file.orgs)
    org.apexLogs = org.apexLogs.map((log) =>
      "id" in log && log.id === id ? { id, user, operation: "old", startedAt: "2031-03-04T08:00:00Z", lines } : log,
    );
  const read = parseWorldFile(file).orgs.flatMap(({ apexLogs }) => apexLogs.filter((log) => log.id === id));
  expect(read).toMatchObject([{ location: "Monitoring", status: "Success", duration: 0, length: 488 }]);
});

test("the platform's own users have debug logs and no row, and nobody else has", () => {
  const path = (file: unknown) => (file as { orgs: { apexLogs: object[] }[] }).orgs.findIndex((org) => org.apexLogs[0]);
  const nth = path(original);
  expect(saidOf(`orgs.${nth}.apexLogs.0.user`, "automated process")).toBe("nothing is wrong");
  expect(saidOf(`orgs.${nth}.apexLogs.0.user`, "0055f0000000zzz")).toContain("no user of the org has the id");
});
