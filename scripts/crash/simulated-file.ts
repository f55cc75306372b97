import type { Dice } from "#fixtures/dice.ts";

/** A disk writes so much at once: of that, all is there after a loss of power or nothing. */
const SECTORS = [512, 4096] as const;
/** A system remembers page by page what is not on the disk yet. */
const PAGE = 4096;

/** Content that is not on the disk yet, and the bytes in which it differs from what was before. */
interface Pending {
  readonly content: Buffer;
  readonly from: number;
  readonly to: number;
}

/** A file as the processes see it, and as the disk has it. No buffer in here is ever changed. */
export class SimulatedFile {
  #durable: Buffer;
  #visible: Buffer;
  #pending: readonly Pending[];

  constructor(durable: Buffer = Buffer.alloc(0), visible = durable, pending: readonly Pending[] = []) {
    this.#durable = durable;
    this.#visible = visible;
    this.#pending = pending;
  }

  /** What processes read. */
  get content(): Buffer {
    return this.#visible;
  }

  write(bytes: Uint8Array, at: number): void {
    const content = Buffer.alloc(Math.max(this.#visible.length, at + bytes.length));
    this.#visible.copy(content);
    content.set(bytes, at);
    this.#change(content, Math.min(at, this.#visible.length), at + bytes.length);
  }

  truncate(size: number): void {
    const content = Buffer.alloc(size);
    content.set(this.#visible.subarray(0, size));
    this.#change(content, Math.min(size, this.#visible.length), Math.max(size, this.#visible.length));
  }

  #change(content: Buffer, from: number, to: number): void {
    this.#visible = content;
    this.#pending = [...this.#pending, { content, from, to }];
  }

  /** Pages that were changed since they were last written, or given up, go to the disk. */
  sync(): void {
    if (this.#pending.length === 0) return;
    const durable = Buffer.alloc(this.#visible.length);
    durable.set(this.#durable.subarray(0, durable.length));
    for (const { from, to } of this.#pending) {
      const [first, last] = [Math.floor(from / PAGE) * PAGE, Math.ceil(to / PAGE) * PAGE];
      durable.set(this.#visible.subarray(first, last), Math.min(first, durable.length));
    }
    this.#durable = durable;
    this.#pending = [];
  }

  /** A sync that failed: what was not written is never written again, and processes go on seeing it. */
  giveUp(): void {
    this.#pending = [];
  }

  /** The same file in a machine of its own. */
  fork(): SimulatedFile {
    return new SimulatedFile(this.#durable, this.#visible, this.#pending);
  }

  /**
   * The file after a loss of power. Each sector is as of some moment since it was last synced, each for itself; so is
   * the length, and what the file was made longer by without its content is zero bytes.
   */
  afterPowerLoss(dice: Dice): SimulatedFile {
    const versions = [this.#durable, ...this.#pending.map(({ content }) => content)];
    if (versions.length === 1) return new SimulatedFile(this.#durable);
    const [way, latest] = [dice.upTo(6), versions.at(-1) ?? this.#durable];
    if (way === 0) return new SimulatedFile(this.#durable);
    if (way === 1) return new SimulatedFile(this.#mixed(SECTORS[0], () => latest, latest.length));
    if (way === 2) {
      const version = dice.oneOf(versions) ?? latest;
      return new SimulatedFile(this.#mixed(SECTORS[0], () => version, lengthUpTo(dice, version, versions)));
    }
    const sector = dice.oneOf(SECTORS) ?? SECTORS[0];
    const length = way === 3 ? latest.length : lengthUpTo(dice, dice.oneOf(versions) ?? latest, versions);
    return new SimulatedFile(this.#mixed(sector, (all) => dice.oneOf(all) ?? latest, length));
  }

  /** Content put together from sectors of the versions each of them can have. */
  #mixed(sector: number, choose: (versions: readonly Buffer[]) => Buffer, length: number): Buffer {
    const content = Buffer.alloc(length);
    for (let at = 0; at < length; at += sector) {
      const end = Math.min(at + sector, length);
      const touching = this.#pending.filter(({ from, to }) => pageOf(from) <= pageOf(at) && at < pageEnd(to));
      const possible = [this.#durable, ...touching.map((one) => one.content)];
      const chosen = choose(possible);
      const from = possible.includes(chosen) ? chosen : (possible.at(-1) ?? this.#durable);
      content.set(from.subarray(at, end), at);
    }
    return content;
  }
}

const pageOf = (byte: number): number => Math.floor(byte / PAGE);
const pageEnd = (byte: number): number => Math.ceil(byte / PAGE) * PAGE;

/** The length of a version, or one in between: a write can be cut off at any byte, most of all where a sector ends. */
function lengthUpTo(dice: Dice, version: Buffer, versions: readonly Buffer[]): number {
  const shortest = Math.min(...versions.map(({ length }) => length));
  const between = version.length - shortest;
  if (between === 0 || dice.upTo(2) === 0) return version.length;
  const length = shortest + dice.upTo(between + 1);
  const boundary = Math.ceil(length / SECTORS[0]) * SECTORS[0];
  return dice.upTo(2) === 0 && boundary <= version.length ? boundary : length;
}
