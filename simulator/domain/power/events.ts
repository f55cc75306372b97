import type { Id } from "#domain/ids.ts";

/** What each event of working inside a subscriber org adds to the envelope. */
export interface PowerEvents {
  "power.code-viewed": { readonly entity: string; readonly name: string; readonly namespace?: string };
  /** `project` is the path of the IDE project that it was deployed from; absent where it was saved in the org. */
  "power.code-changed": { readonly entity: string; readonly name: string; readonly project?: string };
  "power.protected-setting-read": { readonly setting: string; readonly records: number };
  "power.protected-setting-changed": {
    readonly setting: string;
    readonly record: string;
    /** Absent when the record was created. */
    readonly before?: Readonly<Record<string, string>>;
    /** Absent when the record was deleted. */
    readonly after?: Readonly<Record<string, string>>;
  };
  /** A setting that nobody protects, changed by whoever may. */
  "power.setting-changed": {
    readonly setting: string;
    readonly record: string;
    readonly before?: Readonly<Record<string, string>>;
    readonly after?: Readonly<Record<string, string>>;
  };
  "power.record-changed": {
    readonly sobject: string;
    readonly record: string;
    readonly before?: Readonly<Record<string, string>>;
    readonly after?: Readonly<Record<string, string>>;
  };
  /** A platform event, for whoever listens to it: what is sent and kept for later is this record. */
  "power.event-published": {
    readonly sobject: string;
    readonly record: string;
    readonly values: Readonly<Record<string, string>>;
  };
  /** A query through the API in a LoginAs session: what was asked without the values in it, and how many rows came back. */
  "power.rows-queried": { readonly sobject: string; readonly query: string; readonly found: number };
  "power.oauth-granted": { readonly app: string; readonly purpose: "data access" | "single sign-on" };
  "power.oauth-revoked": { readonly app: string };
  /** With the code an app fetches its tokens, once. */
  "power.oauth-code-given": { readonly app: string; readonly oauthToken: Id<"OAuthToken"> };
  "power.oauth-token-revoked": {
    readonly app: string;
    readonly oauthToken: Id<"OAuthToken">;
    readonly because: "revoked" | "used twice" | "user took access back" | "app removed";
  };
  "power.app-registered": { readonly app: string };
  "power.app-removed": { readonly app: string };
  "power.email-sent": { readonly to: string; readonly subject: string };
  "power.refused": {
    readonly act: string;
    readonly target?: string;
    /** The package whose lines of a debug log were asked for. */
    readonly namespace?: string;
    /** What an app asked for. */
    readonly purpose?: "data access" | "single sign-on";
  };
}

export const POWER_EVENTS: Readonly<Record<keyof PowerEvents, string>> = {
  "power.code-viewed": "the source of Apex code was viewed: managed code by anybody, any code in a LoginAs session",
  "power.code-changed": "Apex code of the org's own was changed",
  "power.protected-setting-read": "an agent read the records of a protected custom setting",
  "power.protected-setting-changed": "an agent changed a record of a protected custom setting",
  "power.setting-changed": "a record of a custom setting that nobody protects was changed",
  "power.record-changed": "a business record was created, changed or deleted",
  "power.event-published": "a platform event was published",
  "power.rows-queried": "an agent queried rows through the API",
  "power.oauth-granted": "a user authorized OAuth access",
  "power.oauth-revoked": "a user took OAuth access back",
  "power.oauth-code-given": "an app was given the code that it fetches its tokens with",
  "power.oauth-token-revoked": "what an app fetches sessions with came to its end",
  "power.app-registered": "a connected app was registered in an org",
  "power.app-removed": "a connected app was removed from an org",
  "power.email-sent": "an act made Salesforce send email",
  "power.refused": "an act in a subscriber org was refused",
};
