import { CannotOpenLog } from "./cannot-open.ts";
import type { Disk, DiskFile } from "./disk.ts";
import type { Random } from "./sealing.ts";
import { byteOf, formatSlot, readSignerState, type SignedNote, STATE_BYTES } from "./signer-state.ts";
import { checkConsistency, type TreeHead } from "./tree/check-proof.ts";
import { formatCheckpoint, parseCheckpoint } from "./tree/checkpoint.ts";
import { formatVerifierKey, type Signer, signerOf } from "./tree/keys.ts";
import { parseNote } from "./tree/note.ts";
import type { Proof } from "./tree/proof.ts";
import { signNote } from "./tree/signed-note.ts";

/**
 * Signs what a log adds up to. It believes nobody: it keeps for itself what it signed last, and signs only what
 * provably continues that. So of two histories it signs one, whatever happens to the files of the log.
 */
export interface LogSigner {
  /** The name of the log, which is the name of its keys. */
  readonly origin: string;
  /** The vkey that is due. */
  readonly key: string;
  /** What was signed last; nothing before the first time. */
  readonly signed: SignedNote | undefined;
  /**
   * The signed checkpoint of a tree, durable with the signer before it is answered. InvalidProof when the proof does not
   * show that the tree continues the last one.
   */
  sign(head: TreeHead, proof: Proof, about?: Signing): Promise<string>;
  /** Makes the key that the next rotation brings, on stable storage; answers its vkey. */
  nextKey(): string;
  close(): void;
}

/** How a checkpoint is signed. */
export interface Signing {
  /** With the key that is due from then on, too. */
  readonly rotating?: boolean;
  /** What has to be there before the signer keeps anything: the signature is made while the caller waits for it. */
  readonly after?: Promise<unknown>;
}

/** The name and the first private key of a new log. */
export const identityFrom = (random: Random): { readonly name: string; readonly seed: Uint8Array } => ({
  name: `understudy.example/audit/${Buffer.from(random(8)).toString("hex")}`,
  seed: random(32),
});

/** The key files of a signer, one for each key it has had. */
const KEY_FILE = /^signer-(\d+)\.key$/;

/**
 * Opens the signer of a state folder, or founds one: a random name and key. `due` is the vkey the log says is due;
 * another key that was made and never came to be due is dropped. CannotOpenLog when there is no such key.
 */
export function openSigner(
  disk: Disk,
  { folder, keys, random }: { readonly folder: string; readonly keys: string; readonly random: Random },
  due?: string,
): LogSigner {
  disk.makeFolder(folder);
  disk.makeFolder(keys);
  const files = keyFilesIn(disk, keys);
  if (files.length === 0) {
    if (due !== undefined)
      throw new CannotOpenLog(`the key that signs this log is not in "${keys}"; restore it, nothing was changed`);
    const { name, seed } = identityFrom(random);
    saveKey(disk, keys, 1, name, seed);
  }
  const known = keyFilesIn(disk, keys).map((number) => ({ number, signer: readKey(disk, keys, number) }));
  const current = due === undefined ? known[0] : known.find(({ signer }) => vkeyOf(signer) === due);
  if (!current)
    throw new CannotOpenLog(`none of the keys in "${keys}" is the one that signs this log; nothing was changed`);
  for (const { number } of known) if (number > current.number) disk.remove(fileOf(keys, number));
  return new FileSigner(disk, folder, keys, random, current);
}

const fileOf = (keys: string, number: number): string => `${keys}/signer-${number}.key`;

const keyFilesIn = (disk: Disk, keys: string): readonly number[] =>
  disk
    .list(keys)
    .flatMap((name) => KEY_FILE.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);

function saveKey(disk: Disk, keys: string, number: number, name: string, seed: Uint8Array): void {
  disk.replace(fileOf(keys, number), `${name} ${Buffer.from(seed).toString("base64")}\n`);
}

function readKey(disk: Disk, keys: string, number: number): Signer {
  const [name = "", seed = ""] = disk.read(fileOf(keys, number)).toString().trimEnd().split(" ");
  return signerOf(name, Buffer.from(seed, "base64"));
}

const vkeyOf = ({ verifier }: Signer): string => formatVerifierKey(verifier);

class FileSigner implements LogSigner {
  signed: SignedNote | undefined;
  readonly #disk: Disk;
  readonly #keys: string;
  readonly #random: Random;
  readonly #file: DiskFile;
  #current: { readonly number: number; readonly signer: Signer };
  #next: { readonly number: number; readonly signer: Signer } | undefined;

  constructor(
    disk: Disk,
    folder: string,
    keys: string,
    random: Random,
    current: { readonly number: number; readonly signer: Signer },
  ) {
    this.#disk = disk;
    this.#keys = keys;
    this.#random = random;
    this.#current = current;
    const path = `${folder}/state`;
    if (!disk.exists(path)) disk.replace(path, Buffer.alloc(STATE_BYTES));
    this.signed = readSignerState(disk.read(path)).last;
    this.#file = disk.open(path);
  }

  get origin(): string {
    return this.#current.signer.verifier.name;
  }

  get key(): string {
    return vkeyOf(this.#current.signer);
  }

  async sign(head: TreeHead, proof: Proof, { rotating = false, after }: Signing = {}): Promise<string> {
    const before = this.signed && parseCheckpoint(parseNote(this.signed.note).text);
    if (before) checkConsistency(before, head, proof);
    const next = rotating ? this.#next : undefined;
    if (rotating && !next) throw new Error("a rotation to a key that nobody made");
    const signers = [this.#current.signer, ...(next ? [next.signer] : [])];
    const note = signNote(formatCheckpoint({ origin: this.origin, ...head }), ...signers);
    const slot = this.signed?.slot === 0 ? 1 : 0;
    const content = formatSlot(note);
    await after;
    this.#file.write(content, byteOf(slot));
    await this.#file.sync();
    this.signed = { note, size: head.size, slot };
    if (next) this.#current = next;
    if (next) this.#next = undefined;
    return note;
  }

  nextKey(): string {
    const number = this.#current.number + 1;
    saveKey(this.#disk, this.#keys, number, this.origin, this.#random(32));
    this.#next = { number, signer: readKey(this.#disk, this.#keys, number) };
    return vkeyOf(this.#next.signer);
  }

  close(): void {
    this.#file.close();
  }
}
