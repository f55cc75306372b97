import { canonical } from "#audit/canonical.ts";
import type { DefectKind } from "#audit/invalid-record.ts";
import { segmentName } from "#audit/paths.ts";
import { signerOf } from "#audit/tree/keys.ts";
import type { Dice } from "./dice.ts";
import { changed, type Files } from "./endings.ts";
import { type LogMaker, noteOf, noteOver, ORIGIN, policyOf, signerAt, stateOf, vkeyOf } from "./maker.ts";

/** What is done to the files of a log, and what must be said of them. */
export interface FileForgery {
  readonly kind: DefectKind;
  readonly says: string;
  /** Whether it can only be told with the signer's state, or only without; both when absent. */
  readonly signer?: "with" | "without";
  /** Nothing where this log cannot be forged so. `file` is as a verdict names it, byte 0 where none is given. */
  readonly change: (log: LogMaker, dice: Dice) => Forged | undefined;
}

export interface Forged {
  readonly files: Files;
  readonly file: string;
  readonly byte?: number;
}

const outsider = signerOf(ORIGIN, new Uint8Array(32).fill(9));

const segmentsOf = (log: LogMaker): readonly number[] => [...new Set(log.commits.map(({ segment }) => segment))];
const isSealed = (log: LogMaker, segment: number): boolean => log.files.has(`audit/seg/${segmentName(segment)}.seal`);
const contentOf = (log: LogMaker, path: string): Buffer => log.files.get(path) ?? Buffer.alloc(0);
const lastOf = (log: LogMaker) =>
  log.commits.at(-1) ?? { file: "", byte: 0, segment: 0, note: "", size: 0, b: 0, keys: [] };

const segments: readonly FileForgery[] = [
  {
    kind: "missing-segment",
    says: "a segment removed that others follow",
    change(log, dice) {
      const all = segmentsOf(log).slice(0, -1);
      if (all.length === 0) return undefined;
      const file = `seg/${segmentName(dice.pick(all))}.jsonl`;
      return { files: changed(log, { [`audit/${file}`]: undefined }), file };
    },
  },
  {
    kind: "missing-segment",
    says: "a segment under another number",
    change(log, dice) {
      const first = dice.pick(segmentsOf(log));
      const [file, other] = [first, first + 1].map((number) => `seg/${segmentName(number)}.jsonl`) as [string, string];
      const content = contentOf(log, `audit/${file}`);
      return { files: changed(log, { [`audit/${file}`]: undefined, [`audit/${other}`]: content }), file };
    },
  },
  {
    kind: "missing-segment",
    says: "no segment",
    signer: "with",
    change(log) {
      const none = Object.fromEntries([...log.files.keys()].map((path) => [path, undefined]));
      const { "signer/state": _, ...rest } = none;
      return { files: changed(log, rest), file: "seg/000000000000.jsonl" };
    },
  },
  {
    kind: "not-utf8",
    says: "a byte that no text has",
    change(log, dice) {
      const at = dice.below(log.lines.length);
      const place = log.lines[at];
      if (!place || at === log.lines.length - 1) return undefined;
      const content = Buffer.from(contentOf(log, `audit/${place.file}`));
      const rubbish = dice.pick([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe2, 0x82], [0xf4, 0x90, 0x80, 0x80]]);
      content.set(rubbish, place.byte + 10 + dice.below(200));
      return { files: changed(log, { [`audit/${place.file}`]: content }), file: place.file, byte: place.byte };
    },
  },
  {
    kind: "incomplete",
    says: "the newest segment cut off in a line",
    change(log, dice) {
      const { file } = lastOf(log);
      const inSegment = log.lines.filter((line) => line.file === file);
      const place = dice.pick(inSegment);
      const content = contentOf(log, `audit/${file}`);
      const end = content.indexOf(10, place.byte);
      // With the signer's state the last commit line may be missing.
      if (place === log.lines.at(-1) && log.files.has("signer/state")) return undefined;
      const cut = content.subarray(0, place.byte + 1 + dice.below(end - place.byte));
      return { files: changed(log, { [`audit/${file}`]: cut }), file, byte: place.byte };
    },
  },
  {
    kind: "incomplete",
    says: "a segment cut off between records of a batch",
    change(log, dice) {
      const records = log.records.slice(0, -1).filter(({ isLastInBatch }) => !isLastInBatch);
      if (records.length === 0) return undefined;
      const { file, byte } = dice.pick(records);
      const content = contentOf(log, `audit/${file}`);
      const end = content.indexOf(10, byte) + 1;
      return { files: changed(log, { [`audit/${file}`]: content.subarray(0, end) }), file, byte: end };
    },
  },
  {
    kind: "incomplete",
    says: "nothing in a segment that others follow",
    change(log, dice) {
      const all = segmentsOf(log).slice(0, -1);
      if (all.length === 0) return undefined;
      const file = `seg/${segmentName(dice.pick(all))}.jsonl`;
      return { files: changed(log, { [`audit/${file}`]: "" }), file };
    },
  },
  {
    kind: "beyond-signer",
    says: "a batch more than the signer knows of",
    signer: "with",
    change(log, dice) {
      const known = dice.below(log.commits.length);
      const next = log.commits[known];
      const notes = log.commits.slice(Math.max(0, known - 2), known).map(({ note }) => note);
      if (!next) return undefined;
      return { files: changed(log, { "signer/state": stateOf(notes) }), file: next.file, byte: next.byte };
    },
  },
  {
    kind: "beyond-signer",
    says: "a batch more than the signer knows of, and another history before",
    signer: "with",
    change(log, dice) {
      const known = log.commits.at(-2);
      const next = log.commits.at(-1);
      if (!known || !next) return undefined;
      const other = noteOf({ origin: ORIGIN, size: known.size, root: dice.hash(), signers: [signerAt(0)] });
      return { files: changed(log, { "signer/state": stateOf([other]) }), file: next.file, byte: next.byte };
    },
  },
];

