import { type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import type { Random } from "./random.ts";

/** What one guess at a password costs: scrypt's N as a power of two, r and p (RFC 7914). */
export interface Cost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** One of the settings OWASP recommends: 16 MiB of memory, five times over. */
export const SAFE: Cost = { ln: 14, r: 8, p: 5 };
/** Next to nothing, for passwords that are published anyway, and for specs. */
export const CHEAP: Cost = { ln: 1, r: 1, p: 1 };

const KEY_LENGTH = 32;
const HASH = /^\$scrypt\$ln=(\d\d?),r=(\d\d?),p=(\d\d?)\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** A password as it is kept: cost, salt and key in one text, in the notation of the PHC string format. */
export async function hashPassword(password: string, random: Random, cost: Cost = SAFE): Promise<string> {
  const salt = random(16);
  return format(cost, salt, await derive(password, salt, cost));
}

/** A hash that no password fits, and that is as dear to try as others of its cost. */
export const hashOfNothing = (cost: Cost): string => format(cost, new Uint8Array(16), new Uint8Array(KEY_LENGTH));

/** Whether a password is the one that was hashed; takes as long for a wrong one. Error when the hash is malformed. */
export async function passwordFits(passwordHash: string, password: string): Promise<boolean> {
  const { cost, salt, key } = parse(passwordHash);
  return timingSafeEqual(Buffer.from(key, "base64"), await derive(password, Buffer.from(salt, "base64"), cost));
}

/** What a hash says about its own cost. Error when it is malformed, or costs more than one would ever choose. */
export const costOf = (passwordHash: string): Cost => parse(passwordHash).cost;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

const format = ({ ln, r, p }: Cost, salt: Uint8Array, key: Uint8Array): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${base64(salt)}$${base64(key)}`;

/** The parts of a hash, salt and key still in base64. */
function parse(passwordHash: string): { readonly cost: Cost; readonly salt: string; readonly key: string } {
  const [, ln, r, p, salt, key] = HASH.exec(passwordHash) ?? [];
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  if (salt === undefined || key === undefined || cost.ln < 1 || cost.ln > 20 || cost.r < 1 || cost.p < 1) {
    throw new Error("malformed password hash; make one with hashPassword");
  }
  return { cost, salt, key };
}

function derive(password: string, salt: Uint8Array, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p) + 4096 };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_LENGTH, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
