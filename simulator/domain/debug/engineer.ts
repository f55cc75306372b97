import { rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import { agentOf, type Reader } from "#domain/power/reader.ts";
import { type Entitlements, holds, type Permission } from "#domain/user.ts";

/** Who debugs, as the rules that are asked again and again on the way see it. */
export interface EngineerFacts {
  /** Whoever is at work in the sandbox. */
  readonly reader: Reader;
  /** What the step takes of the user logged in as: a page of Setup, a call of the API, or both. */
  readonly needs: readonly Permission[];
  /** What is being tried, in words that can follow "it takes to". */
  readonly name: string;
}

/** The client calls the org's APIs as the user, so whatever the user lacks the engineer lacks, too. */
export const userReachesIt = rule<EngineerFacts>(
  "DEBUG-47",
  ({ reader: { user, entitlements }, needs, name }) => {
    const lacking = needs.find((permission) => !holds(entitlements, permission));
    return lacking && `${user.username} lacks ${lacking}, which it takes to ${name}`;
  },
  "log in as a user with View Setup and Configuration and API Enabled, or let an administrator of the org give these",
);

export const sandboxOnly = rule<{ readonly org: Org }>(
  "DEBUG-02",
  ({ org }) => (org.kind === "sandbox" ? undefined : `${org.name} is no sandbox`),
  "make a sandbox, best a full one, reproduce the fault there and debug that",
);

/** In which role somebody of the License Management Org touches debugging. */
export interface SupporterFacts {
  /** Nobody where no publisher is at work. */
  readonly supporter?: {
    readonly user: { readonly username: string };
    readonly org: Org;
    readonly entitlements: Entitlements;
  };
  readonly manages: boolean;
}

export const engineersOnly = rule<SupporterFacts>(
  "DEBUG-08",
  ({ supporter, manages }) => {
    if (!supporter) return undefined;
    const { user, org, entitlements } = supporter;
    const needs: readonly Permission[] = [
      "View and Debug Managed Apex",
      ...(manages ? ["Modify All Data" as const] : []),
    ];
    const lacking = needs.find((permission) => !holds(entitlements, permission));
    return lacking && `${user.username} lacks ${lacking} in ${org.name}`;
  },
  "let an administrator of the License Management Org give the permission",
);

/** Asked of whatever the IDE does with the session of a start link, which only a LoginAs session of a publisher has. */
export const begunInSetup = rule<{ readonly reader: Reader }>(
  "DEBUG-10",
  ({ reader }) =>
    agentOf(reader)
      ? undefined
      : `${reader.user.username} works in an own session of ${reader.org.name}, to which no start link belongs`,
  "log in as the granting user in the sandbox, and start a partner debugging session in Setup, Apex Debugger",
);
