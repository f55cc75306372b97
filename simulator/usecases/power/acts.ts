import type { Ports } from "#usecases/ports.ts";
import { authorizeApp } from "./authorize-app.ts";
import { createRecord } from "./create-record.ts";
import { createSettingRecord } from "./create-setting-record.ts";
import { deleteSettingRecord } from "./delete-setting-record.ts";
import { editRecord } from "./edit-record.ts";
import { editSettingRecord } from "./edit-setting-record.ts";
import { listApps } from "./list-apps.ts";
import { listCode } from "./list-code.ts";
import { listRecords } from "./list-records.ts";
import { listSettings } from "./list-settings.ts";
import { openHome } from "./open-home.ts";
import { readSetting } from "./read-setting.ts";
import { revokeApp } from "./revoke-app.ts";
import { saveCode } from "./save-code.ts";
import { sendEmail } from "./send-email.ts";
import { switchDebugLogs } from "./switch-debug-logs.ts";
import { viewCode } from "./view-code.ts";
import { viewDebugLog } from "./view-debug-log.ts";
import { viewDebugLogs } from "./view-debug-logs.ts";
import { viewRecord } from "./view-record.ts";
import { viewSource } from "./view-source.ts";

/** What people do inside a subscriber org. */
export const powerActs = (ports: Ports) => ({
  openHome: openHome(ports),
  listCode: listCode(ports),
  viewCode: viewCode(ports),
  viewSource: viewSource(ports),
  saveCode: saveCode(ports),
  viewDebugLogs: viewDebugLogs(ports),
  viewDebugLog: viewDebugLog(ports),
  switchDebugLogs: switchDebugLogs(ports),
  listSettings: listSettings(ports),
  readSetting: readSetting(ports),
  createSettingRecord: createSettingRecord(ports),
  editSettingRecord: editSettingRecord(ports),
  deleteSettingRecord: deleteSettingRecord(ports),
  listRecords: listRecords(ports),
  viewRecord: viewRecord(ports),
  createRecord: createRecord(ports),
  editRecord: editRecord(ports),
  sendEmail: sendEmail(ports),
  listApps: listApps(ports),
  authorizeApp: authorizeApp(ports),
  revokeApp: revokeApp(ports),
});
