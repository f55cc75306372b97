import type { Ports } from "#usecases/ports.ts";
import { changeLoginAccessPolicies } from "./change-login-access-policies.ts";
import { logInAsOwnUser } from "./log-in-as-own-user.ts";
import { chooseLoginAccess, saveLoginAccess } from "./save-login-access.ts";
import { uninstallPackage } from "./uninstall-package.ts";
import { viewLoginAccess } from "./view-login-access.ts";
import { viewLoginAccessPolicies } from "./view-login-access-policies.ts";

/** What people do about login access. */
export const grantActs = (ports: Ports) => ({
  viewLoginAccess: viewLoginAccess(ports),
  chooseLoginAccess: chooseLoginAccess(ports),
  saveLoginAccess: saveLoginAccess(ports),
  viewLoginAccessPolicies: viewLoginAccessPolicies(ports),
  changeLoginAccessPolicies: changeLoginAccessPolicies(ports),
  logInAsOwnUser: logInAsOwnUser(ports),
  uninstallPackage: uninstallPackage(ports),
});
