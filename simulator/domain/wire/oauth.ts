import type { Id } from "#domain/ids.ts";
import type { OAuthConsent } from "#domain/org.ts";
import { type ConnectedApp, OAUTH_SCOPES, type OAuthScope, type OAuthToken } from "#domain/power/connected-app.ts";
import { sha256 } from "#domain/review/sha256.ts";
import { type Instant, later, MINUTE, toMillis } from "#domain/time.ts";
import type { User } from "#domain/user.ts";

/** What OAuth calls the ways in which a request comes to nothing (RFC 6749, 5.2), and the platform some more. */
export type OAuthErrorCode =
  | "invalid_request"
  | "invalid_client"
  | "invalid_client_id"
  | "invalid_grant"
  | "invalid_scope"
  | "invalid_token"
  | "inactive_user"
  | "redirect_uri_mismatch"
  | "unsupported_grant_type"
  | "unsupported_response_type"
  | "unsupported_token_type"
  | "temporarily_unavailable";

/** A refusal in OAuth's own form, which is not that of the APIs. */
export class OAuthRefusal extends Error {
  readonly error: OAuthErrorCode;

  constructor(error: OAuthErrorCode, description: string) {
    super(description);
    this.name = "OAuthRefusal";
    this.error = error;
  }
}

/** How long an app can fetch its tokens with a code. */
const CODE_LASTS = 15 * MINUTE;

export const codeEnds = (now: Instant): Instant => later(now, CODE_LASTS);

/** The scopes an app gets that asks for these, in any order; all its own where it names none. OAuthRefusal invalid_scope. */
export function scopesFor(app: ConnectedApp, asked: string | undefined): readonly OAuthScope[] {
  const names = [...new Set((asked ?? "").split(/[ +]+/).filter((name) => name !== ""))];
  if (names.length === 0) return app.scopes;
  for (const name of names)
    if (!Object.hasOwn(OAUTH_SCOPES, name) || !app.scopes.includes(name as OAuthScope))
      throw new OAuthRefusal("invalid_scope", `the requested scope is not allowed: ${name}`);
  return names as OAuthScope[];
}

/** Whether an app may come back without the user. */
export const comesBack = (scopes: readonly OAuthScope[], { refreshTokens }: ConnectedApp): boolean =>
  (scopes.includes("refresh_token") || scopes.includes("offline_access")) && refreshTokens.hours !== 0;

/** Whether nobody has to be asked: the user let the app in before, or an administrator did for everybody. */
export const isApproved = (
  app: ConnectedApp,
  { id }: Pick<User, "id">,
  consents: Readonly<Record<string, OAuthConsent>>,
): boolean =>
  app.preauthorized ||
  Object.values(consents).some((one) => one.user === id && one.app === app.name && one.purpose === "data access");

/** Whether a client proves to be the app: by its secret, if it has one (RFC 6749, 3.2.1). OAuthRefusal invalid_client. */
export function checkSecret({ secretHash }: ConnectedApp, secret: string | undefined): void {
  if (secretHash === undefined) return;
  if (secret === undefined || !isAscii(secret) || sha256(secret) !== secretHash)
    throw new OAuthRefusal("invalid_client", "invalid client credentials");
}

// What nobody can see is looked for, since a hash is taken of ASCII only.
const isAscii = (text: string): boolean => !/[^\x20-\x7e]/.test(text);

/** A verifier of the platform's clients has 171 characters, more than the 128 of RFC 7636. */
const VERIFIER = /^[A-Za-z0-9._~-]{43,171}$/;
/** SHA-256 in base64url. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/**
 * The challenge of a request for a code. It is SHA-256 also where no method is named, as the platform's clients name
 * none; "plain" would show the verifier to whoever can read the address. OAuthRefusal invalid_request.
 */
export function challengeIn(challenge: string | undefined, method: string | undefined): string | undefined {
  if (method !== undefined && method !== "S256")
    throw new OAuthRefusal("invalid_request", "code_challenge_method must be S256");
  if (challenge === undefined) return undefined;
  const trimmed = challenge.replace(/=+$/, "");
  if (!CHALLENGE.test(trimmed))
    throw new OAuthRefusal("invalid_request", "code_challenge must be base64url of SHA-256");
  return trimmed;
}

/** Whether the verifier fits the challenge; one without the other is somebody who has taken it out on the way. */
export function verifierFits(challenge: string | undefined, verifier: string | undefined): boolean {
  if (challenge === undefined || verifier === undefined) return challenge === verifier;
  return VERIFIER.test(verifier) && base64Url(sha256(verifier)) === challenge;
}

function base64Url(hex: string): string {
  const bytes = (hex.match(/../g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 16)));
  return btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** How a refresh token that is genuine stands to what is on record of it. */
export function refreshStanding(
  { refreshTokens }: ConnectedApp,
  { at, code, generation }: OAuthToken,
  { now, generation: shown }: { readonly now: Instant; readonly generation: number },
): "good" | "over" | "used before" {
  if (code !== undefined) return "over";
  if (refreshTokens.hours !== undefined && later(at, refreshTokens.hours * 60 * MINUTE) <= now) return "over";
  return shown === generation ? "good" : "used before";
}

/** Claims of an assertion (RFC 7523), read and not yet believed. */
export interface Claims {
  readonly iss: string;
  readonly sub: string;
  readonly aud: readonly string[];
  readonly exp: number;
}

/** Whom assertions are addressed to on the platform itself. */
const LOGIN_HOSTS = ["https://login.salesforce.com", "https://test.salesforce.com"];
/** No second of this century has so large a number, but every millisecond: the platform's command line sends those. */
const MILLISECONDS = 1e11;

/** Asks of claims what can be asked without a key; `isOwn` knows this server's addresses. OAuthRefusal invalid_grant. */
export function checkClaims({ aud, exp }: Claims, now: Instant, isOwn: (address: string) => boolean): void {
  const meant = aud
    .map((one) => one.replace(/\/$/, "").replace(/\/services\/oauth2\/token$/, ""))
    .some((one) => LOGIN_HOSTS.includes(one) || isOwn(one));
  if (!meant) throw new OAuthRefusal("invalid_grant", "audience is invalid");
  const ends = exp > MILLISECONDS ? exp : exp * 1000;
  if (!(ends > toMillis(now))) throw new OAuthRefusal("invalid_grant", "expired assertion");
}

/** What a code or a refresh token names. */
export interface Named {
  readonly id: Id<"OAuthToken">;
  readonly generation: number;
}
