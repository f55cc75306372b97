import { type Declaration, declarationsOf } from "./apex-declarations.ts";
import { spell, type Token } from "./apex-tokens.ts";

const INDENT = "    ";
const NARROWER = ["private", "protected", "public"];

const has = (tokens: readonly Token[], ...words: readonly string[]): boolean =>
  tokens.some(({ text }) => words.includes(text.toLowerCase()));

/** `webservice` makes a method as visible as `global` does. */
const isGlobal = ({ header }: Declaration): boolean => has(header, "global", "webservice");

/**
 * What is left of a class for those who may not see its code: the signatures of its global members, within the
 * global types that hold them. Empty when the class is not global.
 */
export function globalSignatures(source: string): string {
  return linesOf(declarationsOf(source).filter(isGlobal), "").join("\n");
}

function linesOf(declarations: readonly Declaration[], indent: string): readonly string[] {
  return declarations.flatMap((declaration) => {
    const signature = indent + spell(declaration.header);
    switch (declaration.kind) {
      case "class":
        return typeLines(signature, declaration.members.filter(isGlobal), indent);
      case "interface":
        // The methods of a global interface carry no modifier of their own and are as global as it is.
        return typeLines(signature, declaration.members, indent);
      case "enum":
        return [`${signature} { ${spell(declaration.values)} }`];
      case "property":
        return [`${signature} { ${accessorsOf(declaration)}}`];
      case "method":
      case "field":
        return [`${signature};`];
      default:
        return [];
    }
  });
}

const typeLines = (signature: string, members: readonly Declaration[], indent: string): readonly string[] => [
  `${signature} {`,
  ...linesOf(members, indent + INDENT),
  `${indent}}`,
];

const accessorsOf = ({ accessors }: Declaration): string =>
  accessors
    .filter((words) => !has(words, ...NARROWER))
    .map((words) => `${spell(words)}; `)
    .join("");

/** A trigger's object and the events it runs on, as its own head declares them; nothing when the source holds no trigger. */
export function triggerHead(
  source: string,
): { readonly object: string; readonly events: readonly string[] } | undefined {
  const trigger = declarationsOf(source).find(({ kind }) => kind === "trigger");
  const [, , on, object, , ...rest] = trigger?.header ?? [];
  if (!object || on?.text.toLowerCase() !== "on") return undefined;
  const events = spell(rest.slice(0, -1))
    .split(",")
    .map((event) => event.trim().toLowerCase());
  return { object: object.text, events };
}
