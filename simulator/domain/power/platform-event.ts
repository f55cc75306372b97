import { sha256 } from "#domain/review/sha256.ts";

/** Whether an object is a platform event: its name tells. */
export const isPlatformEvent = (name: string): boolean => /__e$/i.test(name);

/** The universally unique id of a published event, drawn from its id, so that a second run of the same has the same. */
export function eventUuid(id: string): string {
  const hex = sha256(id);
  // Version 8 of RFC 9562, whose other bits are the maker's own.
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join("-");
}

/** The fingerprint of an event's fields, which tells clients whether they know its form already. */
export const schemaOfEvent = (
  name: string,
  fields: readonly { readonly name: string; readonly type: string }[],
): string =>
  sha256(encodeURIComponent([name, ...fields.map((field) => `${field.name} ${field.type}`)].join("\n"))).slice(0, 22);
