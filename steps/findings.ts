import { Auditor } from "#audit/auditor/auditor.ts";
import type { Finding } from "#audit/auditor/finding.ts";
import type { Story } from "./story.ts";

/** What the independent auditor finds wrong in the whole log of a story. */
export async function findingsIn({ simulator }: Story): Promise<readonly Finding[]> {
  const auditor = new Auditor();
  for await (const record of simulator.ports.log.read(0)) auditor.take(record);
  auditor.close();
  return auditor.findings;
}
