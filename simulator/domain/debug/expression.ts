import { Fault } from "#domain/fault.ts";

// Regular expressions that take a time in proportion to the text, whatever they say. JavaScript's own go back and try
// again, so one filter of a debugging session could hold up everybody; here all ways through are walked side by side.

/** How long an expression may be, in characters, and how many steps it may come to once its counts are written out. */
const LONGEST = 255;
const MOST_STEPS = 5_000;

type Step =
  | { readonly is: "character"; readonly fits: (character: string) => boolean }
  | { readonly is: "start" | "end" | "done" }
  /** On at each of these places, relative to this one. */
  | { readonly is: "fork"; readonly by: readonly number[] };

/** An expression made ready, as steps of which the last is `done`. */
export type Compiled = readonly Step[];

/** Fault INVALID_FIELD when the text is no regular expression, is too large, or uses what cannot be matched in one pass. */
export function compiled(expression: string): Compiled {
  if (expression.length > LONGEST)
    throw unfit(expression.slice(0, 20), `it has ${expression.length} characters; at most ${LONGEST} can be used`);
  const steps = new Reader(expression).whole();
  if (steps.length > MOST_STEPS) throw unfit(expression, "it is too large once its counts are written out; use less");
  return [...steps, { is: "done" }];
}

/** Whether the expression matches the text from end to end. */
export function matchesWhole(steps: Compiled, text: string): boolean {
  let at = reached(steps, [0], true, text === "");
  for (let place = 0; place < text.length; place += 1) {
    const character = text.charAt(place);
    const next = [...at].filter((one) => {
      const step = steps[one];
      return step?.is === "character" && step.fits(character);
    });
    const stepped = next.map((one) => one + 1);
    at = reached(steps, stepped, false, place === text.length - 1);
  }
  return at.has(steps.length - 1);
}

/** Every step that can be got to without reading a character. */
function reached(steps: Compiled, from: readonly number[], atStart: boolean, atEnd: boolean): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [...from];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (found.has(one)) continue;
    found.add(one);
    const step = steps[one];
    if (step?.is === "fork") open.push(...step.by.map((by) => one + by));
    else if ((step?.is === "start" && atStart) || (step?.is === "end" && atEnd)) open.push(one + 1);
  }
  return found;
}

const unfit = (expression: string, why: string): Fault =>
  new Fault("INVALID_FIELD", `"${expression}" is no entry point filter: ${why}`);

