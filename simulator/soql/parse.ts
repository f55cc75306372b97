import { ApexErrorListener, ApexParser, ApexParserFactory, type ApexToken } from "@apexdevtools/apex-parser";
import type { Query } from "./ast.ts";
import { SoqlError, unreadable } from "./error.ts";
import { blotted, quotedAt } from "./text.ts";
import { queryOf } from "./tree.ts";

/** The longest query that the platform takes. */
export const LONGEST = 100_000;
/**
 * How deep parentheses may stand. The platform's own bound is not known; the grammar needs a fifth of a second for this
 * one, and the square of it for more.
 */
const DEEPEST = 30;

const DEFAULT_CHANNEL = 0;
const END = -1;
/** Words that a colon and a number belong to. */
const COUNTED = /^(last|next)_n_\w+$|^n_\w+_ago$/i;

/** Turns the first thing the grammar does not understand into the platform's error. */
class Complaint extends ApexErrorListener {
  readonly #text: string;

  constructor(text: string) {
    super();
    this.#text = text;
  }

  override syntaxError(_: unknown, offending: unknown, line: number, column: number): void {
    if (offending && typeof offending === "object" && "start" in offending)
      throw unexpected(this.#text, offending as ApexToken);
    const rows = this.#text.split("\n").slice(0, line - 1);
    const at = rows.reduce((sum, row) => sum + row.length + 1, 0) + column;
    const found = this.#text.codePointAt(at);
    const character = found === undefined ? "<EOF>" : String.fromCodePoint(found);
    throw unreadable(this.#text, at, `line ${line}:${column} no viable alternative at character '${character}'`);
  }

  override apexSyntaxError(line: number, column: number): void {
    this.syntaxError(undefined, undefined, line, column);
  }
}

function unexpected(text: string, token: ApexToken): SoqlError {
  if (token.type === END) return unreadable(text, text.length, "unexpected token: '<EOF>'");
  return unreadable(text, token.start, `unexpected token: '${text.slice(token.start, token.stop + 1)}'`);
}

/** What of the tokens no query has, though the grammar, which is Apex's, would take it. */
function checkTokens(text: string, tokens: readonly ApexToken[], variables: boolean): void {
  let depth = 0;
  let before = "";
  for (const token of tokens) {
    const said = token.text;
    if (said.startsWith("/*") || said.startsWith("//")) throw unreadable(text, token.start, "unexpected token: '/'");
    if (token.channel !== DEFAULT_CHANNEL) continue;
    depth += said === "(" ? 1 : said === ")" ? -1 : 0;
    if (depth > DEEPEST)
      throw new SoqlError("QUERY_TOO_COMPLICATED", `parentheses stand more than ${DEEPEST} deep; write it flatter`);
    if (said === ":" && !variables && !COUNTED.test(before))
      throw unreadable(text, token.start, "Bind variables only allowed in Apex code");
    // The grammar would take FROM for a field, and the object for its alias.
    if (/^from$/i.test(said) && /^(?:select|,)$/i.test(before)) throw unexpected(text, token);
    before = said;
  }
}

export interface ParseOptions {
  /** Dynamic queries in Apex bind variables; over the wire a bind is an error. */
  readonly variables?: boolean;
}

/** Reads a query; throws a SoqlError, and nothing else, whatever the text is. */
export function parseQuery(text: string, { variables = false }: ParseOptions = {}): Query {
  if (text.length > LONGEST)
    throw new SoqlError("MALFORMED_QUERY", `SOQL statements cannot be longer than ${LONGEST} characters.`);
  const complaint = new Complaint(text);
  const lexer = ApexParserFactory.createLexer(blotted(text));
  lexer.addErrorListener(complaint);
  const stream = ApexParserFactory.createTokenStream(lexer);
  stream.fill();
  checkTokens(text, stream.tokens, variables);
  const parser = new ApexParser(stream);
  parser.removeErrorListeners();
  parser.addErrorListener(complaint);
  const tree = parser.query();
  const last = tree.stop?.tokenIndex ?? -1;
  const beyond = stream.tokens.find(({ channel, tokenIndex }) => channel === DEFAULT_CHANNEL && tokenIndex > last);
  if (beyond && beyond.type !== END) throw unexpected(text, beyond);
  return queryOf(text, ({ start, stop }) => quotedAt(text, start, stop), tree);
}
