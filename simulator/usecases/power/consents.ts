import type { Id } from "#domain/ids.ts";
import type { OAuthConsent } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";

/** An app that a user has let in. */
export interface Consent {
  readonly id: Id<"OAuthConsent">;
  readonly app: string;
  readonly purpose: OAuthConsent["purpose"];
  readonly at: Instant;
}

/** The consents of the user a session counts as. */
export const consentsOf = ({ rows, user }: Acting): readonly OAuthConsent[] =>
  Object.values(rows.oauthConsents).filter((one) => one.user === user.id);

export const shown = ({ id, app, purpose, at }: OAuthConsent): Consent => ({ id, app, purpose, at });
