import type { EvidenceRequest, Proven } from "#usecases/ports.ts";
import { canonical } from "./canonical.ts";

/**
 * An evidence pack (SPEC.md, section 10): canonical JSON and a newline, which whoever receives it verifies without the
 * log. It holds the records, the way from each to the root that the checkpoint signs, and those of their sealed values
 * that the receiver may read.
 */
export function formatEvidence(
  { checkpoint, keys, records }: Proven,
  { shows = () => true, complete, about }: Omit<EvidenceRequest, "numbers"> = {},
): string {
  const disclosures = records.flatMap(({ line, values }) => {
    const record = JSON.parse(line);
    const shown = values.filter(({ name }) => shows(record, name));
    return shown.map(({ name, salt, text }) => [record.seq, name, salt, JSON.parse(text)]);
  });
  const proven = records.map(({ line, proof }) => ({ line, proof }));
  return `${canonical({ about, checkpoint, complete, disclosures, keys, records: proven, v: 2 })}\n`;
}
