import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of licenses and the License Management App's records. */
export const LICENSE_RULES = {
  "LICENSE-01": {
    says: "The License Management App keeps packages, versions and licenses in objects of its own, and leads in the standard one",
    confidence: "reported",
    sources: ["PKG-LMA", "GH-SOQL"],
  },
  "LICENSE-02": {
    says: "Each installation of each package makes one license record",
    confidence: "documented",
    sources: ["PKG-LIC"],
  },
  "LICENSE-03": {
    says: "A license record tells account, lead, dates, seats, status, version and the subscriber org with edition, instance and status",
    confidence: "documented",
    sources: ["PKG-LIC"],
  },
  "LICENSE-04": {
    says: "The fields of a license record are known by their API names",
    confidence: "reported",
    sources: ["GH-SOQL"],
  },
  "LICENSE-05": {
    says: "A license is Trial, Active, Suspended or Uninstalled, and Uninstalled is set by uninstalling alone",
    confidence: "documented",
    sources: ["PKG-LIC", "PKG-MOD"],
  },
  "LICENSE-06": {
    says: "A trial lasts at most 90 days, and what was active is never a trial again",
    confidence: "documented",
    sources: ["PKG-MOD"],
  },
  "LICENSE-07": {
    says: "A license has a last day of access or does not expire, which is the default",
    confidence: "documented",
    sources: ["PKG-LIC", "PKG-MOD"],
  },
  "LICENSE-08": {
    says: "Seats are a number up to 99,000,000, or a site license, which is the default and opens the package to all users",
    confidence: "documented",
    sources: ["PKG-LIC", "PKG-MOD"],
  },
  "LICENSE-09": {
    says: "Used licenses are blank for an uninstalled package and for a site license",
    confidence: "documented",
    sources: ["PKG-LIC"],
  },
  "LICENSE-10": {
    says: "A package in a sandbox gets a site license by default, and the record is marked as a sandbox's",
    confidence: "documented",
    sources: ["PKG-LIC"],
  },
  "LICENSE-11": {
    says: "In a sandbox with the default license only an administrator with Manage Users can grant access",
    confidence: "assumed",
    sources: [],
  },
  "LICENSE-12": {
    says: "The subscriber sees a package license with seats, expiration, namespace and status",
    confidence: "documented",
    sources: ["OR-PL", "OR-UPL", "AI-INST"],
  },
  "LICENSE-13": {
    says: "Assigning a license takes Manage Package Licenses and a free seat; under a site license there is nothing to assign",
    confidence: "documented",
    sources: ["AI-INST", "H-PLAPI", "OR-PL"],
  },
  "LICENSE-14": {
    says: "A license record tells the org's own status, and an expiration date of the org for trial orgs only",
    confidence: "documented",
    sources: ["PKG-LIC"],
  },
  "LICENSE-15": {
    says: "An installation makes a lead and a license with the package's defaults; a contact that is known already makes no lead",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LICENSE-16": {
    says: "A license is edited on the Modify License page only, and one from AppExchange Checkout is not edited there at all",
    confidence: "documented",
    sources: ["PKG-MOD", "PKG-LMA"],
  },
  "LICENSE-17": {
    says: "Refreshing licenses brings all records of a package in step, at most once a week for each package",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LICENSE-18": {
    says: "A package record tells its developer org, latest version and lead manager, and a version record its number and dates",
    confidence: "documented",
    sources: ["PKG-VER"],
  },
  "LICENSE-19": {
    says: "While a license is expired or suspended users are without the package's components, and the data stays",
    confidence: "reported",
    sources: ["B-IC"],
  },
  "LICENSE-20": {
    says: "Uninstalling a publisher's last package voids its grants; a suspended or expired license only keeps new ones away",
    confidence: "assumed",
    sources: [],
  },
  "LICENSE-21": {
    says: "License records are seen with Read and modified with Edit; without Read nothing of them is shown",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
  "LICENSE-22": {
    says: "Moving the License Management App moves no records: packages are linked again and licenses refreshed",
    confidence: "documented",
    sources: ["PKG-LMA"],
  },
} as const satisfies Record<string, Entry>;