/** One member of a seal changed at a time. */
const SEALED: Readonly<Record<string, (value: never, dice: Dice) => unknown>> = {
  v: () => 3,
  first: (value: number) => value + 1,
  size: (value: number) => value + 1,
  bytes: (value: number) => value - 1,
  sha256: (_, dice) => dice.hash(),
  batch: (value: number) => value + 1,
  last: (_, dice) => dice.hash(),
  day: () => "2031-01-01",
  edge: (value: readonly string[], dice) => [...value.slice(1), dice.hash()],
  heads: (value: Record<string, readonly unknown[]>) =>
    Object.fromEntries(Object.entries(value).map(([org, [n, hash, stated]]) => [org, [n, hash, Number(stated) + 1]])),
  keys: (value: readonly string[]) => [...value, "x"],
  more: () => true,
};

const sealedIn = (log: LogMaker): readonly string[] => [...log.files.keys()].filter((path) => path.endsWith(".seal"));

const seals: readonly FileForgery[] = [
  {
    kind: "missing-seal",
    says: "a seal removed",
    change(log, dice) {
      const all = segmentsOf(log).slice(0, -1);
      if (all.length === 0) return undefined;
      const file = `seg/${segmentName(dice.pick(all))}.seal`;
      return { files: changed(log, { [`audit/${file}`]: undefined }), file };
    },
  },
  ...Object.entries(SEALED).map(
    ([name, change]): FileForgery => ({
      kind: "bad-seal",
      says: `a seal with another ${name}`,
      change(log, dice) {
        const all = sealedIn(log);
        if (all.length === 0) return undefined;
        const path = dice.pick(all);
        const seal = JSON.parse(contentOf(log, path).toString());
        const text = `${canonical({ ...seal, [name]: change(seal[name] as never, dice) })}\n`;
        return { files: changed(log, { [path]: text }), file: path.slice("audit/".length) };
      },
    }),
  ),
  ...(["", "{}", " "] as const).map(
    (end): FileForgery => ({
      kind: "bad-seal",
      says: `a seal with ${JSON.stringify(end)} for its newline`,
      change(log, dice) {
        const all = sealedIn(log);
        if (all.length === 0) return undefined;
        const path = dice.pick(all);
        const text = contentOf(log, path).toString().replace("\n", end);
        return { files: changed(log, { [path]: text }), file: path.slice("audit/".length) };
      },
    }),
  ),
  {
    kind: "bad-seal",
    says: "a seal of a segment there is not",
    change(log, dice) {
      const file = `seg/${segmentName(log.size + dice.below(3))}.seal`;
      return { files: changed(log, { [`audit/${file}`]: "{}\n" }), file };
    },
  },
];

