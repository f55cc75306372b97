import { canonical } from "#audit/canonical.ts";
import type { DefectKind } from "#audit/invalid-record.ts";
import { type Signer, signerOf } from "#audit/tree/keys.ts";
import type { Dice } from "./dice.ts";
import { noteOf, noteOver, ORIGIN, type Signing, signatureLine } from "./maker.ts";

/** What is done to one commit line, and what must be said of it. */
export interface CommitForgery {
  readonly kind: DefectKind;
  readonly says: string;
  readonly change: (signing: Signing, dice: Dice) => Signing | string;
}

const outsider = signerOf(ORIGIN, new Uint8Array(32).fill(9));
const stranger = signerOf("somebody.example/else", new Uint8Array(32).fill(9));

const committing = (note: string): string => canonical({ $commit: note });
const textOf = ({ origin, size, root }: Signing): string => `${origin}\n${size}\n${root}\n`;

/** Another note in the place of the true one. */
const note = (kind: DefectKind, says: string, change: (note: string, signing: Signing) => string): CommitForgery => ({
  kind,
  says,
  change: (signing) => committing(change(noteOf(signing), signing)),
});

/** The true text with other signature lines. */
const signed = (says: string, lines: (signing: Signing, whole: string) => string): CommitForgery =>
  note("bad-signature", says, (_, signing) => {
    const text = textOf(signing);
    return `${text}\n${lines(signing, signing.signers.map((signer) => signatureLine(signer.sign(text))).join(""))}`;
  });

const first = ({ signers }: Signing): Signer => signers[0] as Signer;
const withBytes = (signing: Signing, change: (bytes: Buffer) => Uint8Array): string => {
  const [signer, ...others] = signing.signers;
  const text = textOf(signing);
  const { bytes, ...rest } = (signer as Signer).sign(text);
  return [{ ...rest, bytes: change(Buffer.from(bytes)) }, ...others.map((one) => one.sign(text))]
    .map(signatureLine)
    .join("");
};

/** The order of the group, which a strict verifier finds in no signature. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
function plusOrder(bytes: Buffer): Uint8Array {
  const s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString("hex")}`) + L;
  return Buffer.concat([bytes.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, "0"), "hex").reverse()]);
}

export const commitForgeries: readonly CommitForgery[] = [
  note("bad-note", "nothing in it", () => ""),
  note("bad-note", "no note", () => "x"),
  note("bad-note", "no signature", (_, signing) => `${textOf(signing)}\n`),
  note("bad-note", "four lines", (_, signing) => noteOver(`${textOf(signing)}more\n`, signing.signers)),
  note("bad-note", "two lines", (_, { origin, size, signers }) => noteOver(`${origin}\n${size}\n`, signers)),
  note("bad-note", "no origin", (_, signing) => noteOf({ ...signing, origin: "" })),
  note("bad-note", "a size with a zero before", (_, signing) => noteOf({ ...signing, size: `0${signing.size}` })),
  note("bad-note", "a size with a sign", (_, signing) => noteOf({ ...signing, size: `+${signing.size}` })),
  note("bad-note", "a size too large", (_, signing) => noteOf({ ...signing, size: "9007199254740992" })),
  note("bad-note", "a root too short", (_, signing) => noteOf({ ...signing, root: signing.root.slice(4) })),
  note("bad-note", "a root in another spelling", (_, signing) =>
    noteOf({ ...signing, root: signing.root.replace(/.=$/, "B=") }),
  ),
  note("bad-note", "a control character", (_, signing) => noteOf({ ...signing, origin: `${ORIGIN}\t` })),
  note("bad-note", "no newline at the end", (whole) => whole.slice(0, -1)),
  note("bad-note", "a hyphen for a dash", (whole) => whole.replace("—", "-")),
  note("bad-note", "two spaces", (whole) => whole.replace("— ", "—  ")),
  note("bad-note", "a signature not in base64", (whole) => whole.replace(/.\n$/, "*\n")),
  note("bad-note", "a signature of four bytes", (_, signing) => `${textOf(signing)}\n— ${ORIGIN} AAAAAA==\n`),
  note("bad-note", "an empty line between signatures", (whole) => `${whole}\n`),
  note("bad-note", "more than a hundred signatures", (whole, signing) =>
    whole.concat(signatureLine(first(signing).sign("x")).repeat(100)),
  ),
  { kind: "bad-origin", says: "another origin", change: (signing) => ({ ...signing, origin: `${ORIGIN}2` }) },
  {
    kind: "bad-origin",
    says: "the line of another log",
    change: (signing) => ({ ...signing, origin: "somebody.example/else", signers: [stranger] }),
  },
  ...[1, -1, 100].map(
    (by): CommitForgery => ({
      kind: "bad-size",
      says: `a size of ${by} more`,
      change: (signing) => ({ ...signing, size: Math.abs(Number(signing.size) + by) }),
    }),
  ),
  { kind: "bad-root", says: "another root", change: (signing, dice) => ({ ...signing, root: dice.hash() }) },
  signed("signed over another text", (signing) => signing.signers.map((one) => signatureLine(one.sign("x"))).join("")),
  { kind: "bad-signature", says: "signed by another key", change: (one) => ({ ...one, signers: [outsider] }) },
  signed("one signature too many", (signing, whole) => whole + signatureLine(outsider.sign(textOf(signing)))),
  signed("an unknown one before", (signing, whole) => signatureLine(outsider.sign(textOf(signing))) + whole),
  signed("the same one twice", (signing, whole) => whole + signatureLine(first(signing).sign(textOf(signing)))),
  signed("under another name", (_, whole) => whole.replace(ORIGIN, `${ORIGIN}2`)),
  signed("a signature too short", (signing) => withBytes(signing, (bytes) => bytes.subarray(0, 63))),
  signed("a signature too long", (signing) => withBytes(signing, (bytes) => Buffer.concat([bytes, Buffer.alloc(1)]))),
  signed("a signature of zeros", (signing) => withBytes(signing, () => Buffer.alloc(64))),
  signed("an s beyond the order", (signing) => withBytes(signing, plusOrder)),
  {
    kind: "bad-signature",
    says: "both keys around a rotation in the other order, or another key for the one",
    change: (signing) => ({
      ...signing,
      signers: signing.signers.length > 1 ? [...signing.signers].reverse() : [outsider],
    }),
  },
];
