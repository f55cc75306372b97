import type { Ports } from "#usecases/ports.ts";
import { createSettingRecord, deleteSettingRecord, editSettingRecord } from "./change-setting.ts";
import { listCode } from "./list-code.ts";
import { listSettings } from "./list-settings.ts";
import { authorizeApp, listApps, revokeApp } from "./oauth.ts";
import { openHome } from "./open-home.ts";
import { prepareDebugging } from "./prepare-debugging.ts";
import { readSetting } from "./read-setting.ts";
import { createRecord, editRecord, listRecords, viewRecord } from "./records.ts";
import { saveCode } from "./save-code.ts";
import { sendEmail } from "./send-email.ts";
import { switchDebugLogs } from "./switch-debug-logs.ts";
import { viewCode, viewSource } from "./view-code.ts";
import { viewDebugLog, viewDebugLogs } from "./view-debug-logs.ts";

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
  prepareDebugging: prepareDebugging(ports),
  listRecords: listRecords(ports),
  viewRecord: viewRecord(ports),
  createRecord: createRecord(ports),
  editRecord: editRecord(ports),
  sendEmail: sendEmail(ports),
  listApps: listApps(ports),
  authorizeApp: authorizeApp(ports),
  revokeApp: revokeApp(ports),
});
