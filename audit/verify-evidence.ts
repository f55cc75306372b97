import { canonical } from "./canonical.ts";
import { isSealed, type LoggedRecord, type Sealed } from "./envelope.ts";
import { type EvidencePack, parseEvidence } from "./evidence-pack.ts";
import { type DefectKind, InvalidRecord } from "./invalid-record.ts";
import { keysOfPolicy } from "./policy.ts";
import { hashOf, parseLine } from "./record.ts";
import { commitmentTo } from "./sealing.ts";
import { checkInclusion } from "./tree/check-proof.ts";
import { type Checkpoint, parseCheckpoint } from "./tree/checkpoint.ts";
import { formatHash, parseHash } from "./tree/hashes.ts";
import { InvalidProof } from "./tree/invalid-proof.ts";
import { parseVerifierKey, type VerifierKey } from "./tree/keys.ts";
import { parseNote } from "./tree/note.ts";

/** The first thing in a pack that does not hold: `file`, `keys`, `checkpoint`, `records.N`, `disclosures.N` or `complete`. */
export interface EvidenceDefect {
  readonly kind: DefectKind;
  readonly place: string;
  readonly because: string;
}

/** What a pack comes to. */
export type EvidenceVerdict = {
  /** How many records were proved. */
  readonly records: number;
  /** How many batches they are of. */
  readonly batches: number;
  /** What the checkpoint says, as far as it could be read. */
  readonly root: string | null;
  readonly origin?: string;
  readonly size?: number;
} & ({ readonly verdict: "good" } | { readonly verdict: "bad"; readonly defect: EvidenceDefect });

/** A record that was proved. */
interface Proved {
  readonly record: LoggedRecord;
  readonly hash: string;
}

/**
 * Verifies an evidence pack without the log (SPEC.md, section 10). The pack names its own keys: whose they are only a
 * policy tells that was received in another way.
 */
export function verifyEvidence(bytes: Uint8Array, { policy }: { readonly policy?: string } = {}): EvidenceVerdict {
  const proved: Proved[] = [];
  let checkpoint: Checkpoint | undefined;
  const about = () => ({
    records: proved.length,
    batches: new Set(proved.map(({ record }) => record.b)).size,
    root: checkpoint ? formatHash(checkpoint.root) : null,
    ...(checkpoint && { origin: checkpoint.origin, size: checkpoint.size }),
  });
  try {
    const { pack, keys } = at("file", () => {
      const read = parseEvidence(bytes);
      return { pack: read, keys: read.keys.map((key) => asRecord("bad-form", () => parseVerifierKey(key))) };
    });
    at("keys", () => checkPolicy(pack.keys, policy));
    const opened = at("checkpoint", () => {
      const note = asRecord("bad-note", () => parseNote(pack.checkpoint));
      return { note, checkpoint: asRecord("bad-note", () => parseCheckpoint(note.text)) };
    });
    checkpoint = opened.checkpoint;
    at("checkpoint", () => checkSignatures(opened, keys));
    for (const [place, item] of pack.records.entries())
      proved.push(at(`records.${place}`, () => prove(item, opened.checkpoint, proved.at(-1))));
    checkValues(pack, proved);
    const { complete } = pack;
    if (complete) at("complete", () => checkComplete(complete, proved));
  } catch (error) {
    if (!(error instanceof NotEvident)) throw error;
    return { ...about(), verdict: "bad", defect: error.defect };
  }
  return { ...about(), verdict: "good" };
}

class NotEvident extends Error {
  override readonly name = "NotEvident";
  readonly defect: EvidenceDefect;

  constructor(defect: EvidenceDefect) {
    super(defect.because);
    this.defect = defect;
  }
}

/** What is refused while this is done stands at the place. */
function at<Value>(place: string, task: () => Value): Value {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof InvalidRecord)) throw error;
    throw new NotEvident({ kind: error.kind, place, because: error.message });
  }
}

function asRecord<Value>(kind: DefectKind, task: () => Value): Value {
  try {
    return task();
  } catch (error) {
    throw error instanceof InvalidProof ? new InvalidRecord(error.message, kind) : error;
  }
}

/** The keys of a pack are the first ones of a policy, in its order; a policy may know of later ones. */
function checkPolicy(keys: readonly string[], policy: string | undefined): void {
  if (policy === undefined) return;
  const known = keysOfPolicy(policy);
  if (known.slice(0, keys.length).join("\n") !== keys.join("\n"))
    throw new InvalidRecord("the keys are not those of the policy, in its order", "bad-policy");
}

