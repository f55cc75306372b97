import { Auditor } from "#audit/auditor/auditor.ts";
import type { Finding } from "#usecases/audit/report.ts";
import type { AuditRecord, Log } from "#usecases/ports.ts";

/** What the auditor, who reads the whole log, finds in some of its records. */
export async function judge(log: Log, records: readonly AuditRecord[]): Promise<readonly Finding[]> {
  const auditor = new Auditor();
  for await (const record of log.read()) auditor.take(record);
  const asked = new Set(records.map(({ seq }) => seq));
  return auditor.findings
    .filter(({ seq }) => asked.has(seq))
    .map(({ check, rule, seq, says }) => ({ rule: rule === undefined ? check : `${check}, ${rule}`, seq, says }));
}
