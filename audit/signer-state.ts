import { hash } from "node:crypto";
import { canonical } from "./canonical.ts";
import { parseCheckpoint } from "./tree/checkpoint.ts";
import { parseNote } from "./tree/note.ts";

/** Two slots, each in a page of its own: a write that is cut off damages only the one it was meant for. */
const SLOTS = [0, 4096] as const;
const SLOT_BYTES = 1024;
export const STATE_BYTES = 8192;

/** What was signed last: the note, the size in it, and which slot holds it. */
export interface SignedNote {
  readonly note: string;
  readonly size: number;
  readonly slot: 0 | 1;
}

/** What the bytes of a signer's state say (SPEC.md, section 7). */
export interface SignerState {
  /** What counts; nothing where nothing was signed. */
  readonly last: SignedNote | undefined;
  /** Whether every byte is as the signer leaves it when nothing cuts it off. */
  readonly inOrder: boolean;
  /** Whether something is amiss that nothing cut off can have left: another length, or bytes beside the slots. */
  readonly isMisshapen: boolean;
}

export function readSignerState(bytes: Buffer): SignerState {
  const slots = SLOTS.map((byte, slot) => readSlot(bytes.subarray(byte, byte + SLOT_BYTES), slot as 0 | 1));
  const found = slots.filter((slot) => slot !== "damaged" && slot !== "unused");
  const rest = Buffer.from(bytes);
  for (const byte of SLOTS) rest.fill(0, byte, byte + SLOT_BYTES);
  const isMisshapen = bytes.length !== STATE_BYTES || !isZero(rest);
  const inOrder = !isMisshapen && !slots.some((slot) => slot === "damaged");
  return { last: found.sort((one, other) => other.size - one.size)[0], inOrder, isMisshapen };
}

const isZero = (bytes: Buffer): boolean => bytes.equals(Buffer.alloc(bytes.length));

function readSlot(bytes: Buffer, slot: 0 | 1): SignedNote | "damaged" | "unused" {
  if (isZero(bytes)) return "unused";
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const { note }: { readonly note: string } = JSON.parse(text);
    if (!Buffer.from(formatSlot(note)).equals(bytes)) return "damaged";
    const { size } = parseCheckpoint(parseNote(note).text);
    return size === 0 ? "damaged" : { note, slot, size };
  } catch {
    return "damaged";
  }
}

/** A slot's bytes. RangeError for a note that does not fit. */
export function formatSlot(note: string): Buffer {
  const text = Buffer.from(canonical({ note, sum: hash("sha256", note, "base64") }));
  if (text.length > SLOT_BYTES) throw new RangeError(`a note of ${note.length} characters`);
  return Buffer.concat([text, Buffer.alloc(SLOT_BYTES - text.length, " ")]);
}

/** Where a slot begins. */
export const byteOf = (slot: 0 | 1): number => SLOTS[slot];
