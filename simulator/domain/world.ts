import type { UserRef } from "./ids.ts";
import type { OrgRows } from "./org.ts";
import type { Instant } from "./time.ts";

/** One of the cast: who a feature means by a first name, and what is printed at start. */
export interface CastMember {
  /** As features name the person: `Nia`, or `Nia of Acme UAT` for a copy in a sandbox. */
  readonly name: string;
  readonly role: string;
  readonly username: string;
  readonly ref: UserRef;
  /** The secret of the person's one-time codes, base32; fixed, so that a demo can be repeated. */
  readonly otpSecret: string;
}

/** What somebody logs in with: the hash of a password, and the secret of the one-time codes, base32. */
export interface GivenCredentials {
  readonly ref: UserRef;
  readonly passwordHash: string;
  readonly otpSecret: string;
}

/** Everybody and everything a story begins with. */
export interface World {
  readonly name: string;
  readonly seed: number;
  /** Where a frozen clock stands at first. */
  readonly clock: Instant;
  readonly orgs: readonly OrgRows[];
  readonly cast: readonly CastMember[];
  /**
   * Everybody's password, and its hash; printed at start, so it guards nothing and a cheap hash will do. Empty where
   * none is published.
   */
  readonly password: string;
  readonly passwordHash: string;
  /** Where people have credentials of their own, all that there are; otherwise the cast has the published password. */
  readonly credentials?: readonly GivenCredentials[];
  /** First number that the world has not used for an id. */
  readonly nextId: number;
}

/** What everybody of a world logs in with at first. */
export const credentialsOf = ({ cast, passwordHash, credentials }: World): readonly GivenCredentials[] =>
  credentials ?? cast.map(({ ref, otpSecret }) => ({ ref, passwordHash, otpSecret }));
