import { type Token, tokensOf } from "./apex-tokens.ts";

/** One declaration: its words up to the body or initial value, and what is declared within. */
export interface Declaration {
  readonly kind: "class" | "interface" | "enum" | "trigger" | "method" | "property" | "field" | "initializer";
  /** Modifiers, type, name, parameters; without annotations. */
  readonly header: readonly Token[];
  /** Of a class or interface. */
  readonly members: readonly Declaration[];
  /** Of a property: each accessor's words, `private set` for example. */
  readonly accessors: readonly (readonly Token[])[];
  /** Of an enum: what stands between its braces. */
  readonly values: readonly Token[];
}

const TYPES = ["class", "interface", "enum"] as const;

/**
 * Reads what Apex source declares, down to the members of nested types. Bodies and initial values are skipped by
 * matching brackets, so source that does not compile gives fewer declarations and never more text of a body.
 */
export function declarationsOf(source: string): readonly Declaration[] {
  return new Reader(tokensOf(source)).members();
}

const is = (token: Token, word: string): boolean => token.kind !== "string" && token.text.toLowerCase() === word;

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** Declarations up to the brace that closes the type, or the end of the source. */
  members(): readonly Declaration[] {
    const found: Declaration[] = [];
    for (let one = this.#declaration(); one; one = this.#declaration()) found.push(one);
    return found;
  }

  #declaration(): Declaration | undefined {
    const header: Token[] = [];
    for (let token = this.#next(); token; token = this.#next()) {
      if (is(token, "}")) return undefined;
      if (is(token, "@")) this.#skipAnnotation();
      else if (is(token, ";")) return declared(header.some((one) => is(one, "(")) ? "method" : "field", header);
      else if (is(token, "=")) {
        this.#skipTo(";");
        return declared("field", header);
      } else if (is(token, "{")) return this.#body(header);
      else if (is(token, "(")) header.push(token, ...this.#within("(", ")"), { kind: "mark", text: ")" });
      else header.push(token);
    }
    return undefined;
  }

  #body(header: readonly Token[]): Declaration {
    const type = TYPES.find((word) => header.some((token) => is(token, word)));
    if (type === "enum") return { ...declared("enum", header), values: this.#within("{", "}") };
    if (type) return { ...declared(type, header), members: this.members() };
    if (header[0] && is(header[0], "trigger")) return this.#skipBody("trigger", header);
    if (header.some((token) => is(token, "("))) return this.#skipBody("method", header);
    if (header.every((token) => is(token, "static"))) return this.#skipBody("initializer", header);
    return { ...declared("property", header), accessors: this.#accessors() };
  }

  #skipBody(kind: Declaration["kind"], header: readonly Token[]): Declaration {
    this.#within("{", "}");
    return declared(kind, header);
  }

  #accessors(): readonly (readonly Token[])[] {
    const accessors: Token[][] = [];
    let words: Token[] = [];
    for (let token = this.#next(); token && !is(token, "}"); token = this.#next()) {
      if (!is(token, ";") && !is(token, "{")) {
        words.push(token);
        continue;
      }
      if (is(token, "{")) this.#within("{", "}");
      accessors.push(words);
      words = [];
    }
    return accessors;
  }

  /** An annotation's name and, if it has any, its arguments. */
  #skipAnnotation(): void {
    this.#next();
    if (this.#tokens[this.#at]?.text !== "(") return;
    this.#next();
    this.#within("(", ")");
  }

  /** Over an initial value, to its end at the level it began on. */
  #skipTo(end: string): void {
    for (let token = this.#next(); token && !is(token, end); token = this.#next()) {
      if (is(token, "(")) this.#within("(", ")");
      else if (is(token, "{")) this.#within("{", "}");
      else if (is(token, "}")) {
        this.#at -= 1;
        return;
      }
    }
  }

  /** What stands between a bracket just read and its partner. */
  #within(open: string, close: string): readonly Token[] {
    const inside: Token[] = [];
    let depth = 1;
    for (let token = this.#next(); token; token = this.#next()) {
      if (is(token, open)) depth += 1;
      else if (is(token, close)) depth -= 1;
      if (depth === 0) break;
      inside.push(token);
    }
    return inside;
  }

  #next(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }
}

const declared = (kind: Declaration["kind"], header: readonly Token[]): Declaration => ({
  kind,
  header,
  members: [],
  accessors: [],
  values: [],
});
