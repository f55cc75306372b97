import { canonical } from "#audit/canonical.ts";
import { InvalidRecord } from "#audit/invalid-record.ts";
import { cefReport } from "./cef.ts";
import { csvReport } from "./csv.ts";
import { embeddedIn, htmlReport } from "./html.ts";
import { cloudEventsReport, jsonLinesReport } from "./json-lines.ts";
import { ocsfReport } from "./ocsf.ts";
import { type Report, readReport } from "./rows.ts";
import { syslogReport } from "./syslog.ts";

interface Form {
  readonly type: string;
  readonly extension: string;
  readonly of: (report: Report) => string;
}

/** What a report can be made into, beside the pack that it is. */
const FORMS: Readonly<Record<string, Form>> = {
  html: { type: "text/html; charset=utf-8", extension: "html", of: htmlReport },
  csv: { type: "text/csv; charset=utf-8", extension: "csv", of: csvReport },
  jsonl: { type: "application/jsonl", extension: "jsonl", of: jsonLinesReport },
  ocsf: { type: "application/jsonl", extension: "ocsf.jsonl", of: ocsfReport },
  cloudevents: { type: "application/jsonl", extension: "cloudevents.jsonl", of: cloudEventsReport },
  syslog: { type: "text/plain; charset=utf-8", extension: "log", of: syslogReport },
  cef: { type: "text/plain; charset=utf-8", extension: "cef", of: cefReport },
};

/** An evidence pack made into a report, with the media type and name of its file. Error for a form there is none of. */
export function renderReport(pack: string, form: string) {
  const made = FORMS[form];
  if (!made) throw new Error(`no report as "${form}"; there are ${Object.keys(FORMS).join(", ")}`);
  return { type: made.type, name: `report.${made.extension}`, text: made.of(readReport(pack)) };
}

/** The evidence pack in a file: the file itself, or what a report in HTML holds. */
export function packIn(file: Uint8Array): Uint8Array {
  const embedded = embeddedIn(Buffer.from(file).toString());
  if (embedded === undefined) return file;
  try {
    return Buffer.from(`${canonical(embedded)}\n`);
  } catch (error) {
    if (error instanceof InvalidRecord) return Buffer.from(JSON.stringify(embedded));
    throw error;
  }
}

/** Whether a report in HTML is, to the byte, what is made of the evidence in it; true of any other file. */
export function isAsMade(file: Uint8Array): boolean {
  const pack = packIn(file);
  return pack === file || Buffer.from(htmlReport(readReport(Buffer.from(pack).toString()))).equals(file);
}
