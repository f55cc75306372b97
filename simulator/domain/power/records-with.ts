import { LeafIndex } from "#domain/growing-table.ts";
import type { CustomObject, OrgRows, SObjectRecord } from "#domain/org.ts";

/** By the object as it is defined, and the name of its field. */
const indexes = new WeakMap<CustomObject, Map<string, LeafIndex<SObjectRecord>>>();

function indexOf(of: CustomObject, field: string): LeafIndex<SObjectRecord> {
  const known = indexes.get(of) ?? new Map<string, LeafIndex<SObjectRecord>>();
  indexes.set(of, known);
  let index = known.get(field);
  if (!index) {
    index = new LeafIndex(({ sobject, fields }) => (sobject === of.name ? fields[field]?.toLowerCase() : undefined));
    known.set(field, index);
  }
  return index;
}

/** The records of an object that have a value in a field, in whatever letters; those in the recycle bin, too. */
export const recordsWith = (
  { records }: OrgRows,
  of: CustomObject,
  field: string,
  value: string,
): readonly SObjectRecord[] => records.by(indexOf(of, field), value.toLowerCase());