/** One key signed, or two around a rotation: each of the list, in the order of the list. */
function checkSignatures(
  { note, checkpoint }: { readonly note: ReturnType<typeof parseNote>; readonly checkpoint: Checkpoint },
  keys: readonly VerifierKey[],
): void {
  if (keys.some(({ name }) => name !== checkpoint.origin))
    throw new InvalidRecord(`the origin "${checkpoint.origin}" is not the name of every key`, "bad-origin");
  const left = [...keys];
  for (const { name, id, bytes } of note.signatures) {
    const place = left.findIndex((key) => key.id === id);
    const [key] = place < 0 ? [] : left.splice(0, place + 1).slice(-1);
    if (!key || key.name !== name)
      throw new InvalidRecord(`a signature by ${name}+${id}, no key that is due`, "bad-signature");
    if (!key.verifies(note.text, bytes))
      throw new InvalidRecord(`the signature of ${name}+${id} does not verify`, "bad-signature");
  }
}

function prove({ line, proof }: EvidencePack["records"][number], head: Checkpoint, before?: Proved): Proved {
  const parsed = parseLine(line);
  if (parsed.is === "commit") throw new InvalidRecord("a commit line is no record");
  const { record } = parsed;
  if (before && record.seq <= before.record.seq)
    throw new InvalidRecord("the records are not in the order of their numbers");
  const hash = hashOf(line);
  asRecord("bad-proof", () => checkInclusion(parseHash(hash), record.seq, head, proof.map(parseHash)));
  return { record, hash };
}

/** Each value is the one its record is committed to; the commitments of items stand in the value of `changes`. */
function checkValues({ disclosures }: EvidencePack, proved: readonly Proved[]): void {
  const records = new Map(proved.map(({ record }) => [record.seq, record]));
  const items = new Map<string, string>();
  for (const [place, [seq, name, salt, value]] of disclosures.entries()) {
    at(`disclosures.${place}`, () => {
      const bad = (because: string) => new InvalidRecord(because, "bad-disclosure");
      const record = records.get(seq);
      if (!record) throw bad(`record ${seq} is not in the pack`);
      const due = commitmentIn(record, name) ?? items.get(`${seq} ${name}`);
      if (due === undefined) throw bad(`record ${seq} has no commitment to "${name}", or none that is proved`);
      if (commitmentTo({ salt, name: JSON.stringify(name).slice(1, -1), text: canonical(value) }) !== due)
        throw bad(`the value of "${name}" of record ${seq} is not the sealed one`);
      if (name !== "changes") return;
      if (!Array.isArray(value) || value.length !== record.rows || !value.every(isSealed))
        throw bad(`"changes" of record ${seq} is no list of ${record.rows} sealed rows`);
      for (const [row, { $sealed }] of value.entries()) items.set(`${seq} changes.${row}`, $sealed);
    });
  }
}

function commitmentIn(record: LoggedRecord, name: string): string | undefined {
  const value = name === "decision.because" ? record.decision?.because : Object.hasOwn(record, name) && record[name];
  return isSealed(value) ? (value satisfies Sealed).$sealed : undefined;
}

/**
 * All of a stream is here between two numbers, one chained to the other, and the log has stated the hash of the last
 * one; or of a later one, which is then here as well, with all up to it.
 */
function checkComplete({ org, from, to }: NonNullable<EvidencePack["complete"]>, proved: readonly Proved[]): void {
  const chain = new Map<number, string>();
  for (const { record, hash } of proved) {
    const due = from + chain.size;
    if (record.org !== org || record.orgSeq < from) continue;
    if (record.orgSeq === due && (due === from || record.orgPrev === chain.get(due - 1))) chain.set(due, hash);
    else if (record.orgSeq <= to)
      throw new InvalidRecord(`record ${record.seq} is not the next of the stream ${org}`, "not-complete");
    else break;
  }
  if (!chain.has(to))
    throw new InvalidRecord(`number ${from + chain.size} of the stream ${org} is missing`, "not-complete");
  const isStated = proved.some(
    ({ record: { type, org: own, subject, number, hash } }) =>
      type === "audit.org-stated" &&
      own === "platform" &&
      subject === org &&
      typeof number === "number" &&
      number >= to &&
      chain.get(number) === hash,
  );
  if (!isStated)
    throw new InvalidRecord(`no statement about ${org} with a number from ${to} on that fits`, "not-complete");
}
