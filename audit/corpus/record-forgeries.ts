import { canonical } from "#audit/canonical.ts";
import type { DefectKind } from "#audit/invalid-record.ts";
import { acme } from "#audit/sample-events.ts";
import { signerOf } from "#audit/tree/keys.ts";
import type { Dice } from "./dice.ts";
import { type LogMaker, type Members, ORIGIN, type RecordPlace, signerAt, vkeyOf } from "./maker.ts";

/** What is done to one record, and what must be said of it. */
export interface RecordForgery {
  readonly kind: DefectKind;
  readonly says: string;
  /** Which records it can be done to; any when absent. */
  readonly fits?: (place: RecordPlace) => boolean;
  readonly change: (members: Members, dice: Dice, maker: LogMaker) => Members | string;
  /** The line that is the first to be amiss, counted from the record's own; 0 when absent. */
  readonly later?: number;
  /** Whether the line itself is in order, and values are missing at the end of the disclosures beside it. */
  readonly isMissing?: true;
}

const without = (members: Members, name: string): Members => {
  const { [name]: _, ...rest } = members;
  return rest;
};

const text = (says: string, kind: DefectKind, change: (line: string) => string): RecordForgery => ({
  kind,
  says,
  change: (members) => change(canonical(members)),
});

const REQUIRED = ["v", "seq", "b", "prev", "org", "orgSeq", "orgPrev", "type", "at", "wall", "mono", "nonce"] as const;

/** Values that members cannot have. */
const MISUSED: readonly (readonly [string, readonly unknown[]])[] = [
  ["v", [1, "2", null, [2]]],
  ["seq", [-1, "0", null, true]],
  ["b", [-1, "0", {}]],
  ["prev", ["", "x", `${"A".repeat(42)}B=`, `${"A".repeat(43)}`, `${"A".repeat(42)}A==`, 0]],
  ["org", ["acme", "00D123", "Platform", 1, `${acme}x`, "00D5f00000000-1EAA"]],
  ["orgSeq", [-1, "0"]],
  ["orgPrev", ["x", null, `${"-".repeat(42)}A=`]],
  ["type", ["login", "Login.visited", "a.b.c", ".", "a.", ".b", "a b.c", "é.x", 5, "login.visited\n"]],
  [
    "at",
    ["2031-02-29T00:00:00.000Z", "2031-03-04T09:00:00Z", "2031-03-04T24:00:00.000Z", "2031-13-01T00:00:00.000Z", 0],
  ],
  ["wall", ["2031-04-31T00:00:00.000Z", "2031-03-04T09:00:60.000Z", "2031-03-04 09:00:00.000Z", "", null]],
  ["mono", [-1, "1", [], false]],
  ["nonce", ["", "A".repeat(21), `${"A".repeat(21)}B`, `${"+".repeat(21)}A`, "A".repeat(22).concat("=="), 1]],
  ["more", [false, "true", 1, null]],
  [
    "user",
    [{}, { id: "0055f0000000001AAA" }, { id: acme, org: acme }, { id: "0055f0000000001AAA", org: acme, x: 1 }, null],
  ],
  ["delegateUser", ["0055f0000000001AAA", { id: "0055f0000000001AAA", org: "platform" }, []]],
  ["session", ["0Ak", acme, 1, null]],
  [
    "decision",
    [
      { effect: "maybe", rule: "GRANT-01", because: "" },
      { effect: "allow", rule: "grant-01", because: "" },
      { effect: "allow", rule: "GRANT-", because: "" },
      { effect: "allow", rule: "GRANT-01", because: 5 },
      { effect: "allow", rule: "GRANT-01", because: { $sealed: "x" } },
      { effect: "allow", rule: "GRANT-01" },
      { effect: "allow", rule: "GRANT-01", because: "", more: 1 },
      null,
    ],
  ],
  ["rows", [0, -1, "1", null]],
  ["$sealed", ["x", `${"A".repeat(43)}=`]],
  ["some.thing", [{ $sealed: `${"A".repeat(43)}=` }]],
  ["", [{ $sealed: `${"A".repeat(43)}=` }]],
  [
    "detail",
    [
      { $sealed: "x" },
      { $sealed: `${"A".repeat(43)}=`, more: 1 },
      { a: { $sealed: `${"A".repeat(43)}=` } },
      [{ $sealed: `${"A".repeat(43)}=` }],
      { a: [{ b: { $sealed: null } }] },
    ],
  ],
];

