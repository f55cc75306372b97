import type { RequestType } from "#domain/debug/request-type.ts";
import type { Party } from "#domain/grant/grant.ts";
import type { UserRef } from "#domain/ids.ts";
import type { ApexClass, ApexLog, CustomSetting, OAuthConsent } from "#domain/org.ts";

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
  | (Within & { readonly act: "view code"; readonly code: ApexClass["id"] })
  | (Within & { readonly act: "read a debug log"; readonly log: ApexLog["id"]; readonly namespace: string })
  | (Within & { readonly act: "use a custom setting"; readonly setting: CustomSetting["id"] })
  | (Within & { readonly act: "prepare debugging" })
  /** Without a project, the one that the agent set up with the running LoginAs session. */
  | (Within & { readonly act: "start debugging"; readonly project?: string })
  | {
      readonly act: "debug a request";
      readonly user: UserRef;
      readonly type: RequestType;
      readonly entryPoint: string;
      readonly inTest?: true;
    }
  | (Within & { readonly act: "authorize an app"; readonly app: string; readonly purpose: OAuthConsent["purpose"] });

/** Who does something inside a subscriber org: a user, or an agent logged in as that user. */
export interface Within {
  readonly user: UserRef;
  readonly agent?: UserRef;
}

export type Act = Question["act"];
/** The question about one act. */
export type QuestionOf<One extends Act> = Extract<Question, { readonly act: One }>;
