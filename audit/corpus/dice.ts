import { createHash } from "node:crypto";

/** Chance that is the same in every run: all of it comes from one text. */
export class Dice {
  readonly #seed: string;
  #rolls = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  bytes(size: number): Buffer {
    this.#rolls += 1;
    return createHash("shake256", { outputLength: size }).update(`${this.#seed} ${this.#rolls}`).digest();
  }

  /** A whole number from 0, below this one. */
  below(limit: number): number {
    return this.bytes(6).readUIntBE(0, 6) % limit;
  }

  /** True so many times in a hundred. */
  happens(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of a list that is not empty. */
  pick<Item>(list: readonly Item[]): Item {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new RangeError("nothing to pick from");
    return item;
  }

  hash(): string {
    return this.bytes(32).toString("base64");
  }

  /** 16 bytes as nonces and salts are written. */
  salt(): string {
    return this.bytes(16).toString("base64url");
  }
}
