import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from "node:crypto";
import { InvalidProof, quoted } from "./invalid-proof.ts";
import { isKeyName, KEY_ID, type NoteSignature } from "./note.ts";

/** Knows the signatures of one key. */
export interface Verifier {
  readonly name: string;
  /** 8 lower-case hex digits. */
  readonly id: string;
  readonly verifies: (text: string, signature: Uint8Array) => boolean;
}

/** The public half of an Ed25519 key for notes. */
export interface VerifierKey extends Verifier {
  /** The 32 bytes of RFC 8032. */
  readonly publicKey: Uint8Array;
}

/** Both halves. */
export interface Signer {
  readonly verifier: VerifierKey;
  readonly sign: (text: string) => NoteSignature;
}

/** The signature type of c2sp.org/signed-note for Ed25519 over the text itself. */
const ED25519 = 0x01;
const KEY_BYTES = 32;

// What stands before the 32 bytes in the encodings that node:crypto reads (RFC 8410).
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");

/** The verifier of a raw public key. InvalidProof when the name or the length does not do. */
export function verifierOf(name: string, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new InvalidProof(`${quoted(name)} is no name of a key`);
  if (publicKey.length !== KEY_BYTES) throw new InvalidProof(`a public key of ${publicKey.length} bytes`);
  const key = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" });
  return {
    name,
    id: keyIdOf(name, publicKey),
    publicKey,
    verifies: (text, signature) => verify(null, Buffer.from(text), key, signature),
  };
}

/** The signer whose private key is these 32 bytes. InvalidProof when the name or the length does not do. */
export function signerOf(name: string, seed: Uint8Array): Signer {
  if (seed.length !== KEY_BYTES) throw new InvalidProof(`a private key of ${seed.length} bytes`);
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: "der", type: "pkcs8" });
  const verifier = verifierOf(name, rawPublicKey(key));
  const { id } = verifier;
  return { verifier, sign: (text) => ({ name, id, bytes: sign(null, Buffer.from(text), key) }) };
}

/**
 * A verifier as others are given it: name, id and, in base64, the signature type with the public key behind it, with
 * plus signs between.
 */
export const formatVerifierKey = ({ name, id, publicKey }: VerifierKey): string =>
  `${name}+${id}+${Buffer.concat([Uint8Array.of(ED25519), publicKey]).toString("base64")}`;

/** Reads such a key back. InvalidProof for another type of key, an id that is not the key's, and any other spelling. */
export function parseVerifierKey(text: string): VerifierKey {
  const [name, id, ...rest] = text.split("+");
  // Base64 has plus signs of its own.
  const base64 = rest.join("+");
  if (name === undefined || id === undefined || !KEY_ID.test(id) || base64 === "")
    throw new InvalidProof(`${quoted(text)} is no verifier key`);
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("base64") !== base64) throw new InvalidProof(`${quoted(base64)} is no key in base64`);
  if (bytes[0] !== ED25519) throw new InvalidProof(`the key of ${quoted(name)} is of type ${bytes[0]}, not Ed25519`);
  const key = verifierOf(name, bytes.subarray(1));
  if (key.id !== id) throw new InvalidProof(`the id of ${quoted(name)} is ${key.id}, not ${id}`);
  return key;
}

/** The first four bytes of the SHA-256 of name, newline, signature type and public key. */
function keyIdOf(name: string, publicKey: Uint8Array): string {
  const whole = Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(ED25519), publicKey]);
  return hash("sha256", whole, "hex").slice(0, 8);
}

const rawPublicKey = (privateKey: KeyObject): Uint8Array =>
  createPublicKey(privateKey).export({ format: "der", type: "spki" }).subarray(SPKI.length);