/** The ranges behind `\d`, `\w` and `\s`, and behind the same in capitals what is outside them. */
const KINDS: Readonly<Record<string, RegExp>> = { d: /[0-9]/, w: /[0-9A-Za-z_]/, s: /\s/ };
const CONTROLS: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r" };
const COUNT = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Compiled {
    const steps = this.#alternatives();
    if (this.#at < this.#text.length) throw this.#unfit('a ")" has no "(" before it');
    return steps;
  }

  #alternatives(): Compiled {
    let steps = this.#sequence();
    while (this.#taken("|")) {
      const other = this.#sequence();
      steps = [{ is: "fork", by: [1, steps.length + 2] }, ...steps, { is: "fork", by: [other.length + 1] }, ...other];
    }
    return steps;
  }

  #sequence(): Compiled {
    const steps: Step[] = [];
    for (let next = this.#next(); next !== "" && next !== "|" && next !== ")"; next = this.#next()) {
      for (const step of this.#counted(this.#atom())) steps.push(step);
      this.#checkSize(steps.length);
    }
    return steps;
  }

  #atom(): Compiled {
    const character = this.#read();
    switch (character) {
      case "(":
        return this.#group();
      case "[":
        return [{ is: "character", fits: this.#set() }];
      case ".":
        return [{ is: "character", fits: (one) => one !== "\n" }];
      case "^":
        return [{ is: "start" }];
      case "$":
        return [{ is: "end" }];
      case "\\":
        return [{ is: "character", fits: this.#escaped() }];
      case "*":
      case "+":
      case "?":
      case "{":
        throw this.#unfit(`there is nothing before "${character}" that it could repeat`);
      default:
        return [{ is: "character", fits: (one) => one === character }];
    }
  }

  #group(): Compiled {
    if (this.#taken("?") && !this.#taken(":")) throw this.#unfit('"(?" can only be followed by ":"');
    const steps = this.#alternatives();
    if (!this.#taken(")")) throw this.#unfit('a "(" is never closed');
    return steps;
  }

  /** What a count makes of the steps before it. Which of several ways is tried first makes no difference to the answer. */
  #counted(steps: Compiled): Compiled {
    const mark = this.#next();
    const [found, least, more, most] = COUNT.exec(this.#text.slice(this.#at)) ?? [];
    if (mark === "{" && !found)
      throw this.#unfit('a "{" begins a count, such as {2} or {1,3}; write "\\{" for a brace');
    if (found) this.#at += found.length;
    else if (mark === "*" || mark === "+" || mark === "?") this.#at += 1;
    else return steps;
    const counts = found
      ? { least: Number(least), most: more ? (most ? Number(most) : undefined) : Number(least) }
      : { least: mark === "+" ? 1 : 0, most: mark === "?" ? 1 : undefined };
    this.#taken("?");
    if (this.#next() !== "" && "*+?{".includes(this.#next())) throw this.#unfit("a count cannot be counted again");
    return this.#repeated(steps, counts);
  }

  #repeated(steps: Compiled, { least, most }: { readonly least: number; readonly most: number | undefined }): Compiled {
    if (most !== undefined && most < least) throw this.#unfit(`a count cannot go from ${least} to ${most}`);
    this.#checkSize((steps.length + 2) * Math.max(least, most ?? 0, 1));
    const must = Array.from({ length: least }, () => steps).flat();
    if (most === undefined)
      return [...must, { is: "fork", by: [1, steps.length + 2] }, ...steps, { is: "fork", by: [-steps.length - 1] }];
    const may = Array.from(
      { length: most - least },
      (): Compiled => [{ is: "fork", by: [1, steps.length + 1] }, ...steps],
    );
    return [...must, ...may.flat()];
  }

  #set(): (character: string) => boolean {
    const negated = this.#taken("^");
    const parts: ((character: string) => boolean)[] = [];
    for (let first = true; first || this.#next() !== "]"; first = false) {
      if (this.#next() === "") throw this.#unfit('a "[" is never closed');
      parts.push(this.#member());
    }
    this.#at += 1;
    return (one) => parts.some((fits) => fits(one)) !== negated;
  }

  #member(): (character: string) => boolean {
    const from = this.#read();
    if (from === "\\") return this.#escaped();
    const isRange = this.#next() === "-" && !["]", ""].includes(this.#text.charAt(this.#at + 1));
    if (!isRange) return (one) => one === from;
    this.#at += 1;
    const to = this.#read();
    if (to === "\\" || to < from) throw this.#unfit(`"${from}-${to}" is no range of characters`);
    return (one) => from <= one && one <= to;
  }

  #escaped(): (character: string) => boolean {
    const character = this.#read();
    const kind = KINDS[character.toLowerCase()];
    if (kind) return (one) => kind.test(one) === (character === character.toLowerCase());
    const meant = CONTROLS[character] ?? character;
    if (character === "" || (/[0-9A-Za-z]/.test(character) && meant === character))
      throw this.#unfit(`"\\${character}" cannot be used; there are \\d, \\w, \\s and signs to be taken as they are`);
    return (one) => one === meant;
  }

  #checkSize(steps: number): void {
    if (steps > MOST_STEPS) throw this.#unfit("it is too large once its counts are written out; use less");
  }

  #unfit(why: string): Fault {
    return unfit(this.#text, why);
  }

  #next(): string {
    return this.#text.charAt(this.#at);
  }

  #read(): string {
    const character = this.#next();
    this.#at += 1;
    return character;
  }

  #taken(character: string): boolean {
    if (this.#next() !== character) return false;
    this.#at += 1;
    return true;
  }
}
