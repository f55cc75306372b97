import type { Dice } from "./dice.ts";
import { changed } from "./endings.ts";
import type { FileForgery, Forged } from "./file-forgeries.ts";
import { disclosureLine, type LogMaker, type Members } from "./maker.ts";

/** A line of disclosures, where it begins, and whether acknowledged ones follow: without those it counts as a tail. */
interface Disclosed {
  readonly path: string;
  readonly lines: readonly string[];
  readonly at: number;
}

function anyLine(log: LogMaker, dice: Dice): Disclosed | undefined {
  const paths = [...log.files.keys()].filter((path) => path.startsWith("audit/disclosures/"));
  if (paths.length === 0) return undefined;
  const path = dice.pick(paths);
  const lines = log.files.get(path)?.toString().split("\n").slice(0, -1) ?? [];
  return { path, lines, at: dice.below(lines.length) };
}

/** With one line, or some, in the place of one. */
function forged(log: LogMaker, { path, lines, at }: Disclosed, instead: readonly string[], later = 0): Forged {
  const after = [...lines.slice(0, at), ...instead, ...lines.slice(at + 1)];
  const byte = Buffer.byteLength(
    after
      .slice(0, at + later)
      .map((line) => `${line}\n`)
      .join(""),
  );
  const files = changed(log, { [path]: after.map((line) => `${line}\n`).join("") });
  return { files, file: path.slice("audit/".length), byte };
}

/** Whether what stands at this line could be a tail: it is in the file beside the end of what was acknowledged. */
const couldBeTail = (log: LogMaker, { path, lines, at }: Disclosed): boolean =>
  log.files.has("signer/state") &&
  at === lines.length - 1 &&
  path.slice(-18, -6) === log.commits.at(-1)?.file.slice(-18, -6);

const parsed = (line: string | undefined): Record<string, unknown> => JSON.parse(line ?? "{}");

/** One member of a line changed, with a sum that fits. The line is read as one, and is not the right one. */
const member = (
  says: string,
  change: (line: Record<string, unknown>, dice: Dice) => Members | undefined,
): FileForgery => ({
  kind: "bad-disclosure",
  says,
  change(log, dice) {
    const found = anyLine(log, dice);
    const line = found && change(parsed(found.lines[found.at]), dice);
    return found && line && forged(log, found, [disclosureLine(line)]);
  },
});

/** A line that is none: bad unless it could be a tail. */
const rubbish = (says: string, change: (line: string, dice: Dice) => string | undefined): FileForgery => ({
  kind: "bad-disclosure",
  says,
  change(log, dice) {
    const found = anyLine(log, dice);
    if (!found || couldBeTail(log, found)) return undefined;
    const line = change(found.lines[found.at] ?? "", dice);
    return line === undefined ? undefined : forged(log, found, [line]);
  },
});

const form = (says: string, change: (line: Record<string, unknown>) => Members | undefined): FileForgery =>
  rubbish(says, (line) => {
    const after = change(parsed(line));
    return after && disclosureLine(after);
  });

type Names = readonly (readonly [number, string])[];
const named = ({ of }: Members): Names => of as Names;

