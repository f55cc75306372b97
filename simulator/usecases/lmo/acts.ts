import type { Ports } from "#usecases/ports.ts";
import { installApp } from "./install-app.ts";
import { linkPackage } from "./link-package.ts";
import { changePermission, viewPermissions } from "./permissions.ts";
import { searchSubscribers } from "./search-subscribers.ts";
import { uninstallApp } from "./uninstall-app.ts";
import { viewPackages } from "./view-packages.ts";
import { viewSubscriber } from "./view-subscriber.ts";

/** What people do in the License Management Org. */
export const lmoActs = (ports: Ports) => ({
  installApp: installApp(ports),
  linkPackage: linkPackage(ports),
  uninstallApp: uninstallApp(ports),
  changePermission: changePermission(ports),
  viewPermissions: viewPermissions(ports),
  searchSubscribers: searchSubscribers(ports),
  viewPackages: viewPackages(ports),
  viewSubscriber: viewSubscriber(ports),
});
