import { formatId, type Id, type UserId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** What an app can ask for, by the platform's own names, with what a consent page says of each. */
export const OAUTH_SCOPES = {
  api: "Manage user data via APIs",
  web: "Manage user data via web browsers",
  full: "Full access",
  refresh_token: "Perform requests at any time",
  offline_access: "Perform requests at any time, also while you are away",
  id: "Access the identity URL service",
  openid: "Access unique user identifiers",
  profile: "Access your basic information: name and username",
  email: "Access your email address",
} as const;
export type OAuthScope = keyof typeof OAUTH_SCOPES;

export const OAUTH_SCOPE_NAMES = Object.keys(OAUTH_SCOPES) as readonly OAuthScope[];

/** An app of somebody's that people of an org let in, or that an administrator has let in for them. */
export interface ConnectedApp {
  readonly id: Id<"ConnectedApp">;
  /** The consumer key, `client_id` of every request. */
  readonly key: string;
  /** Unique within the org; what consents and traces name. */
  readonly name: string;
  /** SHA-256 of the consumer secret, in hexadecimal digits; absent for an app that can keep none. */
  readonly secretHash?: string;
  /** X.509 certificate, PEM, whose key signs assertions for the app. */
  readonly certificate?: string;
  /** Where codes may be sent to, to the letter. */
  readonly callbacks: readonly string[];
  readonly scopes: readonly OAuthScope[];
  /** "Admin approved users are pre-authorized": nobody is asked. */
  readonly preauthorized: boolean;
  readonly refreshTokens: {
    /** Each use replaces the token. */
    readonly rotate: boolean;
    /** Hours that one is good for since the app was let in; absent until it is revoked. */
    readonly hours?: number;
  };
  /** Whom the client credentials flow counts as; absent where the app has no such flow. */
  readonly runAs?: UserId;
}

/** What a user let an app fetch: first with a code, once, then with a refresh token. Neither stands in here. */
export interface OAuthToken {
  readonly id: Id<"OAuthToken">;
  readonly user: UserId;
  /** Consumer key of the app. */
  readonly app: string;
  readonly scopes: readonly OAuthScope[];
  readonly at: Instant;
  /** Until the app has fetched its tokens. */
  readonly code?: {
    readonly endsAt: Instant;
    readonly callback: string;
    /** SHA-256 of the verifier that the app has to show, base64url (RFC 7636). */
    readonly challenge?: string;
  };
  /** How often the refresh token was replaced. */
  readonly generation: number;
}

/** The app of the platform's own command line, which every org has without a row. */
export const PLATFORM_CLI: ConnectedApp = {
  id: formatId("ConnectedApp", 0),
  key: "PlatformCLI",
  name: "Salesforce CLI",
  callbacks: ["http://localhost:1717/OauthRedirect"],
  scopes: OAUTH_SCOPE_NAMES,
  preauthorized: false,
  refreshTokens: { rotate: false },
};
