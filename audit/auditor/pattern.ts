/** Places in a text, counted from its beginning. */
type Places = ReadonlySet<number>;
/** From where a piece may begin to match, to where it may end: so no way through is ever tried twice. */
type Piece = (text: string, from: Places) => Places;

const KINDS: Readonly<Record<string, RegExp>> = { d: /[0-9]/, w: /[0-9A-Za-z_]/, s: /\s/ };
const CONTROLS: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };

/** Whether a filter of entry points matches a text from end to end; nothing for an expression that cannot be read. */
export function matches(expression: string, text: string): boolean | undefined {
  const reader = new Reader(expression);
  const piece = reader.alternatives();
  if (!reader.isOver) return undefined;
  return piece(text, new Set([0])).has(text.length);
}

const one =
  (fits: (character: string) => boolean): Piece =>
  (text, from) =>
    new Set([...from].filter((at) => at < text.length && fits(text.charAt(at))).map((at) => at + 1));

const only =
  (isHere: (at: number, length: number) => boolean): Piece =>
  (text, from) =>
    new Set([...from].filter((at) => isHere(at, text.length)));

function repeated(piece: Piece, least: number, most: number): Piece {
  return (text, from) => {
    let at = from;
    for (let n = 0; n < least; n += 1) at = piece(text, at);
    const found = new Set(at);
    // What was reached before leads nowhere new, so this ends, whatever the count.
    for (let n = least; n < most && at.size > 0; n += 1) {
      at = new Set([...piece(text, at)].filter((place) => !found.has(place)));
      for (const place of at) found.add(place);
    }
    return found;
  };
}

/** Reads one expression: alternatives, groups, sets, counts, and signs that stand for themselves. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isOver(): boolean {
    return this.#at >= this.#text.length;
  }

  alternatives(): Piece {
    const all = [this.#sequence()];
    while (this.#took("|")) all.push(this.#sequence());
    return (text, from) => new Set(all.flatMap((piece) => [...piece(text, from)]));
  }

  #sequence(): Piece {
    const pieces: Piece[] = [];
    while (!this.isOver && !"|)".includes(this.#next)) pieces.push(this.#counted(this.#piece()));
    return (text, from) => pieces.reduce((at, piece) => piece(text, at), from);
  }

  #piece(): Piece {
    const sign = this.#read();
    if (sign === "(") {
      if (this.#took("?")) this.#took(":");
      const inside = this.alternatives();
      this.#took(")");
      return inside;
    }
    if (sign === "[") return one(this.#set());
    if (sign === ".") return one((character) => character !== "\n");
    if (sign === "^") return only((at) => at === 0);
    if (sign === "$") return only((at, length) => at === length);
    return one(sign === "\\" ? this.#escaped() : (character) => character === sign);
  }

  #counted(piece: Piece): Piece {
    const [found, least, more, most] = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.#text.slice(this.#at)) ?? [];
    const sign = found === undefined ? this.#next : "{";
    if (!"*+?{".includes(sign) || sign === "") return piece;
    this.#at += found?.length ?? 1;
    this.#took("?");
    if (found !== undefined) {
      const end = more === undefined ? Number(least) : most === "" ? Number.POSITIVE_INFINITY : Number(most);
      return repeated(piece, Number(least), end);
    }
    return repeated(piece, sign === "+" ? 1 : 0, sign === "?" ? 1 : Number.POSITIVE_INFINITY);
  }

  #set(): (character: string) => boolean {
    const isNot = this.#took("^");
    const parts: ((character: string) => boolean)[] = [];
    for (let first = true; !this.isOver && (first || this.#next !== "]"); first = false) {
      const from = this.#read();
      if (from === "\\") parts.push(this.#escaped());
      else if (this.#next === "-" && !["]", ""].includes(this.#text.charAt(this.#at + 1))) {
        this.#at += 1;
        const to = this.#read();
        parts.push((character) => from <= character && character <= to);
      } else parts.push((character) => character === from);
    }
    this.#took("]");
    return (character) => parts.some((fits) => fits(character)) !== isNot;
  }

  #escaped(): (character: string) => boolean {
    const sign = this.#read();
    const kind = KINDS[sign.toLowerCase()];
    if (kind) return (character) => kind.test(character) === (sign === sign.toLowerCase());
    const meant = CONTROLS[sign] ?? sign;
    return (character) => character === meant;
  }

  get #next(): string {
    return this.#text.charAt(this.#at);
  }

  #read(): string {
    const sign = this.#next;
    this.#at += 1;
    return sign;
  }

  #took(sign: string): boolean {
    if (this.#next !== sign || sign === "") return false;
    this.#at += 1;
    return true;
  }
}
