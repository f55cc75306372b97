import { verify, X509Certificate } from "node:crypto";
import { type Claims, OAuthRefusal } from "#domain/wire/oauth.ts";
import type { Assertion } from "#usecases/wire/fetch-tokens.ts";

const BASE64URL = /^[A-Za-z0-9_-]+$/;

const invalid = () => new OAuthRefusal("invalid_grant", "invalid assertion");

/**
 * Reads a JSON web token (RFC 7519) without believing it. RS256 is the only way to sign one here: what a token says of
 * its own algorithm is compared, and never followed. OAuthRefusal for anything else.
 */
export function assertionIn(token: string): Assertion {
  const [head = "", body = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || ![head, body, signature].every((part) => BASE64URL.test(part))) throw invalid();
  const header = objectIn(head);
  // No extension is understood here, so one that must be is a reason to refuse (RFC 7515, 4.1.11).
  if (header.alg !== "RS256" || header.crit !== undefined) throw invalid();
  const signed = Buffer.from(`${head}.${body}`);
  return {
    claims: claimsIn(objectIn(body)),
    signedWith: (certificate) => {
      try {
        const { publicKey } = new X509Certificate(certificate);
        return (
          publicKey.asymmetricKeyType === "rsa" &&
          verify("sha256", signed, publicKey, Buffer.from(signature, "base64url"))
        );
      } catch {
        return false;
      }
    },
  };
}

function objectIn(part: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {}
  throw invalid();
}

function claimsIn({ iss, sub, prn, aud, exp }: Readonly<Record<string, unknown>>): Claims {
  // Older clients name the user in `prn`.
  const user = sub ?? prn;
  const audiences = typeof aud === "string" ? [aud] : aud;
  const ends = typeof exp === "string" && /^\d+$/.test(exp) ? Number(exp) : exp;
  if (typeof iss !== "string" || typeof user !== "string" || typeof ends !== "number" || !Number.isFinite(ends))
    throw invalid();
  if (!Array.isArray(audiences) || !audiences.every((one) => typeof one === "string")) throw invalid();
  return { iss, sub: user, aud: audiences, exp: ends };
}
