import { expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { type InstalledPackage, NO_ROWS, type OrgRows, type PackageLicense } from "#domain/org.ts";
import { parseInstant } from "#domain/time.ts";
import { lapsedIn, namespaceOf } from "./reach.ts";

test.for([
  ["ledg__Invoice__c", "ledg"],
  ["ledg__Tax_Rule__mdt", "ledg"],
  ["Invoice__c", undefined],
  ["Account", undefined],
  ["__c", undefined],
] as const)("%s is of the namespace %s", ([name, namespace]) => {
  expect(namespaceOf(name)).toBe(namespace);
});

const noon = parseInstant("2031-03-04T12:00Z");
if (!noon) throw new Error("no noon");

const installed = (n: number, namespace: string): InstalledPackage => ({
  id: formatId("Package", n),
  name: `Package ${n}`,
  namespace,
  version: "1.0.0",
  generation: "2GP",
  publisher: formatId("Org", 1),
  loginAccess: true,
  subscriberDebugLogs: false,
});

function orgWith(...packages: readonly (readonly [InstalledPackage, Partial<PackageLicense>?])[]): OrgRows {
  const licenses = packages.flatMap(([{ id }, about], n): readonly PackageLicense[] =>
    about ? [{ id: formatId("PackageLicense", n), package: id, status: "Active", seats: "site", ...about }] : [],
  );
  return {
    ...NO_ROWS,
    installedPackages: Object.fromEntries(packages.map(([one]) => [one.id, one])),
    packageLicenses: Object.fromEntries(licenses.map((one) => [one.id, one])),
  };
}

const [one, two] = [installed(1, "ledg"), installed(2, "ledg")];

test.for<[string, OrgRows, string | undefined, object | undefined]>([
  ["not installed", orgWith(), "ledg", undefined],
  ["the org's own", orgWith([one, { status: "Expired" }]), undefined, undefined],
  ["without a license, so managed by nobody", orgWith([one]), "ledg", undefined],
  ["licensed", orgWith([one, {}]), "ledg", undefined],
  ["expired", orgWith([one, { status: "Expired" }]), "ledg", { name: "Package 1", how: "expired" }],
  ["over at this very instant", orgWith([one, { expires: noon }]), "ledg", { name: "Package 1", how: "expired" }],
  ["suspended", orgWith([one, { status: "Suspended" }]), "ledg", { name: "Package 1", how: "suspended" }],
  ["shared with a package that is licensed", orgWith([one, { status: "Expired" }], [two, {}]), "ledg", undefined],
])("a namespace that is %s", ([, rows, namespace, lapsed]) => {
  expect(lapsedIn(rows, namespace, noon)).toEqual(lapsed);
});
