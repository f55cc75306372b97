import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
import type { OrgId } from "#domain/ids.ts";
import { parseId, type SessionId, shortId } from "#domain/ids.ts";

/** Turns session ids into what a client holds, and back. */
export interface SessionTokens {
  /** `<org id, 15 characters>!<session id>.<mac>`: the shape of the platform's own session ids. */
  issue(org: OrgId, session: SessionId): string;
  /** The session a token was issued for; nothing when it was not issued with this key. */
  read(token: string): SessionId | undefined;
}

/** How many tokens are remembered as genuine, so that a busy session is not checked anew on every request. */
const REMEMBERED = 10_000;

/**
 * Session ids stand in the audit log, so they are no secret; the token adds a message authentication code that only
 * the holder of the key can make. Nothing secret has to be stored for a session.
 */
export function sessionTokens(key: Uint8Array): SessionTokens {
  const genuine = new Map<string, SessionId>();
  // Made once, since a key in bytes would be made into one for each token.
  const secret = createSecretKey(key);
  const macOf = (text: string) => createHmac("sha256", secret).update(text).digest();

  const read = (token: string): SessionId | undefined => {
    const known = genuine.get(token);
    if (known) return known;
    const dot = token.lastIndexOf(".");
    const bang = token.indexOf("!");
    if (dot < 0 || bang < 0) return undefined;
    // Read as hex, a mac with anything behind it would be the same mac.
    if (!/^[0-9a-f]{64}$/.test(token.slice(dot + 1))) return undefined;
    const given = Buffer.from(token.slice(dot + 1), "hex");
    const right = macOf(token.slice(0, dot));
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const session = parseId("AuthSession", token.slice(bang + 1, dot));
    if (!session) return undefined;
    if (genuine.size >= REMEMBERED) genuine.clear();
    genuine.set(token, session);
    return session;
  };

  return {
    issue: (org, session) => {
      const text = `${shortId(org)}!${session}`;
      // Clients take a token for one of the platform's only where it has no other characters than letters, digits and dots.
      return `${text}.${macOf(text).toString("hex")}`;
    },
    read,
  };
}
