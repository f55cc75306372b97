/** Numbers for words, in the order they first come; number 0 stands for no word at all. */
export class Words {
  readonly #words: string[] = [""];
  readonly #numbers = new Map<string, number>();

  /** How many there are, the one that is none included. */
  get size(): number {
    return this.#words.length;
  }

  /** The number of a word, a new one for a word that is new. */
  add(word: string | undefined): number {
    if (word === undefined) return 0;
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#words.length;
    this.#words.push(word);
    this.#numbers.set(word, number);
    return number;
  }

  /** The number of a word; nothing for one that never came. */
  find(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  /** The word with a number; nothing for number 0. */
  at(number: number): string | undefined {
    return number === 0 ? undefined : this.#words[number];
  }

  /** The words from a number on. */
  from(number: number): readonly string[] {
    return this.#words.slice(number);
  }

  /** Marks the numbers of the words that are meant. */
  mark(isMeant: (word: string) => boolean): Uint8Array {
    const marks = new Uint8Array(this.#words.length);
    for (let number = 1; number < this.#words.length; number += 1)
      if (isMeant(this.#words[number] ?? "")) marks[number] = 1;
    return marks;
  }
}