/** Whole lines that are no records, and no commit lines either. */
const STRAYS = ["[]", "{}", "5", '"x"', "null", "true", '{"$commit":5}', '{"$commit":null}', '{"$commit":"x","a":1}'];

const forms: readonly RecordForgery[] = [
  ...REQUIRED.map(
    (name): RecordForgery => ({ kind: "bad-form", says: `no ${name}`, change: (members) => without(members, name) }),
  ),
  ...MISUSED.flatMap(([name, values]) =>
    values.map(
      (value): RecordForgery => ({
        kind: "bad-form",
        says: `${name} as ${JSON.stringify(value).slice(0, 40)}`,
        ...(name === "rows" && { fits: ({ members }: RecordPlace) => members.rows !== undefined }),
        change: (members) => ({ ...members, [name]: value }),
      }),
    ),
  ),
  ...STRAYS.map((line) => text(`the line ${line}`, "bad-form", () => line)),
  {
    kind: "bad-form",
    says: "changes without rows",
    fits: ({ members }) => members.rows !== undefined,
    change: (members) => without(members, "rows"),
  },
  {
    kind: "bad-form",
    says: "rows without changes",
    fits: ({ members }) => members.rows === undefined,
    change: (members) => ({ ...members, rows: 1 }),
  },
  {
    kind: "bad-form",
    says: "changes that are not sealed",
    fits: ({ members }) => members.rows !== undefined,
    change: (members) => ({ ...members, changes: [] }),
  },
  {
    kind: "bad-form",
    says: "a commit line at the beginning of a batch",
    fits: ({ isFirstInBatch }) => isFirstInBatch,
    change: (_, __, { commits }) => canonical({ $commit: commits.at(-1)?.note ?? "" }),
  },
];

/** More rows than the list has: what is due is never made from the number alone. */
const rows: readonly RecordForgery[] = [1, 10_000, Number.MAX_SAFE_INTEGER].map((more) => ({
  kind: "missing-disclosure",
  says: `${more} rows more than there are`,
  fits: ({ members }) => members.rows !== undefined,
  change: (members) => ({ ...members, rows: Math.min(Number(members.rows) + more, Number.MAX_SAFE_INTEGER) }),
  isMissing: true,
}));

