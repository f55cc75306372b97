import { canonical } from "#audit/canonical.ts";
import { segmentName } from "#audit/paths.ts";
import type { Dice } from "./dice.ts";
import { disclosureLine, type LogMaker, policyOf, signerAt, stateOf, vkeyOf } from "./maker.ts";

/** Files by path within the state folder; what is absent in one is not there. */
export type Files = ReadonlyMap<string, Buffer>;

/** What a crash leaves of a log whose last batches nobody was told of; nothing where this log cannot end so. */
export interface Ending {
  readonly says: string;
  readonly verdict: "good" | "unfinished";
  readonly change: (log: LogMaker, dice: Dice) => Files | undefined;
}

const newest = (log: LogMaker): string => `audit/${log.commits.at(-1)?.file}`;
/** Whether the newest segment has a seal, and so may have another one behind it. */
const isSealed = (log: LogMaker): boolean => log.files.has(newest(log).replace("jsonl", "seal"));

/** The same files with some of them changed. */
export function changed(log: LogMaker, changes: Readonly<Record<string, Buffer | string | undefined>>): Files {
  const files = new Map(log.files);
  for (const [path, content] of Object.entries(changes)) {
    if (content === undefined) files.delete(path);
    else files.set(path, Buffer.from(content));
  }
  return files;
}

/** Something behind the end of a file. */
const grown = (log: LogMaker, path: string, more: Buffer | string): Files =>
  changed(log, { [path]: Buffer.concat([log.files.get(path) ?? Buffer.alloc(0), Buffer.from(more)]) });

/** Behind which commit line a crash is to have come: any but the last; and the files that the rest was written to. */
function earlier(log: LogMaker, dice: Dice) {
  if (log.commits.length < 2) return undefined;
  const at = dice.below(log.commits.length - 1);
  const [acknowledged, next] = [log.commits[at], log.commits[at + 1]];
  if (!acknowledged || !next) return undefined;
  const state = stateOf(log.commits.slice(Math.max(0, at - 1), at + 1).map(({ note }) => note));
  const later = [...log.files.keys()].filter((path) => {
    const segment = Number(/\d{12}/.exec(path)?.[0] ?? -1);
    return segment > next.segment || (path.endsWith(".seal") && segment >= next.segment);
  });
  const files = new Map([...log.files].filter(([path]) => !later.includes(path)));
  files.set("signer/state", state).set("audit/policy.txt", Buffer.from(policyOf(acknowledged.keys)));
  if (files.has("audit/checkpoint"))
    files.set("audit/checkpoint", Buffer.from(log.commits[dice.below(at + 1)]?.note ?? ""));
  return { acknowledged, next, files };
}

/** The log as a crash cut it off: of the batch behind an acknowledged one this many bytes were written. */
function cutWithin(log: LogMaker, dice: Dice): Files | undefined {
  const found = earlier(log, dice);
  if (!found) return undefined;
  const { acknowledged, next, files } = found;
  const path = `audit/${next.file}`;
  const content = files.get(path) ?? Buffer.alloc(0);
  const begin = acknowledged.file === next.file ? content.indexOf(10, acknowledged.byte) + 1 : 0;
  const end = content.indexOf(10, next.byte);
  files.set(path, content.subarray(0, begin + 1 + dice.below(end - begin)));
  return files;
}

