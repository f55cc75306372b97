import { Secret, TOTP } from "otpauth";
import { type Instant, toMillis } from "#domain/time.ts";
import type { Random } from "./random.ts";

// RFC 6238 as authenticator apps expect it: SHA-1, six digits, a new code every 30 seconds.
const PERIOD = 30;
const totp = (secret: string): TOTP => new TOTP({ secret: Secret.fromBase32(secret), period: PERIOD });

/** A secret for a user's device, in base32. 160 bits, as RFC 4226 recommends. */
export const newSecret = (random: Random): string => new Secret({ buffer: Uint8Array.from(random(20)).buffer }).base32;

/** The code a device shows at an instant, and the seconds until it shows the next. */
export function codeAt(secret: string, at: Instant): { readonly code: string; readonly secondsLeft: number } {
  const timestamp = toMillis(at);
  const millisLeft = TOTP.remaining({ period: PERIOD, timestamp });
  return { code: totp(secret).generate({ timestamp }), secondsLeft: Math.ceil(millisLeft / 1000) };
}

/**
 * The number of the period whose code this is, if that is the present one or one beside it (a device's clock may be
 * a little off); nothing otherwise. The caller sees to it that a period counts once.
 */
export function periodOf(secret: string, code: string, at: Instant): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = toMillis(at);
  const delta = totp(secret).validate({ token: code, timestamp, window: 1 });
  return delta === null ? undefined : TOTP.counter({ period: PERIOD, timestamp }) + delta;
}
