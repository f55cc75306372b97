import type { Ports } from "#usecases/ports.ts";
import { askConsent, giveCode, openSingleAccess } from "./authorize.ts";
import {
  appOf,
  checkClient,
  listConnectedApps,
  listConnectedAppsIn,
  registerApp,
  registerAppIn,
  removeApp,
  removeAppIn,
} from "./connected-apps.ts";
import { revokeToken } from "./end-token.ts";
import { bearAssertion, redeemCode, refreshSession, runAsApp } from "./fetch-tokens.ts";
import { identify, introduce } from "./identity.ts";
import { inspectToken } from "./inspect-token.ts";

/** What clients of the platform's own interfaces do. */
export const wireActs = (ports: Ports) => ({
  identify: identify(ports),
  introduce: introduce(ports),
  askConsent: askConsent(ports),
  giveCode: giveCode(ports),
  openSingleAccess: openSingleAccess(ports),
  redeemCode: redeemCode(ports),
  refreshSession: refreshSession(ports),
  bearAssertion: bearAssertion(ports),
  runAsApp: runAsApp(ports),
  revokeToken: revokeToken(ports),
  inspectToken: inspectToken(ports),
  appOf: appOf(ports),
  checkClient: checkClient(ports),
  registerApp: registerApp(ports),
  registerAppIn: registerAppIn(ports),
  listConnectedApps: listConnectedApps(ports),
  listConnectedAppsIn: listConnectedAppsIn(ports),
  removeApp: removeApp(ports),
  removeAppIn: removeAppIn(ports),
});
