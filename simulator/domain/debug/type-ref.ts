import { notFound } from "#domain/fault.ts";
import type { ApexClass, OrgRows, TypeLines } from "#domain/org.ts";

/** A class, inner class or trigger as the debugger's protocol names it. */
export interface TypeRef {
  readonly kind: "class" | "trigger";
  readonly namespace?: string;
  /** `InvoiceService`; `InvoiceService$Totals` for an inner class. */
  readonly type: string;
}

/** What an Execute Anonymous block is called; it has no source that anybody could set a breakpoint in (DEBUG-33). */
export const ANONYMOUS = "anon";

const TRIGGER = "__sfdc_trigger/";
const TYPE_REF = /^(?:(\w+)\/)?(\w+(?:\$\w+)?)$/;

/** `ledg/InvoiceService$Totals`, and `__sfdc_trigger/ledg/InvoiceTrigger` for a trigger. */
export const formatTypeRef = ({ kind, namespace, type }: TypeRef): string =>
  `${kind === "trigger" ? TRIGGER : ""}${namespace === undefined ? "" : `${namespace}/`}${type}`;

/** Reads what `formatTypeRef` writes; nothing for an anonymous block, a system type, and what is no name at all. */
export function parseTypeRef(text: string): TypeRef | undefined {
  const kind = text.startsWith(TRIGGER) ? "trigger" : "class";
  const [, namespace, type] = TYPE_REF.exec(kind === "trigger" ? text.slice(TRIGGER.length) : text) ?? [];
  if (type === undefined || text === ANONYMOUS) return undefined;
  return { kind, ...(namespace !== undefined && { namespace }), type };
}

/** The source a type stands in. Fault NOT_FOUND when the org has none of that name. */
export function sourceOf({ apexClasses }: Pick<OrgRows, "apexClasses">, text: string): ApexClass {
  const ref = parseTypeRef(text);
  const [name] = ref?.type.split("$") ?? [];
  const source = Object.values(apexClasses).find(
    (one) => one.kind === ref?.kind && one.name === name && one.namespace === ref.namespace,
  );
  if (!source) throw notFound("Apex class or trigger", text);
  return source;
}

/** Where the debugger can stop in a type; nothing where nobody has said. */
export const linesOf = ({ lines }: ApexClass, text: string): TypeLines | undefined =>
  lines?.find(({ type }) => type === parseTypeRef(text)?.type);
