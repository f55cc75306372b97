import { EMPTY_ROOT, type Hash, nodeHash } from "./hashes.ts";
import type { ReadNode } from "./proof.ts";

/** All perfect subtrees of a tree that grows, kept in memory: twice as many hashes as there are leaves. */
export class PerfectNodes {
  readonly #levels: Hash[][] = [[]];

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leaf: Hash): void {
    let hash = leaf;
    for (let level = 0; ; level += 1) {
      const nodes = this.#levels[level] ?? [];
      this.#levels[level] = nodes;
      nodes.push(hash);
      const left = nodes.at(-2);
      if (left === undefined || nodes.length % 2 === 1) return;
      hash = nodeHash(left, hash);
    }
  }

  readonly read: ReadNode = (level, index) => {
    const node = this.#levels[level]?.[index];
    if (node === undefined) throw new RangeError(`no node ${index} of level ${level} in a tree of ${this.size}`);
    return node;
  };

  root(): Hash {
    let root: Hash | undefined;
    for (const nodes of this.#levels) {
      const last = nodes.length % 2 === 1 ? nodes.at(-1) : undefined;
      if (last !== undefined) root = root === undefined ? last : nodeHash(last, root);
    }
    return root ?? EMPTY_ROOT;
  }
}
