import type { DefectKind } from "#audit/invalid-record.ts";
import { segmentName } from "#audit/paths.ts";
import { commitForgeries } from "./commit-forgeries.ts";
import { Dice } from "./dice.ts";
import { disclosureForgeries } from "./disclosure-forgeries.ts";
import { endings, type Files } from "./endings.ts";
import { type FileForgery, fileForgeries } from "./file-forgeries.ts";
import type { LogMaker } from "./maker.ts";
import { makeLog } from "./plan.ts";
import { type RecordForgery, recordForgeries } from "./record-forgeries.ts";

/** What must be said of a log. */
export type Expected =
  | { readonly verdict: "good" | "unfinished" }
  | { readonly verdict: "bad"; readonly kind: DefectKind; readonly file: string; readonly byte: number };

/** A log that is good, unfinished or bad, each for one reason. */
export interface Sample {
  readonly name: string;
  readonly files: Files;
  /** Absent where damage came by chance: then only that all verifiers say the same. */
  readonly expected?: Expected;
}

/** How often a forgery looks for a log that it can be done to. */
const TRIES = 200;

/** How many good logs there are, how often each ending and each forgery is done, and how much damage by chance. */
const SHARES = { good: 60, endings: 6, records: 4, commits: 5, files: 6, disclosures: 6, chance: 300 };

/** The whole corpus, the same one in every run. */
export function* corpus(): Generator<Sample, void> {
  for (let n = 0; n < SHARES.good; n += 1) {
    const name = `good ${n}`;
    yield { name, files: makeLog(new Dice(name), n % 2 === 0).files, expected: { verdict: "good" } };
  }
  for (const ending of endings) {
    yield* repeat(`${ending.verdict}: ${ending.says}`, SHARES.endings, (name) => {
      const files = ending.change(makeLog(new Dice(name), true), new Dice(`${name} ending`));
      return files && { name, files, expected: { verdict: ending.verdict } };
    });
  }
  for (const forgery of recordForgeries)
    yield* repeat(`${forgery.kind}: ${forgery.says}`, SHARES.records, (name, n) => forgeRecord(forgery, name, n));
  for (const { kind, says, change } of commitForgeries) {
    yield* repeat(`${kind}: ${says}`, SHARES.commits, (name, n) => {
      // With the signer's state the last commit line may be damaged as a crash leaves it: then that is another story.
      const hasSigner = n % 2 === 0;
      const dice = new Dice(`${name} forgery`);
      const { commits } = makeLog(new Dice(name), hasSigner);
      const many = commits.length - (hasSigner ? 1 : 0);
      if (many === 0) return undefined;
      const at = dice.below(many);
      const tampering = { commit: { at, change: (signing: Parameters<typeof change>[0]) => change(signing, dice) } };
      const log = makeLog(new Dice(name), hasSigner, tampering);
      const { file = "", byte = 0 } = log.commits[at] ?? {};
      return { name, files: log.files, expected: { verdict: "bad", kind, file, byte } };
    });
  }
  for (const forgery of fileForgeries) yield* forgeFiles(forgery, SHARES.files);
  for (const forgery of disclosureForgeries) yield* forgeFiles(forgery, SHARES.disclosures);
  for (let n = 0; n < SHARES.chance; n += 1) {
    const name = `chance ${n}`;
    yield { name, files: damaged(makeLog(new Dice(name), n % 3 !== 0), new Dice(`${name} damage`)) };
  }
}

/** So many samples, each of the first of its seeds that leads to a log the thing can be done to. */
function* repeat(
  title: string,
  times: number,
  sample: (name: string, n: number) => Sample | undefined,
): Generator<Sample, void> {
  for (let n = 0; n < times; n += 1) {
    let found: Sample | undefined;
    for (let attempt = 0; !found && attempt < TRIES; attempt += 1) found = sample(`${title} #${n}.${attempt}`, n);
    if (!found) throw new Error(`no log for "${title}"`);
    yield found;
  }
}

function forgeRecord(
  { kind, fits, change, later = 0, isMissing }: RecordForgery,
  name: string,
  n: number,
): Sample | undefined {
  const hasSigner = n % 2 === 0;
  const dice = new Dice(`${name} forgery`);
  const plain = makeLog(new Dice(name), hasSigner);
  const last = plain.commits.length - 1;
  const places = plain.records
    .map((place, at) => ({ place, at }))
    // What comes behind the last acknowledged record is not looked at.
    .filter(({ place }) => (fits?.(place) ?? true) && !(hasSigner && later > 0 && place.b === last));
  if (places.length === 0) return undefined;
  const { at } = dice.pick(places);
  const log = makeLog(new Dice(name), hasSigner, {
    record: { at, change: (members, maker) => change(members, dice, maker) },
  });
  if (isMissing) {
    const beside = `disclosures/${segmentName(log.records[at]?.segment ?? 0)}.jsonl`;
    const size = log.files.get(`audit/${beside}`)?.length ?? 0;
    return { name, files: log.files, expected: { verdict: "bad", kind, file: beside, byte: size } };
  }
  const own = log.lines.findIndex(({ file, byte }) => file === log.records[at]?.file && byte === log.records[at]?.byte);
  const { file = "", byte = 0 } = log.lines[own + later] ?? {};
  return { name, files: log.files, expected: { verdict: "bad", kind, file, byte } };
}

function* forgeFiles({ kind, says, signer, change }: FileForgery, times: number): Generator<Sample, void> {
  yield* repeat(`${kind}: ${says}`, times, (name, n) => {
    const log: LogMaker = makeLog(new Dice(name), signer ? signer === "with" : n % 2 === 0);
    const forged = change(log, new Dice(`${name} forgery`));
    if (!forged) return undefined;
    const { files, file, byte = 0 } = forged;
    return { name, files, expected: { verdict: "bad", kind, file, byte } };
  });
}

/** One to three things done to some bytes of some files. */
function damaged({ files }: LogMaker, dice: Dice): Files {
  const result = new Map(files);
  for (let left = 1 + dice.below(3); left > 0; left -= 1) {
    const path = dice.pick([...result.keys()]);
    const bytes = result.get(path) ?? Buffer.alloc(0);
    const at = dice.below(bytes.length + 1);
    const size = 1 + dice.below(dice.pick([2, 40, 600]));
    const some = bytes.subarray(at, at + size);
    const instead = dice.pick([
      () => dice.bytes(Math.min(size, 40)),
      () => Buffer.from(some.map((byte) => byte ^ (1 << dice.below(8)))),
      () => Buffer.alloc(0),
      () => Buffer.alloc(size),
      () => Buffer.concat([some, some]),
      () => Buffer.from(dice.pick(["\n", '"', "\\u0000", "0", "}", "\xff", '{"$commit":"']), "latin1"),
    ])();
    result.set(path, Buffer.concat([bytes.subarray(0, at), instead, bytes.subarray(at + size)]));
  }
  return result;
}