const texts: readonly RecordForgery[] = [
  text("a space", "not-canonical", (line) => line.replace(":", ": ")),
  text("a space behind", "not-canonical", (line) => `${line} `),
  text("a carriage return", "not-canonical", (line) => `${line}\r`),
  text("another escape", "not-canonical", (line) => line.replace('"type"', '"\\u0074ype"')),
  text("a slash escaped", "not-canonical", (line) => line.replace(/}$/, ',"z":"\\/"}')),
  text("an escape in capitals", "not-canonical", (line) => line.replace(/}$/, ',"z":"\\u001F"}')),
  text("a fraction", "not-canonical", (line) => line.replace('"v":2', '"v":2.0')),
  text("an exponent", "not-canonical", (line) => line.replace('"v":2', '"v":2e0')),
  text("minus zero", "not-canonical", (line) => line.replace(/}$/, ',"z":-0}')),
  text("a number too large", "not-canonical", (line) => line.replace(/}$/, ',"z":9007199254740992}')),
  text("a number far too large", "not-canonical", (line) => line.replace(/}$/, `,"z":${"9".repeat(5000)}}`)),
  text("a lone surrogate", "not-canonical", (line) => line.replace(/}$/, ',"z":"\\ud800"}')),
  text("a lone surrogate in a name", "not-canonical", (line) => line.replace(/}$/, ',"z\\udfff":1}')),
  text("a member twice", "not-canonical", (line) => line.replace('"v":2', '"v":2,"v":2')),
  text("members out of order", "not-canonical", (line) => line.replace(/^\{/, '{"zz":1,')),
  text("an order by code points", "not-canonical", (line) => line.replace(/}$/, ',"\uff00":1,"\u{1f600}":1}')),
  text("numbers for names, by value", "not-canonical", (line) => line.replace(/^\{/, '{"9":1,"10":1,')),
  text("65 levels", "not-canonical", (line) => line.replace(/}$/, `,"z":${"[".repeat(64)}${"]".repeat(64)}}`)),
  text("20,000 levels", "not-canonical", (line) => line.replace(/}$/, `,"z":${"[".repeat(2e4)}${"]".repeat(2e4)}}`)),
  text("__proto__ out of order", "not-canonical", (line) => line.replace(/}$/, ',"__proto__":{}}')),
  text("a part missing", "not-json", (line) => line.slice(0, -1)),
  text("a part too much", "not-json", (line) => `${line}}`),
  text("nothing in it", "not-json", () => ""),
  text("a byte order mark", "not-json", (line) => `\ufeff${line}`),
  text("no number of JSON", "not-json", (line) => line.replace('"v":2', '"v":NaN')),
  text("a number with a zero before", "not-json", (line) => line.replace('"v":2', '"v":02')),
  text("a control character", "not-json", (line) => line.replace(/}$/, ',"z":"\u0001"}')),
  text("a zero byte", "not-json", (line) => `${line}\0`),
  text("20,000 levels left open", "not-json", (line) => line.replace(/}$/, `,"z":${"[".repeat(2e4)}`)),
  text("more bytes than a record has", "too-long", (line) => line.replace(/}$/, `,"z":"${"é".repeat(32_768)}"}`)),
  text("many bytes that are no record", "too-long", () => `["${"x".repeat(65_536)}"]`),
];

const sequences: readonly RecordForgery[] = [
  ...["b", "seq", "orgSeq"].map(
    (name): RecordForgery => ({
      kind: name === "b" ? "bad-batch" : name === "seq" ? "bad-seq" : "bad-org-seq",
      says: `another ${name}`,
      change: (members, dice) => ({ ...members, [name]: Number(members[name]) + 1 + dice.below(3) }),
    }),
  ),
  { kind: "bad-prev", says: "another prev", change: (members, dice) => ({ ...members, prev: dice.hash() }) },
  { kind: "bad-org-prev", says: "another orgPrev", change: (members, dice) => ({ ...members, orgPrev: dice.hash() }) },
  {
    kind: "bad-org-seq",
    says: "the stream of another org",
    fits: ({ members }) => members.org === acme,
    change: (members) => ({ ...members, org: "00D5f0000000077EAA", orgSeq: Number(members.orgSeq) + 1 }),
  },
];

const isPlain = ({ members, isFirstInSegment }: RecordPlace): boolean =>
  !isFirstInSegment && members.type !== "audit.org-stated" && members.type !== "audit.key-rotated";
const isOf =
  (type: string) =>
  ({ members }: RecordPlace): boolean =>
    members.type === type;

const own = (
  says: string,
  fits: (place: RecordPlace) => boolean,
  change: RecordForgery["change"],
  later = 0,
): RecordForgery => ({ kind: "bad-own-record", says, fits, change, later });

/** The members of an envelope alone, for a record that becomes another. */
const envelope = (members: Members): Members =>
  Object.fromEntries([...REQUIRED, "more"].flatMap((name) => (name in members ? [[name, members[name]]] : [])));
const inPlatform = (place: RecordPlace): boolean => isPlain(place) && place.members.org === "platform";
const stranger = signerOf("somebody.example/else", new Uint8Array(32).fill(9));
const outsider = signerOf(ORIGIN, new Uint8Array(32).fill(9));

const VKEYS: readonly (readonly [string, unknown])[] = [
  ["none", undefined],
  ["a number", 5],
  ["no vkey", "x"],
  ["of another name", vkeyOf(stranger)],
  ["with the id of another", vkeyOf(outsider).replace(/\+[0-9a-f]{8}\+/, "+00000000+")],
  ["with an id in capitals", vkeyOf(outsider).replace(/\+[0-9a-f]{8}\+/, (id) => id.toUpperCase())],
  ["of another type", vkeyOf(outsider).replace(/\+A/, "+B")],
  ["too short", vkeyOf(outsider).slice(0, -4)],
  ["not in base64", vkeyOf(outsider).replace(/.$/, "*")],
];