const sides: readonly FileForgery[] = [
  {
    kind: "cut",
    says: "the last batches gone",
    signer: "with",
    change(log, dice) {
      const { file, segment } = lastOf(log);
      const inSegment = log.commits.filter((commit) => commit.segment === segment);
      if (inSegment.length < 2 || isSealed(log, segment)) return undefined;
      const kept = inSegment[dice.below(inSegment.length - 1)];
      const content = contentOf(log, `audit/${file}`);
      const end = content.indexOf(10, kept?.byte) + 1;
      return { files: changed(log, { [`audit/${file}`]: content.subarray(0, end) }), file, byte: end };
    },
  },
  {
    kind: "cut",
    says: "the last segment gone",
    signer: "with",
    change(log) {
      const [before, last] = segmentsOf(log).slice(-2);
      if (before === undefined || last === undefined) return undefined;
      const name = segmentName(last);
      const file = `seg/${segmentName(before)}.jsonl`;
      const gone = { [`audit/seg/${name}.jsonl`]: undefined, [`audit/seg/${name}.seal`]: undefined };
      return { files: changed(log, gone), file, byte: contentOf(log, `audit/${file}`).length };
    },
  },
  ...(
    [
      ["another root, signed", (log, dice) => [noteOf({ ...signingOf(log), root: dice.hash() })]],
      ["a signature by another key", (log) => [noteOf({ ...signingOf(log), signers: [outsider] })]],
      ["another origin", (log) => [noteOf({ ...signingOf(log), origin: `${ORIGIN}2` })]],
      ["a note with one signature more", (log) => [noteOver(textOf(log), [...dueIn(log), outsider])]],
      [
        "two notes of one size, the false one first",
        (log, dice) => [noteOf({ ...signingOf(log), root: dice.hash() }), lastOf(log).note],
      ],
    ] as readonly (readonly [string, (log: LogMaker, dice: Dice) => readonly string[]])[]
  ).map(
    ([says, notes]): FileForgery => ({
      kind: "bad-signer-state",
      says,
      signer: "with",
      change: (log, dice) => ({
        files: changed(log, { "signer/state": stateOf(notes(log, dice)) }),
        file: "signer/state",
      }),
    }),
  ),
  {
    kind: "bad-signer-state",
    says: "a note nobody signed, and no commit line to compare it with",
    signer: "with",
    change(log) {
      const { file, byte, note } = lastOf(log);
      if (contentOf(log, "audit/checkpoint").toString() === note) return undefined;
      const content = contentOf(log, `audit/${file}`).subarray(0, byte);
      const state = stateOf([noteOf({ ...signingOf(log), signers: [outsider] })]);
      return { files: changed(log, { [`audit/${file}`]: content, "signer/state": state }), file: "signer/state" };
    },
  },
  ...(
    [
      ["a byte more", (state) => Buffer.concat([state, Buffer.alloc(1)])],
      ["a byte less", (state) => state.subarray(0, -1)],
      ["something between the slots", (state) => Buffer.from(state).fill(1, 1024, 1025)],
      ["something behind the slots", (state) => Buffer.from(state).fill(1, 8191)],
    ] as readonly (readonly [string, (state: Buffer) => Buffer])[]
  ).map(
    ([says, change]): FileForgery => ({
      kind: "bad-signer-state",
      says,
      signer: "with",
      change: (log) => ({
        files: changed(log, { "signer/state": change(contentOf(log, "signer/state")) }),
        file: "signer/state",
      }),
    }),
  ),
  ...(
    [
      ["of nothing", () => ""],
      ["with a byte more", (log) => `${lastOf(log).note}\n`],
      ["of another root, signed", (log, dice) => noteOf({ ...signingOf(log), root: dice.hash() })],
      ["by another key", (log) => noteOf({ ...signingOf(log), signers: [outsider] })],
    ] as readonly (readonly [string, (log: LogMaker, dice: Dice) => string])[]
  ).map(
    ([says, change]): FileForgery => ({
      kind: "bad-checkpoint",
      says: `a checkpoint ${says}`,
      change: (log, dice) => ({ files: changed(log, { "audit/checkpoint": change(log, dice) }), file: "checkpoint" }),
    }),
  ),
  {
    kind: "missing-file",
    says: "no checkpoint",
    change: (log) =>
      sealedIn(log).length > 0
        ? { files: changed(log, { "audit/checkpoint": undefined }), file: "checkpoint" }
        : undefined,
  },
  {
    kind: "missing-file",
    says: "no policy",
    change: (log) => ({ files: changed(log, { "audit/policy.txt": undefined }), file: "policy.txt" }),
  },
  ...(
    [
      ["of another key", () => policyOf([vkeyOf(outsider)])],
      ["of nobody", () => policyOf([])],
      ["with nothing in it", () => ""],
      ["without quorum", ({ keys }) => policyOf(keys).replace("quorum none\n", "")],
      ["with a line more", ({ keys }) => `${policyOf(keys)}\n`],
      ["with two keys more", ({ keys }) => policyOf([...keys, vkeyOf(outsider), vkeyOf(signerAt(3))])],
      ["with a key more that is none", ({ keys }) => policyOf([...keys, "x"])],
      [
        "with a key more of another name",
        ({ keys }) => policyOf([...keys, vkeyOf(signerOf("else", new Uint8Array(32)))]),
      ],
      ["with a key more before", ({ keys }) => policyOf([vkeyOf(outsider), ...keys])],
    ] as readonly (readonly [string, (log: LogMaker) => string])[]
  ).map(
    ([says, change]): FileForgery => ({
      kind: "bad-policy",
      says: `a policy ${says}`,
      change: (log) => ({ files: changed(log, { "audit/policy.txt": change(log) }), file: "policy.txt" }),
    }),
  ),
  {
    kind: "bad-policy",
    says: "a policy with a key more, and no signer to ask",
    signer: "without",
    change: (log) => ({
      files: changed(log, { "audit/policy.txt": policyOf([...log.keys, vkeyOf(outsider)]) }),
      file: "policy.txt",
    }),
  },
];

const textOf = (log: LogMaker): string => `${lastOf(log).note.split("\n").slice(0, 3).join("\n")}\n`;

/** Who signed the last commit line: both keys where one put an end to the other. */
function dueIn(log: LogMaker) {
  const isRotation = log.keys.length > (log.commits.at(-2)?.keys.length ?? 1);
  return (isRotation ? [-2, -1] : [-1]).map((place) => signerAt(log.keys.length + place));
}

function signingOf(log: LogMaker) {
  const [origin = "", size = "", root = ""] = lastOf(log).note.split("\n");
  return { origin, size, root, signers: dueIn(log) };
}

export const fileForgeries: readonly FileForgery[] = [...segments, ...seals, ...sides];
