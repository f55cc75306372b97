import type { Ports } from "#usecases/ports.ts";
import { assignLicense, unassignLicense } from "./assign-license.ts";
import { installPackage } from "./install-package.ts";
import { viewInstalledPackages } from "./installed-packages.ts";
import { editLicenseRecord, modifyLicense } from "./modify-license.ts";
import { refreshLicenses } from "./refresh-licenses.ts";
import { registerDefaults } from "./register-defaults.ts";
import { viewLicense, viewLicenses } from "./view-licenses.ts";
import { queryObject, viewObjects } from "./view-objects.ts";
import { viewPackage } from "./view-package.ts";

/** What is done about licenses on either side. */
export const licenseActs = (ports: Ports) => ({
  viewObjects: viewObjects(ports),
  queryObject: queryObject(ports),
  viewLicenses: viewLicenses(ports),
  viewLicense: viewLicense(ports),
  viewPackage: viewPackage(ports),
  modifyLicense: modifyLicense(ports),
  editLicenseRecord: editLicenseRecord(ports),
  registerDefaults: registerDefaults(ports),
  refreshLicenses: refreshLicenses(ports),
  installPackage: installPackage(ports),
  viewInstalledPackages: viewInstalledPackages(ports),
  assignLicense: assignLicense(ports),
  unassignLicense: unassignLicense(ports),
});