const owns: readonly RecordForgery[] = [
  own("nobody founds the log", isOf("audit.founded"), (members) => ({ ...members, type: "audit.opened" })),
  own("founded in an org", isOf("audit.founded"), (members) => ({ ...members, org: acme })),
  own("founded twice", inPlatform, (members) => ({
    ...envelope(members),
    type: "audit.founded",
    origin: ORIGIN,
    key: vkeyOf(outsider),
  })),
  own("no origin", isOf("audit.founded"), (members) => without(members, "origin")),
  own("an origin that is no text", isOf("audit.founded"), (members) => ({ ...members, origin: [ORIGIN] })),
  own("another origin than the key has", isOf("audit.founded"), (members) => ({ ...members, origin: `${ORIGIN}2` })),
  ...VKEYS.map(([says, key]) =>
    own(`founded with a key that is ${says}`, isOf("audit.founded"), (members) =>
      key === undefined ? without(members, "key") : { ...members, key },
    ),
  ),
  own("the first of a segment says nothing of the one before", isOf("audit.segment-sealed"), (members) => ({
    ...members,
    type: "audit.opened",
  })),
  own("another segment before", isOf("audit.segment-sealed"), (members) => ({
    ...members,
    first: Number(members.first) + 1,
  })),
  own("a segment before that is no number", isOf("audit.segment-sealed"), (members) => ({
    ...members,
    first: `${members.first}`,
  })),
  own("sealed in the midst", inPlatform, (members) => ({
    ...envelope(members),
    type: "audit.segment-sealed",
    first: 0,
  })),
  own("another number stated", isOf("audit.org-stated"), (members, dice) => ({
    ...members,
    number: Number(members.number) + 1 + dice.below(2),
  })),
  own("another hash stated", isOf("audit.org-stated"), (members, dice) => ({ ...members, hash: dice.hash() })),
  own("no number stated", isOf("audit.org-stated"), (members) => without(members, "number")),
  own("no subject", isOf("audit.org-stated"), (members) => without(members, "subject")),
  own("a subject without records", isOf("audit.org-stated"), (members) => ({
    ...members,
    subject: "00D5f0000000077EAA",
  })),
  own("the platform as a subject", isOf("audit.org-stated"), (members) => ({
    ...members,
    subject: "platform",
    number: Number(members.orgSeq) - 1,
    hash: members.orgPrev,
  })),
  own(
    "stated in an org",
    ({ members, ...place }) => isPlain({ members, ...place }) && members.org === acme,
    (members) => ({
      ...envelope(members),
      type: "audit.org-stated",
      subject: acme,
      number: Number(members.orgSeq) - 1,
      hash: members.orgPrev,
    }),
  ),
  own("another key before", isOf("audit.key-rotated"), (members) => ({ ...members, before: vkeyOf(outsider) })),
  own("no key before", isOf("audit.key-rotated"), (members) => without(members, "before")),
  own("a key that was due before", isOf("audit.key-rotated"), (members) => ({ ...members, key: vkeyOf(signerAt(0)) })),
  ...VKEYS.map(([says, key]) =>
    own(`rotated to a key that is ${says}`, isOf("audit.key-rotated"), (members) =>
      key === undefined ? without(members, "key") : { ...members, key },
    ),
  ),
  own(
    "a record behind a rotation",
    (place) => inPlatform(place) && !place.isLastInBatch,
    (members, _, { keys }) => ({
      ...envelope(members),
      type: "audit.key-rotated",
      before: keys.at(-1),
      key: vkeyOf(outsider),
    }),
    1,
  ),
];

const append: RecordForgery = {
  kind: "bad-append",
  says: "an append that does not end with its batch",
  fits: ({ isLastInBatch }) => isLastInBatch,
  change: (members) => ({ ...members, more: true }),
  later: 1,
};

export const recordForgeries: readonly RecordForgery[] = [...texts, ...forms, ...rows, ...sequences, ...owns, append];
