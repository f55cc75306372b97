import { PREFIX, siblingId } from "#domain/ids.ts";
import type { InstalledPackage } from "#domain/org.ts";
import { flag, id, instant, picklist, reference, text, whole } from "./fields.ts";
import { fromTable, type SObject, seenFrom } from "./object.ts";

// What is installed, and who is licensed for it.

/** A site license counts no seats: the platform writes -1. */
const UNCOUNTED = -1;

const packageLicense: SObject = {
  schema: {
    name: "PackageLicense",
    label: "Package License",
    keyPrefix: PREFIX.PackageLicense,
    fields: [
      id,
      picklist("Status", ["Active", "Trial", "Free", "Expired", "Suspended"]),
      text("NamespacePrefix", { length: 15, indexed: true }),
      whole("AllowedLicenses", { nillable: false }),
      whole("UsedLicenses", { nillable: false }),
      instant("ExpirationDate"),
      flag("IsProvisioned"),
    ],
    children: [{ name: "UserPackageLicenses", object: "UserPackageLicense", field: "PackageLicenseId" }],
  },
  plural: "Package Licenses",
  api: "both",
  rows: seenFrom("packageLicenses", (one, { installedPackages, userPackageLicenses }) => ({
    Id: one.id,
    Status: one.status,
    NamespacePrefix: installedPackages[one.package]?.namespace ?? null,
    AllowedLicenses: one.seats === "site" ? UNCOUNTED : one.seats,
    UsedLicenses: Object.values(userPackageLicenses).filter(({ license }) => license === one.id).length,
    ExpirationDate: one.expires ?? null,
    IsProvisioned: true,
  })),
};

const userPackageLicense: SObject = {
  schema: {
    name: "UserPackageLicense",
    label: "User Package License",
    keyPrefix: PREFIX.UserPackageLicense,
    fields: [
      id,
      reference("PackageLicenseId", "PackageLicense", "PackageLicense", { nillable: false }),
      reference("UserId", "User", "User", { nillable: false }),
    ],
  },
  plural: "User Package Licenses",
  api: "both",
  createable: true,
  deletable: true,
  rows: fromTable("userPackageLicenses", (one) => ({
    Id: one.id,
    PackageLicenseId: one.license,
    UserId: one.user,
  })),
};

const installed: SObject = {
  schema: {
    name: "InstalledSubscriberPackage",
    label: "Installed Subscriber Package",
    keyPrefix: PREFIX.InstalledSubscriberPackage,
    fields: [
      id,
      reference("SubscriberPackageId", "SubscriberPackage", "SubscriberPackage"),
      reference("SubscriberPackageVersionId", "SubscriberPackageVersion", "SubscriberPackageVersion"),
    ],
  },
  plural: "Installed Subscriber Packages",
  api: "tooling",
  rows: fromTable("installedPackages", (one) => ({
    Id: siblingId("InstalledSubscriberPackage", one.id),
    SubscriberPackageId: one.id,
    SubscriberPackageVersionId: versionIdOf(one),
  })),
};

const subscriberPackage: SObject = {
  schema: {
    name: "SubscriberPackage",
    label: "Subscriber Package",
    keyPrefix: PREFIX.Package,
    fields: [id, text("Name"), text("NamespacePrefix", { length: 15 }), text("Description"), flag("IsPackageValid")],
  },
  plural: "Subscriber Packages",
  api: "tooling",
  rows: fromTable("installedPackages", (one) => ({
    Id: one.id,
    Name: one.name,
    NamespacePrefix: one.namespace,
    Description: null,
    IsPackageValid: true,
  })),
};

const version: SObject = {
  schema: {
    name: "SubscriberPackageVersion",
    label: "Subscriber Package Version",
    keyPrefix: PREFIX.PackageVersion,
    fields: [
      id,
      reference("SubscriberPackageId", "SubscriberPackage", "SubscriberPackage"),
      text("Name"),
      whole("MajorVersion"),
      whole("MinorVersion"),
      whole("PatchVersion"),
      whole("BuildNumber"),
      flag("IsManaged"),
      flag("IsBeta"),
      picklist("ReleaseState", ["Released", "Beta"]),
      picklist("Package2ContainerOptions", ["Managed", "Unlocked"]),
    ],
  },
  plural: "Subscriber Package Versions",
  api: "tooling",
  rows: fromTable("installedPackages", (one) => {
    const [major = 0, minor = 0, patch = 0] = one.version.split(".").map(Number);
    return {
      Id: versionIdOf(one),
      SubscriberPackageId: one.id,
      Name: one.version,
      MajorVersion: major,
      MinorVersion: minor,
      PatchVersion: patch,
      BuildNumber: 1,
      IsManaged: true,
      IsBeta: false,
      ReleaseState: "Released",
      Package2ContainerOptions: one.generation === "2GP" ? "Managed" : null,
    };
  }),
};

/** A subscriber org does not keep the id of the version it has; one that is its package's own does for those who ask. */
const versionIdOf = ({ id: of }: InstalledPackage) => siblingId("PackageVersion", of);

export const PACKAGE_OBJECTS: readonly SObject[] = [
  packageLicense,
  userPackageLicense,
  installed,
  subscriberPackage,
  version,
];
