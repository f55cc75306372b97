import type { Dice } from "#fixtures/dice.ts";
import type { SimulatedFile } from "./simulated-file.ts";

type Entry = SimulatedFile | SimulatedFolder;

/** A change of what a folder holds. A rename is one: it is whole after a loss of power, or was never there. */
type Change =
  | { readonly is: "put"; readonly name: string; readonly entry: Entry }
  | { readonly is: "moved"; readonly from: string; readonly name: string; readonly entry: Entry }
  | { readonly is: "removed"; readonly name: string };

/** What a folder holds as the processes see it, and as the disk has it. */
export class SimulatedFolder {
  #durable: ReadonlyMap<string, Entry>;
  readonly #visible: Map<string, Entry>;
  #pending: readonly Change[];

  constructor(durable: ReadonlyMap<string, Entry> = new Map(), pending: readonly Change[] = []) {
    this.#durable = durable;
    this.#pending = pending;
    this.#visible = applied(durable, pending);
  }

  get names(): readonly string[] {
    return [...this.#visible.keys()];
  }

  get(name: string): Entry | undefined {
    return this.#visible.get(name);
  }

  put(name: string, entry: Entry): void {
    this.#change({ is: "put", name, entry });
  }

  move(from: string, name: string, entry: Entry): void {
    this.#change({ is: "moved", from, name, entry });
  }

  remove(name: string): void {
    this.#change({ is: "removed", name });
  }

  #change(change: Change): void {
    apply(this.#visible, change);
    this.#pending = [...this.#pending, change];
  }

  sync(): void {
    this.#durable = new Map(this.#visible);
    this.#pending = [];
  }

  /** The same folder in a machine of its own; `of` answers the same copy for the same entry. */
  fork(of: (entry: Entry) => Entry): SimulatedFolder {
    return new SimulatedFolder(copied(this.#durable, of), this.#pendingIn(of));
  }

  /** The folder after a loss of power: of the changes since it was last synced any can be missing, mostly the last ones. */
  afterPowerLoss(dice: Dice, of: (entry: Entry) => Entry): SimulatedFolder {
    const pending = this.#pendingIn(of);
    const inOrder = dice.upTo(pending.length + 1);
    const survived = dice.upTo(3) > 0 ? pending.slice(0, inOrder) : pending.filter(() => dice.upTo(2) === 0);
    return new SimulatedFolder(applied(copied(this.#durable, of), survived));
  }

  #pendingIn(of: (entry: Entry) => Entry): readonly Change[] {
    return this.#pending.map((change) => (change.is === "removed" ? change : { ...change, entry: of(change.entry) }));
  }
}

const copied = (entries: ReadonlyMap<string, Entry>, of: (entry: Entry) => Entry): ReadonlyMap<string, Entry> =>
  new Map([...entries].map(([name, entry]) => [name, of(entry)]));

function applied(entries: ReadonlyMap<string, Entry>, changes: readonly Change[]): Map<string, Entry> {
  const all = new Map(entries);
  for (const change of changes) apply(all, change);
  return all;
}

function apply(entries: Map<string, Entry>, change: Change): void {
  if (change.is === "moved") entries.delete(change.from);
  if (change.is === "removed") entries.delete(change.name);
  else entries.set(change.name, change.entry);
}
