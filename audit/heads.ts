import type { Stream } from "#domain/events.ts";
import { type Head, NO_HEAD } from "./log-end.ts";
import { DIGEST_LENGTH, type Literal, literal, NO_MATCH, pastLiteral, type Source, textAt } from "./scan.ts";
import { formatHash, type Hash } from "./tree/hashes.ts";

/** A hash in base64 that lines are compared with where they stand, without making a text of either. */
export class Digest {
  #text: string | undefined;
  readonly #bytes: Buffer;
  readonly #literal: Literal;

  constructor(text: string) {
    const bytes = Buffer.from(text);
    this.#text = text;
    // What has another length is no hash, and is nowhere.
    this.#bytes = bytes.length === DIGEST_LENGTH ? bytes : Buffer.alloc(DIGEST_LENGTH);
    this.#literal = literal(this.#bytes);
  }

  /** Becomes another hash. */
  set(hash: Hash): void {
    this.#bytes.write(formatHash(hash), "latin1");
    this.#text = undefined;
  }

  isAt(source: Source, at: number): boolean {
    return pastLiteral(this.#literal, source, at) !== NO_MATCH;
  }

  get text(): string {
    this.#text ??= this.#bytes.toString("latin1");
    return this.#text;
  }
}

/** Where the records of one stream end, as `Head` says it, for lines that come next. */
export class StreamHead {
  readonly stream: Stream;
  readonly digest: Digest;
  orgSeq: number;
  stated: number;
  readonly #name: Literal;

  constructor(stream: Stream, { orgSeq, hash, stated }: Head) {
    this.stream = stream;
    this.digest = new Digest(hash);
    this.orgSeq = orgSeq;
    this.stated = stated;
    this.#name = literal(stream);
  }

  isNamedAt(source: Source, at: number, length: number): boolean {
    return length === this.#name.length && pastLiteral(this.#name, source, at) !== NO_MATCH;
  }
}

/** So many streams, 2^10, are found without making a text of the name. */
const NEAR_BITS = 10;

/** The heads of all streams, in the order in which they began. */
export class StreamHeads {
  readonly #heads = new Map<Stream, StreamHead>();
  readonly #near: (StreamHead | undefined)[] = new Array(2 ** NEAR_BITS).fill(undefined);

  constructor(heads: ReadonlyMap<Stream, Head>) {
    for (const [stream, head] of heads) this.#heads.set(stream, new StreamHead(stream, head));
  }

  get(stream: Stream): StreamHead | undefined {
    return this.#heads.get(stream);
  }

  /** That of a stream with its first record. */
  add(head: StreamHead): void {
    this.#heads.set(head.stream, head);
  }

  /** That of the stream whose name stands there; a new one, which is not added, where it has no record yet. */
  at(source: Source, at: number, length: number): StreamHead {
    const place = placeOf(source, at, length);
    const near = this.#near[place];
    if (near?.isNamedAt(source, at, length)) return near;
    const stream = textAt(source, at, length) as Stream;
    const head = this.#heads.get(stream);
    if (!head) return new StreamHead(stream, NO_HEAD);
    this.#near[place] = head;
    return head;
  }

  /** As texts. */
  all(): ReadonlyMap<Stream, Head> {
    return new Map(
      [...this.#heads].map(([stream, { orgSeq, digest, stated }]) => [stream, { orgSeq, hash: digest.text, stated }]),
    );
  }
}

/** Which of the near ones it can be: ids differ in the letters before the last three, which depend on the others. */
const placeOf = ({ view }: Source, at: number, length: number): number =>
  Math.imul(view.getUint32(at + length - 7), 0x9e3779b1) >>> (32 - NEAR_BITS);
