import { timingSafeEqual } from "node:crypto";
import { type OrgId, parseId, shortId } from "#domain/ids.ts";
import type { Named } from "#domain/wire/oauth.ts";
import type { SessionTokens } from "#http/session-token.ts";

/** What an app holds, read: whose org it is good in, and what is on record of it. */
export interface Held extends Named {
  readonly org: OrgId;
}

/**
 * Codes and refresh tokens are to ids on record what a session's token is to its id: nothing secret has to be stored.
 * They have no other characters than the addresses of the platform's command line allow, and begin as on the platform.
 */
const FORMS = { code: "aPrx", "refresh token": "5Aep" } as const;
type Form = keyof typeof FORMS;

/** `5Aep.<org>.<id>.<generation>.<mac>`; undone by `heldIn`. */
export function held(tokens: SessionTokens, form: Form, { org, id, generation }: Held): string {
  const text = `${FORMS[form]}.${shortId(org)}.${shortId(id)}.${generation}`;
  return `${text}.${tokens.mac(form, text)}`;
}

/** What a code or refresh token was made for; nothing where it was not made with this key. */
export function heldIn(tokens: SessionTokens, form: Form, text: string): Held | undefined {
  const dot = text.lastIndexOf(".");
  const [start, orgId = "", tokenId = "", generation = ""] = text.slice(0, Math.max(dot, 0)).split(".");
  if (start !== FORMS[form] || !same(text.slice(dot + 1), tokens.mac(form, text.slice(0, dot)))) return undefined;
  const [org, id] = [parseId("Org", orgId), parseId("OAuthToken", tokenId)];
  return org && id && { org, id, generation: Number(generation) };
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function same(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
