import { ApexErrorListener, ApexParser, ApexParserFactory, type ApexToken } from "@apexdevtools/apex-parser";

/** Why a block does not compile, and where; lines and columns are counted from 1. */
export interface CompileProblem {
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

/** The longest block that is read; what the platform takes is not documented beyond the limits of its transports. */
export const LONGEST = 100_000;
/** How deep brackets of all kinds may stand: the grammar descends with them. */
const DEEPEST = 100;
/** Up to here a block that the quick reading does not understand is read once more by the thorough one. */
const THOROUGH = 8_000;

const END = -1;
/** The quick way to choose between alternatives: a hundred times faster, and wrong about some blocks it rejects. */
const SLL = 0;
const LL = 1;

class FirstProblem extends ApexErrorListener {
  first: CompileProblem | undefined;

  override syntaxError(_: unknown, offending: unknown, line: number, column: number, message: string): void {
    this.first ??= { line, column: column + 1, problem: inWords(message, offending) };
  }

  override apexSyntaxError(line: number, column: number, message: string): void {
    this.syntaxError(undefined, undefined, line, column, message);
  }
}

/** The grammar lists all it would have taken; a person wants to know what was in its way. */
function inWords(message: string, offending: unknown): string {
  const [, missing] = /^missing (.{1,40}) at /.exec(message) ?? [];
  const token = offending && typeof offending === "object" ? (offending as ApexToken) : undefined;
  const found = token ? (token.type === END ? "<EOF>" : token.text) : undefined;
  if (missing && found !== undefined) return `Missing ${missing} at '${found}'`;
  if (found !== undefined) return `Unexpected token '${found.slice(0, 80)}'.`;
  const [, symbol = ""] = /^token recognition error at: '(.*)/s.exec(message) ?? [];
  return `Unrecognized symbol '${symbol.slice(0, 1)}', which is not a valid Apex identifier.`;
}

/** What keeps a block of anonymous Apex from being Apex at all; nothing where its syntax is in order. */
export function syntaxProblem(code: string): CompileProblem | undefined {
  if (code.length > LONGEST)
    return { line: 1, column: 1, problem: `Script too large: ${code.length} characters of at most ${LONGEST}` };
  const deep = tooDeep(code);
  if (deep) return deep;
  const problem = problemBy(SLL, code);
  return problem && code.length <= THOROUGH ? problemBy(LL, code) : problem;
}

function tooDeep(code: string): CompileProblem | undefined {
  const stream = ApexParserFactory.createTokenStream(silentLexer(code));
  stream.fill();
  let depth = 0;
  for (const { text, line, column } of stream.tokens) {
    if (/^[([{]$/.test(text)) depth += 1;
    else if (/^[)\]}]$/.test(text)) depth -= 1;
    if (depth > DEEPEST)
      return { line, column: column + 1, problem: `Brackets are nested deeper than ${DEEPEST}; write it flatter` };
  }
  return undefined;
}

function silentLexer(code: string) {
  const lexer = ApexParserFactory.createLexer(code);
  lexer.removeErrorListeners();
  return lexer;
}

function problemBy(prediction: typeof SLL | typeof LL, code: string): CompileProblem | undefined {
  const problems = new FirstProblem();
  const lexer = silentLexer(code);
  lexer.addErrorListener(problems);
  const parser = new ApexParser(ApexParserFactory.createTokenStream(lexer));
  parser.removeErrorListeners();
  parser.addErrorListener(problems);
  // The parser is antlr4's, whose types do not tell of it.
  (parser as unknown as { readonly _interp: { predictionMode: number } })._interp.predictionMode = prediction;
  parser.anonymousUnit();
  return problems.first;
}
