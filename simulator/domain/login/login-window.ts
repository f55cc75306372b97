import { rule } from "#domain/decision.ts";
import type { Instant } from "#domain/time.ts";
import type { Profile } from "#domain/user.ts";

/** Who comes in as a user, when, and from where. */
export interface EnteringFacts {
  readonly now: Instant;
  readonly entering: {
    /** The user with own credentials, or an agent, who has authenticated in the License Management Org. */
    readonly by: "user" | "agent";
    readonly username: string;
    /** The user's profile, which holds login hours and IP ranges. */
    readonly profile?: Profile;
    /** IPv4 address the login comes from; absent when nobody knows it. */
    readonly address?: string;
  };
}

/** Asked of a user's own login and of an agent's, which it never stops. */
export const withinLoginHours = rule<EnteringFacts>(
  "LOGIN-25",
  ({ now, entering: { by, username, profile, address } }) => {
    if (by === "agent" || !profile) return undefined;
    const { loginHours, ipRanges } = profile;
    if (loginHours && !withinHours(now, loginHours))
      return `${username} may log in between ${clockTime(loginHours.from)} and ${clockTime(loginHours.to)} UTC only`;
    if (ipRanges && !ipRanges.some((range) => address !== undefined && withinRange(address, range)))
      return `${username} may not log in from ${address ?? "an unknown address"}`;
    return undefined;
  },
  "log in within the login hours and from an address of the IP ranges of the profile",
);

const clockTime = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

/** From the first hour on, and no longer as the last one strikes; hours that start later than they end span midnight. */
function withinHours(now: Instant, { from, to }: NonNullable<Profile["loginHours"]>): boolean {
  const hour = Number(now.slice(11, 13));
  return from <= to ? from <= hour && hour < to : from <= hour || hour < to;
}

/** `192.0.2.10-192.0.2.20`, both ends included, or one address; text that is neither holds no address. */
export function withinRange(address: string, range: string): boolean {
  const [low, high = low] = range.split("-").map(numberOf);
  const asked = numberOf(address);
  return asked !== undefined && low !== undefined && high !== undefined && low <= asked && asked <= high;
}

function numberOf(address: string): number | undefined {
  const parts = address.trim().split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}
