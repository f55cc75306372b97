import { ApexErrorListener, ApexParser, ApexParserFactory, type ApexToken } from "@apexdevtools/apex-parser";
import type { Query } from "./ast.ts";
import { SoqlError, unreadable } from "./error.ts";
import { blotted, quotedAt, unwrapped } from "./text.ts";
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

/** Lists of these words are the one thing in the grammar, beside parentheses, that nests without end. */
const TRACKED = /^(?:tracking|viewstat)$/i;
const LONGEST_LIST = 8;
/** Far more selects within selects than the platform takes, and few enough to be read at once. */
const SELECTS = 100;

/** What of the tokens no query has, though the grammar, which is Apex's, would take it. */
function checkTokens(text: string, all: readonly ApexToken[], variables: boolean): void {
  const comment = all.find(({ text: said }) => said.startsWith("/*") || said.startsWith("//"));
  if (comment) throw unreadable(text, comment.start, "unexpected token: '/'");
  const tokens = all.filter(({ channel }) => channel === DEFAULT_CHANNEL);
  let [depth, listed, selects] = [0, 0, 0];
  for (const [nth, token] of tokens.entries()) {
    const [said, before] = [token.text, tokens[nth - 1]?.text ?? ""];
    depth += said === "(" ? 1 : said === ")" ? -1 : 0;
    if (depth > DEEPEST) throw tooComplicated(`parentheses stand more than ${DEEPEST} deep; write it flatter`);
    if (/^select$/i.test(said) && before === "(") selects += 1;
    if (selects > SELECTS) throw tooComplicated(`there are more than ${SELECTS} selects within it`);
    if (said === ":" && !COUNTED.test(before)) checkBind(text, token, tokens.slice(nth + 1, nth + 3), variables);
    // The grammar would take FROM for a field, and the object for its alias.
    if (/^from$/i.test(said) && /^(?:select|,)$/i.test(before)) throw unexpected(text, token);
    if (said !== ",") listed = TRACKED.test(said) ? listed + 1 : 0;
    if (listed > LONGEST_LIST) throw unexpected(text, token);
  }
}

const tooComplicated = (sentence: string): SoqlError => new SoqlError("QUERY_TOO_COMPLICATED", sentence);

/** A bind is the name of a variable, and only Apex has variables. */
function checkBind(text: string, colon: ApexToken, [name, next]: readonly ApexToken[], variables: boolean): void {
  if (!variables) throw unreadable(text, colon.start, "Bind variables only allowed in Apex code");
  if (name && !/^[a-z]\w*$/i.test(name.text)) throw unexpected(text, name);
  if (next && next.type !== END && !/^(?:[),]|(?!instanceof$)[a-z]\w*)$/i.test(next.text)) throw unexpected(text, next);
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
  const lexer = ApexParserFactory.createLexer(unwrapped(blotted(text)));
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
