import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Standing } from "./checker.ts";
import { realDisk } from "./disk.ts";
import { type Findings, segmentFile, together } from "./reading.ts";
import { parseSeal, type SegmentFile } from "./seal.ts";
import { parseVerifierKey } from "./tree/keys.ts";

/** What every worker of a verification needs to know. */
export interface CrewGround {
  readonly folder: string;
  readonly keys: string | undefined;
  readonly checkpoint: Uint8Array | undefined;
}

/** A sealed segment, and the seal of the one before it. */
export interface Errand {
  readonly first: number;
  readonly before: { readonly first: number; readonly seal: Uint8Array } | undefined;
}

/** What a segment adds up to that was found in order. */
export interface Part {
  readonly seal: string;
  readonly found: Findings;
}

/** What a worker says: that it has read on, and at last what it has read; nothing where something did not fit. */
export type Word = { readonly bytes: number } | { readonly part: Part | undefined };

/** A worker that is waiting for its first errand. */
export type Hire = (ground: CrewGround) => Worker;

/** A worker on the machine itself. */
export const hire: Hire = (ground) => new Worker(new URL("./crew-worker.mjs", import.meta.url), { workerData: ground });

export interface AheadOptions extends CrewGround {
  readonly segments: readonly number[];
  /** How many records were acknowledged, where that is known. */
  readonly signed: number | undefined;
  readonly threads: number | undefined;
  readonly onBytes: (bytes: number) => void;
  readonly hire?: Hire;
}

/** The first segments of a log, as far as every one of them was found in order. */
export interface Ahead {
  readonly segments: number;
  readonly bytes: number;
  readonly standing: Standing;
  readonly found: Findings;
}

/**
 * Reads the sealed segments of a log on as many threads as the machine has cores, each from the seal of the one before
 * it. A seal is believed only where the reading of its segment ended in exactly its bytes, and that began at a seal
 * that is believed, or at the beginning of the log. What comes behind the first that is not, whoever asks has to read
 * by itself: what is wrong there is for that reading to say. Nothing where no segment is worth it.
 */
export async function readAhead(options: AheadOptions): Promise<Ahead | undefined> {
  const { folder, keys, checkpoint, threads = availableParallelism(), onBytes, hire: hired = hire } = options;
  const sealed = sealedIn(options);
  const hands = Math.min(threads, sealed.length);
  if (hands < 2) return undefined;
  const crew = new Crew(sealed, onBytes);
  await Promise.all(Array.from({ length: hands }, () => crew.work(() => hired({ folder, keys, checkpoint }))));
  return crew.ahead;
}

interface SealedSegment {
  readonly file: SegmentFile;
  readonly standing: Standing;
  readonly seal: Buffer;
}

/** Reads a seal; throws where it is none. */
export function standingIn(seal: Buffer): Pick<SealedSegment, "file" | "standing"> {
  const { file, standing } = parseSeal(seal.toString(), "");
  // Every key has the name of the log.
  const { name: origin } = parseVerifierKey(standing.keys[0] ?? "");
  return { file, standing: { ...standing, origin } };
}

/**
 * The segments from the first one on whose seals fit to each other by what they say, and behind which something that
 * was acknowledged stands: the end of what was acknowledged is not for a worker to find.
 */
function sealedIn({ folder, segments, signed = Number.POSITIVE_INFINITY }: AheadOptions): readonly SealedSegment[] {
  const sealed: SealedSegment[] = [];
  for (const [index, first] of segments.slice(0, -1).entries()) {
    const one = sealedSegment(folder, first);
    if (one?.file.first !== first || one.standing.size !== segments[index + 1] || one.standing.size >= signed) break;
    sealed.push(one);
  }
  return segments[0] === 0 ? sealed : [];
}

function sealedSegment(folder: string, first: number): SealedSegment | undefined {
  try {
    const seal = realDisk.read(`${folder}/${segmentFile(first, "seal")}`);
    return { ...standingIn(seal), seal };
  } catch {
    // Whatever is the matter with it, the reading that follows finds it.
    return undefined;
  }
}

/** Workers that share out the segments among themselves, in order. */
class Crew {
  readonly #sealed: readonly SealedSegment[];
  readonly #onBytes: (bytes: number) => void;
  readonly #parts: (Part | undefined)[] = [];
  #next = 0;
  #isMarred = false;

  constructor(sealed: readonly SealedSegment[], onBytes: (bytes: number) => void) {
    this.#sealed = sealed;
    this.#onBytes = onBytes;
  }

  /** What was found in order, from the first segment on. */
  get ahead(): Ahead | undefined {
    let found: Findings | undefined;
    let bytes = 0;
    let last: SealedSegment | undefined;
    let segments = 0;
    for (const one of this.#sealed) {
      const part = this.#parts[segments];
      if (!part || !one.seal.equals(Buffer.from(part.seal))) break;
      found = found ? together(found, part.found) : part.found;
      bytes += one.file.bytes;
      last = one;
      segments += 1;
    }
    return last && found && { segments, bytes, standing: last.standing, found };
  }

  /** Has one worker read segment after segment until none is left, or one did not fit. It is gone when this settles. */
  async work(hired: () => Worker): Promise<void> {
    let worker: Worker | undefined;
    try {
      worker = hired();
      // An error ends it, and its end is what counts; without anybody who listens it would end this process as well.
      worker.on("error", () => {});
      while (!this.#isMarred && this.#next < this.#sealed.length) {
        const place = this.#next;
        this.#next += 1;
        const part = await this.#ask(worker, place);
        this.#parts[place] = part;
        // What comes behind has to be read again anyway.
        this.#isMarred ||= part === undefined;
      }
    } catch {
      // A worker that died, or could not be had, leaves its segment to the reading that follows.
      this.#isMarred = true;
    } finally {
      await worker?.terminate();
    }
  }

  #ask(worker: Worker, place: number): Promise<Part | undefined> {
    const [one, before] = [this.#sealed[place], this.#sealed[place - 1]];
    const errand: Errand = {
      first: one?.file.first ?? 0,
      before: before && { first: before.file.first, seal: before.seal },
    };
    return new Promise((answer, refuse) => {
      const gone = () => settle(() => refuse(new Error("the worker is gone")));
      const hear = (word: Word) => {
        if ("bytes" in word) this.#onBytes(word.bytes);
        else settle(() => answer(word.part));
      };
      const settle = (how: () => void) => {
        worker.off("message", hear).off("messageerror", gone).off("exit", gone);
        how();
      };
      worker.on("message", hear).on("messageerror", gone).on("exit", gone);
      worker.postMessage(errand);
    });
  }
}
