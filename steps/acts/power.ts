import type { Id, OrgId, PackageId } from "#domain/ids.ts";
import type { ApexClass, OAuthConsent } from "#domain/org.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import * as ofCode from "#steps/wire/code.ts";
import * as ofLogs from "#steps/wire/logs.ts";
import * as ofRecords from "#steps/wire/records.ts";
import * as ofSettings from "#steps/wire/settings.ts";
import type { AppShown } from "#usecases/wire/connected-apps.ts";

type Fields = Readonly<Record<string, string>>;

/** What people do inside an org, through whichever face. The org is the one they are working in, not their own. */
export const powerActs = (face: Face) => ({
  openHome: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.openHome(session),
      request: ["GET", `/orgs/${org}/home`],
    }),
  listCode: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.listCode(session),
      request: ["GET", `/orgs/${org}/setup/apex-classes`],
      wire: ofCode.listCode(),
    }),
  viewCode: (who: CastMember, org: OrgId, code: ApexClass["id"]) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewCode(session, code),
      request: ["GET", `/orgs/${org}/setup/apex-classes/${code}`],
      wire: ofCode.viewCode(code),
    }),
  viewSource: (who: CastMember, org: OrgId, code: ApexClass["id"]) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewSource(session, code),
      request: ["GET", `/orgs/${org}/setup/apex-classes/${code}/source`],
      wire: ofCode.viewSource(code),
    }),
  saveCode: (who: CastMember, org: OrgId, code: ApexClass["id"], body: string) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.saveCode(session, { code, body }),
      request: ["PUT", `/orgs/${org}/setup/apex-classes/${code}/source`, { body }],
    }),
  viewDebugLogs: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewDebugLogs(session),
      request: ["GET", `/orgs/${org}/setup/debug-logs`],
      wire: ofLogs.viewDebugLogs(org),
    }),
  viewDebugLog: (who: CastMember, org: OrgId, log: Id<"ApexLog">, namespace?: string) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewDebugLog(session, { log, ...(namespace && { namespace }) }),
      request: ["GET", `/orgs/${org}/setup/debug-logs/${log}${namespace ? `?namespace=${namespace}` : ""}`],
      wire: ofLogs.viewDebugLog(log, namespace),
    }),
  switchDebugLogs: (
    who: CastMember,
    subscriber: OrgId,
    id: PackageId,
    how: { readonly on: boolean; readonly confirmed: boolean },
  ) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.switchDebugLogs(session, { subscriber, package: id, ...how }),
      request: ["PUT", `/lma/subscribers/${subscriber}/debug-logs/${id}`, how],
    }),
  listSettings: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.listSettings(session),
      request: ["GET", `/orgs/${org}/setup/custom-settings`],
    }),
  readSetting: (who: CastMember, org: OrgId, setting: Id<"CustomSetting">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.readSetting(session, setting),
      request: ["GET", `/orgs/${org}/setup/custom-settings/${setting}`],
      wire: ofSettings.readSetting(org, setting),
    }),
  createSettingRecord: (who: CastMember, org: OrgId, setting: Id<"CustomSetting">, owner: string, values: Fields) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.createSettingRecord(session, { setting, owner, values }),
      request: ["POST", `/orgs/${org}/setup/custom-settings/${setting}/records`, { owner, values }],
      wire: ofSettings.createSettingRecord(org, setting, owner, values),
    }),
  editSettingRecord: (
    who: CastMember,
    org: OrgId,
    setting: Id<"CustomSetting">,
    record: Id<"SettingRecord">,
    values: Fields,
  ) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.editSettingRecord(session, { setting, record, values }),
      request: ["PATCH", `/orgs/${org}/setup/custom-settings/${setting}/records/${record}`, { values }],
      wire: ofSettings.editSettingRecord(org, setting, record, values),
    }),
  deleteSettingRecord: (who: CastMember, org: OrgId, setting: Id<"CustomSetting">, record: Id<"SettingRecord">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.deleteSettingRecord(session, { setting, record }),
      request: ["DELETE", `/orgs/${org}/setup/custom-settings/${setting}/records/${record}`],
      wire: ofSettings.deleteSettingRecord(org, setting, record),
    }),
  viewTransparency: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewTransparency(session, { from: 0, limit: 1000 }),
      request: ["GET", `/orgs/${org}/transparency?limit=1000`],
    }),
  listRecords: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.listRecords(session),
      request: ["GET", `/orgs/${org}/app/records`],
      wire: ofRecords.listRecords(org),
    }),
  viewRecord: (who: CastMember, org: OrgId, record: Id<"Record">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.viewRecord(session, record),
      request: ["GET", `/orgs/${org}/app/records/${record}`],
      wire: ofRecords.viewRecord(org, record),
    }),
  createRecord: (who: CastMember, org: OrgId, sobject: string, fields: Fields) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.createRecord(session, { sobject, fields }),
      request: ["POST", `/orgs/${org}/app/records`, { sobject, fields }],
      wire: ofRecords.createRecord(sobject, fields),
    }),
  editRecord: (who: CastMember, org: OrgId, record: Id<"Record">, fields: Fields, debug = false) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.editRecord(session, { record, fields, debug }),
      request: ["PATCH", `/orgs/${org}/app/records/${record}`, { fields, debug }],
      wire: ofRecords.editRecord(org, record, fields, debug),
    }),
  sendEmail: (who: CastMember, org: OrgId, to: string, subject: string) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.sendEmail(session, { to, subject }),
      request: ["POST", `/orgs/${org}/app/emails`, { to, subject }],
    }),
  listApps: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.listApps(session),
      request: ["GET", `/orgs/${org}/settings/connected-apps`],
    }),
  authorizeApp: (who: CastMember, org: OrgId, app: string, purpose: OAuthConsent["purpose"]) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.authorizeApp(session, { app, purpose }),
      request: ["POST", `/orgs/${org}/settings/connected-apps`, { app, purpose }],
    }),
  revokeApp: (who: CastMember, org: OrgId, consent: Id<"OAuthConsent">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.revokeApp(session, consent),
      request: ["DELETE", `/orgs/${org}/settings/connected-apps/${consent}`],
    }),
  registerApp: (who: CastMember, org: OrgId, name: string) =>
    face.act<AppShown>(who, {
      usecase: (simulator, session) =>
        simulator.registerApp(session, { name, callbacks: [], preauthorized: true, rotateRefreshTokens: false }),
      request: ["POST", `/orgs/${org}/setup/connected-apps`, { name, preauthorized: true, secret: false }],
    }),
  removeApp: (who: CastMember, org: OrgId, app: Id<"ConnectedApp">) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.removeApp(session, app),
      request: ["DELETE", `/orgs/${org}/setup/connected-apps/${app}`],
    }),
});