export const disclosureForgeries: readonly FileForgery[] = [
  member("another stream", (line) => ({ ...line, org: "00D5f0000000077EAA" })),
  member("a name that is not due", (line) => ({ ...line, of: [...named(line), [9999, "page"]] })),
  member("a name of another record", (line) => {
    const [[seq, name] = [0, ""], ...rest] = named(line);
    return { ...line, of: [[seq, `${name}x`], ...rest] };
  }),
  member("an item beyond the rows", (line) => {
    const last = named(line).at(-1);
    return last?.[1].startsWith("changes") ? { ...line, of: [...named(line), [last[0], "changes.99"]] } : undefined;
  }),
  member("names out of order", (line) =>
    named(line).length > 1 ? { ...line, of: [...named(line)].reverse() } : undefined,
  ),
  member("items in the order of text", (line) => {
    const of = [...named(line)].sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
    return of.some(([seq, name], place) => named(line)[place]?.[0] !== seq || named(line)[place]?.[1] !== name)
      ? { ...line, of }
      : undefined;
  }),
  member("a name twice", (line) => ({ ...line, of: [...named(line), named(line).at(-1)] })),
  member("an erasure that no record tells of", ({ box: _, ...line }) => ({ ...line, erased: 0 })),
  member("an erasure by a record that is not there", ({ box: _, ...line }) => ({ ...line, erased: 9999 })),
  {
    kind: "bad-disclosure",
    says: "a line twice",
    change(log, dice) {
      const found = anyLine(log, dice);
      const line = found?.lines[found.at];
      return found && line !== undefined ? forged(log, found, [line, line], 1) : undefined;
    },
  },
  {
    kind: "bad-disclosure",
    says: "lines of two batches exchanged",
    change(log, dice) {
      const found = anyLine(log, dice);
      const [line, next] = [found?.lines[found.at], found?.lines[found.at + 1]];
      if (!found || line === undefined || next === undefined || parsed(line).b === parsed(next).b) return undefined;
      const lines = found.lines.toSpliced(found.at + 1, 1);
      return forged(log, { ...found, lines }, [next, line], 1);
    },
  },
  {
    kind: "bad-disclosure",
    says: "a batch of a segment before, or after",
    change(log, dice) {
      const found = anyLine(log, dice);
      const line = parsed(found?.lines[found.at]);
      const first = log.commits.find(({ file }) => file.slice(-18, -6) === found?.path.slice(-18, -6))?.b ?? 0;
      if (!found || first === 0) return undefined;
      return forged(log, found, [disclosureLine({ ...line, b: first - 1 })]);
    },
  },
  {
    kind: "bad-disclosure",
    says: "a file without a segment",
    change(log, dice) {
      const file = `disclosures/${String(log.size + 1 + dice.below(9)).padStart(12, "0")}.jsonl`;
      return { files: changed(log, { [`audit/${file}`]: dice.pick(["", "x"]) }), file };
    },
  },
  rubbish("a sum that does not fit", (line, dice) => line.replace(/"sum":"[^"]*"/, `"sum":"${dice.hash()}"`)),
  rubbish("a space", (line) => line.replace(":", ": ")),
  rubbish("nothing in it", () => ""),
  rubbish("no object", () => "[]"),
  form("no batch", ({ b: _, ...line }) => line),
  form("a batch that is no number", (line) => ({ ...line, b: `${line.b}` })),
  form("no stream", ({ org: _, ...line }) => line),
  form("a stream that is none", (line) => ({ ...line, org: "acme" })),
  form("a key in capitals", (line) => ({ ...line, k: "ABCDEF0123456789" })),
  form("a key too short", (line) => ({ ...line, k: "abcdef012345678" })),
  form("no names", (line) => ({ ...line, of: [] })),
  form("names that are no pairs", (line) => ({ ...line, of: named(line).flat() })),
  form("names with a place too much", (line) => ({ ...line, of: named(line).map((one) => [...one, 0]) })),
  form("a number below zero", (line) => ({ ...line, of: [[-1, "page"], ...named(line)] })),
  form("neither values nor erasure", ({ box: _, erased: __, ...line }) => line),
  form("both values and erasure", (line) => ({ ...line, box: Buffer.alloc(40).toString("base64"), erased: 0 })),
  form("an erasure that is no number", ({ box: _, ...line }) => ({ ...line, erased: true })),
  form("a box that is no base64", ({ erased: _, ...line }) => ({ ...line, box: "*".repeat(60) })),
  form("a box in another spelling", ({ erased: _, ...line }) => ({ ...line, box: `${"A".repeat(54)}B=` })),
  form("a box too small", ({ erased: _, ...line }) => ({ ...line, box: Buffer.alloc(27).toString("base64") })),
  form("a member too much", (line) => ({ ...line, more: 1 })),
  {
    kind: "missing-disclosure",
    says: "a line removed",
    change(log, dice) {
      const found = anyLine(log, dice);
      if (!found) return undefined;
      const { files, file } = forged(log, found, []);
      return { files, file, byte: files.get(found.path)?.length ?? 0 };
    },
  },
  {
    kind: "missing-disclosure",
    says: "a file removed",
    change(log, dice) {
      const found = anyLine(log, dice);
      return found && { files: changed(log, { [found.path]: undefined }), file: found.path.slice("audit/".length) };
    },
  },
  {
    kind: "missing-disclosure",
    says: "a name left out",
    change(log, dice) {
      const found = anyLine(log, dice);
      const line = parsed(found?.lines[found.at]);
      if (!found || named(line).length < 2) return undefined;
      const of = named(line).toSpliced(dice.below(named(line).length), 1);
      const { files, file } = forged(log, found, [disclosureLine({ ...line, of })]);
      return { files, file, byte: files.get(found.path)?.length ?? 0 };
    },
  },
  {
    kind: "missing-disclosure",
    says: "a line cut off, or damaged at the end",
    signer: "with",
    change(log, dice) {
      const found = anyLine(log, dice);
      if (!found) return undefined;
      const last = { ...found, at: found.lines.length - 1 };
      if (!couldBeTail(log, last)) return undefined;
      const content = log.files.get(found.path) ?? Buffer.alloc(0);
      const cut = dice.happens(50)
        ? content.subarray(0, -1 - dice.below(20))
        : Buffer.concat([content.subarray(0, -20), Buffer.alloc(20)]);
      return { files: changed(log, { [found.path]: cut }), file: found.path.slice("audit/".length), byte: cut.length };
    },
  },
];
