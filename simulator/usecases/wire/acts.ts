import type { Ports } from "#usecases/ports.ts";
import { askConsent, giveCode, openSingleAccess } from "./authorize.ts";
import { changeRow } from "./change-row.ts";
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
import { describeObject, describeObjects } from "./describe.ts";
import { revokeToken } from "./end-token.ts";
import { executeAnonymous } from "./execute-anonymous.ts";
import { bearAssertion, redeemCode, refreshSession, runAsApp } from "./fetch-tokens.ts";
import { identify, introduce } from "./identity.ts";
import { callApi, refusedApi } from "./in-api.ts";
import { inspectToken } from "./inspect-token.ts";
import { countRecords, requestsUsed, viewLimits } from "./limits.ts";
import { queryRows } from "./query.ts";
import { readEventLogFile, readLogBody } from "./read-log.ts";
import { describeMetadata, listMetadata, readObjectMetadata } from "./read-metadata.ts";
import { readRow } from "./read-row.ts";
import { listRecent } from "./recent.ts";
import { askForMetadata, retrieveMetadata } from "./retrieve-metadata.ts";
import { changeRows } from "./rows.ts";
import { Streams } from "./streaming.ts";
import { callApexRest, tryUnsimulated } from "./unsimulated.ts";

/** What clients of the platform's own interfaces do. */
export const wireActs = (ports: Ports) => ({
  callApi: callApi(ports),
  refusedApi: refusedApi(ports),
  identify: identify(ports),
  listRecent: listRecent(ports),
  viewLimits: viewLimits(ports),
  requestsUsed: requestsUsed(ports),
  countRecords: countRecords(ports),
  queryRows: queryRows(ports),
  readRow: readRow(ports),
  changeRows: changeRows(ports),
  changeRow: changeRow(ports),
  executeAnonymous: executeAnonymous(ports),
  readLogBody: readLogBody(ports),
  readEventLogFile: readEventLogFile(ports),
  tryUnsimulated: tryUnsimulated(ports),
  callApexRest: callApexRest(ports),
  describeMetadata: describeMetadata(ports),
  listMetadata: listMetadata(ports),
  readObjectMetadata: readObjectMetadata(ports),
  askForMetadata: askForMetadata(ports),
  retrieveMetadata: retrieveMetadata(ports),
  describeObjects: describeObjects(ports),
  describeObject: describeObject(ports),
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
  streams: new Streams(ports),
});