const tailOf: Ending[] = [
  {
    says: "a batch behind that is cut off",
    verdict: "unfinished",
    change: cutWithin,
  },
  {
    says: "a batch behind with zero bytes at its end",
    verdict: "unfinished",
    change(log, dice) {
      const found = cutWithin(log, dice);
      const path = [...(found?.keys() ?? [])]
        .filter((name) => name.startsWith("audit/seg/"))
        .sort()
        .at(-1);
      const content = path && found?.get(path);
      return content
        ? new Map(found).set(path, Buffer.concat([content, Buffer.alloc(1 + dice.below(600))]))
        : undefined;
    },
  },
  ...["{", "{}\n", "\n", "\0".repeat(512), "no record\n{", "[]\n[]\n", "\xff\n"].map(
    (rubbish): Ending => ({
      says: `${JSON.stringify(rubbish).slice(0, 20)} behind`,
      verdict: "unfinished",
      change: (log) => grown(log, newest(log), Buffer.from(rubbish, "latin1")),
    }),
  ),
  {
    says: "the last commit line twice",
    verdict: "unfinished",
    change: (log) => grown(log, newest(log), `${canonical({ $commit: log.commits.at(-1)?.note })}\n`),
  },
  {
    says: "no commit line at the end, or a part of one",
    verdict: "unfinished",
    change(log, dice) {
      const [path, last] = [newest(log), log.commits.at(-1)];
      const content = log.files.get(path) ?? Buffer.alloc(0);
      const kept = (last?.byte ?? 0) + dice.below(content.length - (last?.byte ?? 0));
      // No checkpoint is kept of a batch before it is closed.
      if (log.files.get("audit/checkpoint")?.toString() === last?.note) return undefined;
      return changed(log, { [path]: content.subarray(0, kept) });
    },
  },
  {
    says: "another line in the place of the last commit line",
    verdict: "unfinished",
    change(log) {
      const [path, last] = [newest(log), log.commits.at(-1)];
      const content = log.files.get(path) ?? Buffer.alloc(0);
      if (log.files.get("audit/checkpoint")?.toString() === last?.note) return undefined;
      return changed(log, { [path]: `${content.toString("utf8", 0, last?.byte)}{"$commit":"x"}\n` });
    },
  },
  {
    says: "nothing acknowledged at all",
    verdict: "unfinished",
    change(log, dice) {
      const first = log.files.get("audit/seg/000000000000.jsonl") ?? Buffer.alloc(0);
      return new Map([
        ["audit/seg/000000000000.jsonl", first.subarray(0, 1 + dice.below(100 + (log.commits[0]?.byte ?? 0)))],
        ["audit/policy.txt", Buffer.from(policyOf(log.keys.slice(0, 1)))],
        ["signer/state", stateOf([])],
      ]);
    },
  },
  {
    says: "a segment behind that begins nowhere",
    verdict: "unfinished",
    change: (log) => (isSealed(log) ? grown(log, "audit/seg/000000000999.jsonl", "{}\n") : undefined),
  },
  {
    says: "values of a segment that has no records yet",
    verdict: "unfinished",
    change(log) {
      if (!isSealed(log)) return undefined;
      const name = segmentName(log.size);
      return changed(log, { [`audit/seg/${name}.jsonl`]: "", [`audit/disclosures/${name}.jsonl`]: "x" });
    },
  },
];

const disclosed = (log: LogMaker): string => newest(log).replace("seg", "disclosures");

const beside: Ending[] = [
  ...["{", "{}\n", "\0".repeat(512), "{}\n{}\n{"].map(
    (rubbish): Ending => ({
      says: `${JSON.stringify(rubbish).slice(0, 20)} behind the disclosures`,
      verdict: "unfinished",
      change: (log) => grown(log, disclosed(log), rubbish),
    }),
  ),
  {
    says: "values of a later batch, and a line cut off",
    verdict: "unfinished",
    change(log, dice) {
      const line = { b: log.commits.length, k: "0".repeat(16), of: [[log.size, "page"]], org: "platform" };
      const text = `${disclosureLine({ ...line, box: dice.bytes(60).toString("base64") })}\n`;
      return grown(log, disclosed(log), text + text.slice(0, dice.below(text.length)));
    },
  },
  {
    says: "an erasure of a later batch",
    verdict: "unfinished",
    change(log) {
      const line = { b: log.commits.length, k: "0".repeat(16), of: [[log.size, "page"]], org: "platform" };
      return grown(log, disclosed(log), `${disclosureLine({ ...line, erased: 0 })}\n`);
    },
  },
  {
    says: "a slot of the signer's state half written",
    verdict: "unfinished",
    change(log, dice) {
      const state = Buffer.from(log.files.get("signer/state") ?? "");
      // The note that counts is in the other slot.
      const slot = log.commits.length > 1 ? 0 : 4096;
      state.set(dice.bytes(512), slot);
      return changed(log, { "signer/state": state });
    },
  },
  {
    says: "a key that did not come to be due in the policy",
    verdict: "unfinished",
    change: (log) => changed(log, { "audit/policy.txt": policyOf([...log.keys, vkeyOf(signerAt(log.keys.length))]) }),
  },
];

const others: Ending[] = [
  {
    says: "an empty segment behind",
    verdict: "good",
    change: (log) => (isSealed(log) ? changed(log, { [`audit/seg/${segmentName(log.size)}.jsonl`]: "" }) : undefined),
  },
  {
    says: "nothing yet",
    verdict: "good",
    change: () =>
      new Map([
        ["audit/seg/000000000000.jsonl", Buffer.alloc(0)],
        ["signer/state", stateOf([])],
      ]),
  },
  { says: "nothing at all", verdict: "good", change: () => new Map() },
  { says: "no segment yet", verdict: "good", change: () => new Map([["signer/state", stateOf([])]]) },
  {
    says: "one slot alone",
    verdict: "good",
    change: (log) => changed(log, { "signer/state": stateOf(log.commits.slice(-1).map(({ note }) => note)) }),
  },
  {
    says: "files that are no part of the log",
    verdict: "good",
    change: (log) =>
      changed(log, {
        "audit/reserve": "x",
        "audit/lock-00": "{}",
        "audit/tile/0/000": "x",
        "audit/quarantine/3-seg.bin": "x",
        "audit/seg/000000000000.seal.tmp": "x",
        "audit/seg/0.jsonl": "x",
        "audit/disclosures/readme": "x",
      }),
  },
];

export const endings: readonly Ending[] = [...tailOf, ...beside, ...others];
