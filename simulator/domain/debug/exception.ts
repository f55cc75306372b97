import type { ApexClass, OrgRows } from "#domain/org.ts";
import { type Declaration, declarationsOf } from "#domain/power/apex-declarations.ts";
import { parseTypeRef } from "./type-ref.ts";

/** The namespace of the platform's own exceptions, as the debugger's protocol names it. */
export const SYSTEM_EXCEPTION = "com/salesforce/api/exception/";

/** Exceptions of the System namespace that Apex code can meet. */
const SYSTEM: readonly string[] = [
  "AssertException",
  "AsyncException",
  "BigObjectException",
  "CalloutException",
  "DataWeaveScriptException",
  "DmlException",
  "EmailException",
  "ExternalObjectException",
  "FinalException",
  "FlowException",
  "HandledException",
  "IllegalArgumentException",
  "InvalidParameterValueException",
  "JSONException",
  "LimitException",
  "ListException",
  "MathException",
  "NoAccessException",
  "NoDataFoundException",
  "NoSuchElementException",
  "NullPointerException",
  "QueryException",
  "RequiredFeatureMissingException",
  "SearchException",
  "SecurityException",
  "SerializationException",
  "SObjectException",
  "StringException",
  "TypeException",
  "UnexpectedException",
  "VisualforceException",
  "XmlException",
];

/** Whether this names an exception of the platform itself. */
export const isSystemException = (text: string): boolean =>
  text.startsWith(SYSTEM_EXCEPTION) && SYSTEM.includes(text.slice(SYSTEM_EXCEPTION.length));

/**
 * Whether a type of the org extends Exception, itself or through another class of its namespace (DEBUG-30).
 * A name that leads round in a circle, or to a class that is not there, is none.
 */
export function extendsException({ apexClasses }: Pick<OrgRows, "apexClasses">, text: string): boolean {
  const ref = parseTypeRef(text);
  if (!ref || ref.kind === "trigger") return false;
  const own = Object.values(apexClasses).filter(
    ({ kind, namespace }) => kind === "class" && namespace === ref.namespace,
  );
  const [outer = "", inner] = ref.type.split("$");
  const seen = new Set<string>();
  for (let found = classIn(own, outer, inner); found; ) {
    const parent = parentOf(found.declaration);
    if (parent === undefined || seen.has(found.name)) return false;
    seen.add(found.name);
    const [first = "", second] = parent.split(".");
    if (first === "Exception" || (first === "System" && second === "Exception")) return true;
    found =
      second === undefined ? (classIn(own, found.outer, first) ?? classIn(own, first)) : classIn(own, first, second);
  }
  return false;
}

interface Found {
  readonly name: string;
  readonly outer: string;
  readonly declaration: Declaration;
}

function classIn(classes: readonly ApexClass[], outer: string, inner?: string): Found | undefined {
  const body = classes.find(({ name }) => name === outer)?.body;
  const top = body === undefined ? undefined : declarationsOf(body).find(({ kind }) => kind === "class");
  const declaration = inner === undefined ? top : top?.members.find((one) => isClass(one, inner));
  return declaration && { name: `${outer}.${inner ?? ""}`, outer, declaration };
}

const isClass = ({ kind, header }: Declaration, name: string): boolean =>
  kind === "class" && header.some(({ text }, at) => text === name && header[at - 1]?.text.toLowerCase() === "class");

/** What stands behind `extends`, with dots. */
function parentOf({ header }: Declaration): string | undefined {
  const at = header.findIndex(({ text }) => text.toLowerCase() === "extends");
  if (at < 0) return undefined;
  const behind = header.slice(at + 1).map(({ text }) => text);
  const end = behind.findIndex((text) => text.toLowerCase() === "implements");
  return behind.slice(0, end < 0 ? behind.length : end).join("");
}
