import { SaxesParser } from "saxes";

/** An element as far as messages need one: its local name, what it says, and what is in it. */
export interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** What was sent is no XML document that is heard here. */
export class MalformedXml extends Error {}

/** Deeper than any message of a client goes. */
const DEPTH = 32;

interface Growing {
  readonly name: string;
  text: string;
  readonly children: Growing[];
}

/**
 * Reads an XML document. MalformedXml for what is not well-formed, for elements nested deeper than 32, and for a document
 * type: entities of one's own are never expanded, and nothing is ever fetched.
 */
export function parseXml(text: string): Element {
  const parser = new SaxesParser({ xmlns: true });
  const root: Growing = { name: "", text: "", children: [] };
  const open: Growing[] = [root];
  const fail = (because: string): never => {
    throw new MalformedXml(because);
  };
  parser.on("error", (error) => fail(error.message));
  parser.on("doctype", () => fail("a document type is not allowed"));
  parser.on("opentag", ({ local }) => {
    const element: Growing = { name: local, text: "", children: [] };
    if (open.length > DEPTH) fail(`elements are nested deeper than ${DEPTH}`);
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  const say = (said: string) => {
    const inner = open.at(-1);
    if (inner) inner.text += said;
  };
  parser.on("text", say);
  parser.on("cdata", say);
  parser.write(text).close();
  const [document] = root.children;
  return document ?? fail("there is no element");
}

/** The first element of a name within another. */
export const childOf = (element: Element | undefined, name: string): Element | undefined =>
  element?.children.find((one) => one.name === name);

export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element?.children.filter((one) => one.name === name) ?? [];

/** What the first element of a name says, without blanks around it. */
export const textIn = (element: Element | undefined, name: string): string | undefined =>
  childOf(element, name)?.text.trim();

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

// What XML 1.0 has no place for, not even as a reference.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those characters are what is looked for
const NOWHERE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const escaped = (text: string): string =>
  text.replace(NOWHERE, "\ufffd").replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");

/** A value that can stand in an element; null is said, undefined is not. */
export type Content = string | number | boolean | null | undefined | Contents | readonly (Content | Contents)[];
export interface Contents {
  readonly [name: string]: Content;
}

/**
 * Members as elements, in order: lists as repeated elements, null as the platform says it. A member of an element whose
 * name begins with `@` is an attribute of it.
 */
export function elements(contents: Contents): string {
  return Object.entries(contents)
    .map(([name, content]) => elementOf(name, content))
    .join("");
}

function elementOf(name: string, content: Content): string {
  if (content === undefined) return "";
  if (content === null) return `<${name} xsi:nil="true"/>`;
  if (Array.isArray(content)) return content.map((one) => elementOf(name, one)).join("");
  if (typeof content !== "object") return tagged(name, "", escaped(`${content}`));
  const members = Object.entries(content as Contents);
  const attributes = members
    .filter(([key]) => key.startsWith("@"))
    .map(([key, value]) => ` ${key.slice(1)}="${escaped(`${value}`)}"`);
  const inner = members.filter(([key]) => !key.startsWith("@")).map(([key, value]) => elementOf(key, value));
  return tagged(name, attributes.join(""), inner.join(""));
}

const tagged = (name: string, attributes: string, inner: string): string =>
  inner === "" ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
