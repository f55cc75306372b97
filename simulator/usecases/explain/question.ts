import type { RequestType } from "#domain/debug/request-type.ts";
import type { Party } from "#domain/grant/grant.ts";
import type { OrgId, PackageId, UserId, UserRef } from "#domain/ids.ts";
import type { ApexClass, ApexLog, CustomSetting, OAuthConsent } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import type { Trace } from "#domain/trace/reading.ts";
import type { Modification } from "#usecases/license/modify-license.ts";

/** Somebody may do something to something, or may not: what can be explained. Absent `agent`: the user herself. */
export type Question =
  | {
      readonly act: "log in as";
      readonly agent: UserRef;
      readonly user: UserRef;
      readonly caseReference?: string;
      /** Whether the agent has passed multi-factor authentication; taken for granted unless it is said. */
      readonly mfa?: boolean;
    }
  | { readonly act: "grant login access"; readonly user: UserRef; readonly party: Party }
  | LicenseQuestion
  | (Within & { readonly act: "view code"; readonly code: ApexClass["id"] })
  | (Within & { readonly act: "read a debug log"; readonly log: ApexLog["id"]; readonly namespace: string })
  | (Within & { readonly act: "delete a debug log"; readonly log: ApexLog["id"] })
  | (Within & {
      readonly act: "set a trace flag";
      /** The user who is to be traced. */
      readonly whom: UserId;
      /** 30 minutes from now, unless it is said. */
      readonly endsAt?: Instant;
    })
  | (Within & { readonly act: "use a custom setting"; readonly setting: CustomSetting["id"] })
  | (Within & { readonly act: "prepare debugging" })
  | (Within & { readonly act: "read a trace"; readonly trace: Trace })
  | (Within & { readonly act: "delete a session" })
  | (Within & { readonly act: "save code"; readonly code: ApexClass["id"] })
  /** With a start link that was copied whole. */
  | (Within & { readonly act: "set up a project" })
  /** Without a project, the one that the agent set up with the running LoginAs session. */
  | (Within & { readonly act: "start debugging"; readonly project?: string })
  | (Within & { readonly act: "start own debugging" })
  /** The debugging session that runs in the org. */
  | (Within & { readonly act: "end debugging" })
  | {
      readonly act: "debug a request";
      readonly user: UserRef;
      readonly type: RequestType;
      readonly entryPoint: string;
      readonly inTest?: true;
    }
  | (Within & { readonly act: "authorize an app"; readonly app: string; readonly purpose: OAuthConsent["purpose"] });

/** What can be asked about licenses: the user is the LMO's own in the first two, the subscriber's in the last. */
export type LicenseQuestion =
  | (Modification & {
      readonly act: "modify a license";
      readonly user: UserRef;
      readonly subscriber: OrgId;
      readonly package: PackageId;
    })
  | { readonly act: "refresh licenses"; readonly user: UserRef; readonly package: PackageId }
  | { readonly act: "assign a license"; readonly user: UserRef; readonly package: PackageId };

/** Who does something inside a subscriber org: a user, or an agent logged in as that user. */
export interface Within {
  readonly user: UserRef;
  readonly agent?: UserRef;
}

export type Act = Question["act"];
/** The question about one act. */
export type QuestionOf<One extends Act> = Extract<Question, { readonly act: One }>;
