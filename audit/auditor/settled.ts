/** So much of what is settled is remembered. */
const MOST = 2_000;

/** Remembers what is settled for a while and then lets go of the oldest, because a log has no end. */
export class Settled {
  readonly #ids = new Set<string>();
  readonly #letGo: (id: string) => void;

  /** `letGo` is told what is too long ago. */
  constructor(letGo: (id: string) => void) {
    this.#letGo = letGo;
  }

  add(id: string): void {
    this.#ids.delete(id);
    this.#ids.add(id);
    if (this.#ids.size <= MOST) return;
    for (const oldest of this.#ids) {
      this.#ids.delete(oldest);
      this.#letGo(oldest);
      return;
    }
  }

  /** It is not settled any more. */
  delete(id: string): void {
    this.#ids.delete(id);
  }
}
