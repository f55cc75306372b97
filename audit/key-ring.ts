import { createCipheriv, createDecipheriv, createSecretKey, hash, type KeyObject } from "node:crypto";
import type { Stream } from "#domain/events.ts";
import type { Disk, DiskFile } from "./disk.ts";
import type { Random } from "./sealing.ts";

/** The key of everything in one stream that concerns the same people. */
export interface CircleKey {
  /** 16 hexadecimal digits. */
  readonly k: string;
  readonly org: Stream;
  /** `org/user` in order. */
  readonly people: readonly string[];
  /** Made once: making one costs more than encrypting a value. */
  readonly key: KeyObject;
}

const IV = 12;
const TAG = 16;
const MOST_ASKED = 10_000;

/** The keys of a log's disclosures, in `keys/disclosures.jsonl`. Who destroys a key destroys what it was made for. */
export class KeyRing {
  readonly #disk: Disk;
  readonly #path: string;
  readonly #random: Random;
  readonly #known = new Map<string, CircleKey>();
  /** Those that were asked for by stream and circle, so that their names need not be worked out again. */
  readonly #asked = new Map<string, CircleKey>();
  #file: DiskFile | undefined;
  #bytes = 0;
  /** Keys that are written and not durable, and where their lines begin. */
  #unsynced: { readonly names: string[]; readonly from: number } | undefined;

  constructor(disk: Disk, keys: string, random: Random) {
    this.#disk = disk;
    this.#path = `${keys}/disclosures.jsonl`;
    this.#random = random;
    if (!disk.exists(this.#path)) return;
    for (const line of disk.read(this.#path).toString("latin1").split("\n").slice(0, -1)) {
      const one = keyIn(line);
      // What a crash tore: nothing acknowledged was encrypted with this key, nor with those behind it.
      if (!one) return;
      this.#known.set(`${one.org} ${one.k}`, one);
      this.#bytes += line.length + 1;
    }
  }

  /** For whoever writes: what a crash tore is cut off, and all that is known is on stable storage. */
  settle(): void {
    if (!this.#disk.exists(this.#path)) return;
    const file = this.#disk.open(this.#path);
    // What was written and never synced, or not with success, has to be written again.
    file.write(file.readAt(0, this.#bytes), 0);
    file.truncate(this.#bytes);
    file.close();
  }

  /** The key of a circle, made if there is none yet: then it is durable after the next `sync`. */
  keyOf(org: Stream, circle: string): CircleKey {
    const whose = `${org} ${circle}`;
    let key = this.#asked.get(whose);
    if (key) return key;
    if (this.#asked.size >= MOST_ASKED) this.#asked.clear();
    key = this.#foundOrMade(org, circle, hash("sha256", whose, "hex").slice(0, 16));
    this.#asked.set(whose, key);
    return key;
  }

  #foundOrMade(org: Stream, circle: string, k: string): CircleKey {
    const known = this.#known.get(`${org} ${k}`);
    if (known) return known;
    const made = { k, org, people: circle === "" ? [] : circle.split(","), key: createSecretKey(this.#random(32)) };
    const line = Buffer.from(`${lineOf(made)}\n`);
    this.#file ??= this.#disk.open(this.#path);
    this.#unsynced ??= { names: [], from: this.#bytes };
    this.#file.write(line, this.#bytes);
    this.#bytes += line.length;
    this.#unsynced.names.push(`${org} ${k}`);
    this.#known.set(`${org} ${k}`, made);
    return made;
  }

  find(org: string, k: string): CircleKey | undefined {
    return this.#known.get(`${org} ${k}`);
  }

  /** All keys of circles a person is part of, in whatever stream. */
  around(person: string): readonly CircleKey[] {
    return [...this.#known.values()].filter(({ people }) => people.includes(person));
  }

  /** Whether there are keys that are not durable yet. */
  get hasNew(): boolean {
    return this.#unsynced !== undefined;
  }

  /** Makes new keys durable. */
  async sync(): Promise<void> {
    await this.#file?.sync();
    this.#unsynced = undefined;
  }

  /** Forgets keys that are not durable yet: nothing was encrypted with them that is there. */
  undo(): void {
    if (!this.#unsynced) return;
    const { names, from } = this.#unsynced;
    for (const name of names) this.#known.delete(name);
    this.#asked.clear();
    this.#file?.truncate(from);
    this.#bytes = from;
    this.#unsynced = undefined;
  }

  /** Forgets keys for good. */
  destroy(keys: readonly CircleKey[]): void {
    for (const { org, k } of keys) this.#known.delete(`${org} ${k}`);
    this.#asked.clear();
    this.#file?.close();
    this.#file = undefined;
    const lines = [...this.#known.values()].map((one) => lineOf(one));
    const content = lines.map((line) => `${line}\n`).join("");
    this.#disk.replace(this.#path, content);
    this.#bytes = Buffer.byteLength(content);
  }

  close(): void {
    this.#file?.close();
  }
}

const lineOf = (one: CircleKey): string => JSON.stringify({ ...one, key: one.key.export().toString("base64") });

/** For whoever only reads: the keys as they are when they are asked for first. */
export function ringIn(disk: Disk, keys: string): () => KeyRing {
  let ring: KeyRing | undefined;
  return () => {
    ring ??= new KeyRing(disk, keys, () => {
      throw new Error("reading makes no keys");
    });
    return ring;
  };
}

/** A line of the file of keys; nothing for what is none. */
function keyIn(line: string): CircleKey | undefined {
  try {
    const { k, org, people, key } = JSON.parse(line);
    return { k, org, people, key: createSecretKey(key, "base64") };
  } catch {
    return undefined;
  }
}

/** Text as nonce, tag and ciphertext, in base64. `place` is part of what the tag covers. */
export function encrypt(text: string, { key }: CircleKey, place: string, random: Random): string {
  const nonce = random(IV);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(place));
  const body = cipher.update(text, "utf8");
  // In this mode nothing is left for the end but the tag.
  cipher.final();
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

/** The text again, as bytes; throws where key, place or content are not those it was encrypted with. */
export function decrypt(box: string, { key }: CircleKey, place: string): Buffer {
  const bytes = Buffer.from(box, "base64");
  const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV), { authTagLength: TAG });
  cipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(IV, IV + TAG));
  const text = cipher.update(bytes.subarray(IV + TAG));
  // In this mode nothing is left for the end but the tag.
  cipher.final();
  return text;
}
