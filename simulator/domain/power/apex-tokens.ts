/** A piece of Apex source that matters for its declarations: a word, one punctuation character, or a whole string literal. */
export interface Token {
  readonly kind: "word" | "mark" | "string";
  readonly text: string;
}

const SPACE = /\s/;
const WORD = /[\p{L}\p{N}_$]/u;

/** Reads Apex source as far as tokens go. Comments vanish; what stands in a string literal is never taken for code. */
export function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    const start = at;
    const character = source.charAt(at);
    if (SPACE.test(character)) at += 1;
    else if (source.startsWith("//", at)) at = endBefore(source, "\n", at);
    else if (source.startsWith("/*", at)) at = endAfter(source, "*/", at + 2);
    else if (character === "'") {
      at = source.startsWith("'''", at) ? endAfter(source, "'''", at + 3) : endOfString(source, at + 1);
      tokens.push({ kind: "string", text: source.slice(start, at) });
    } else if (WORD.test(character)) {
      while (at < source.length && WORD.test(source.charAt(at))) at += 1;
      tokens.push({ kind: "word", text: source.slice(start, at) });
    } else {
      at += 1;
      tokens.push({ kind: "mark", text: character });
    }
  }
  return tokens;
}

function endBefore(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found;
}

function endAfter(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
}

/** Just behind the closing quote; a backslash takes the next character along. */
function endOfString(source: string, from: number): number {
  let at = from;
  while (at < source.length && source.charAt(at) !== "'") at += source.charAt(at) === "\\" ? 2 : 1;
  return Math.min(at + 1, source.length);
}

/** Tokens as one line of code, spaced the usual way. */
export function spell(tokens: readonly Token[]): string {
  let text = "";
  for (const { text: next } of tokens) text += (needsSpace(text, next) ? " " : "") + next;
  return text;
}

function needsSpace(before: string, next: string): boolean {
  if (before === "") return false;
  const last = before.charAt(before.length - 1);
  if (",;)>.[](<".includes(next)) return false;
  return !"(<.[".includes(last);
}
