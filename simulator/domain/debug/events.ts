import type { DebugSessionId, OrgId, RequestId, SessionId, UserRef } from "#domain/ids.ts";
import type { DebugEnd, DebugFilters, DebugLicense } from "./session.ts";

interface About {
  readonly debugSession: DebugSessionId;
}

interface ProjectAbout {
  /** On whose machine the project is. */
  readonly engineer: UserRef;
  readonly path: string;
}

/** What each event of debugging adds to the envelope; `session` there is the LoginAs session. */
export interface DebugEvents {
  /** The link without the session id in it (DEBUG-12). */
  "debug.prepared": { readonly link: string };
  /** Without a publisher it is the subscriber's own Apex Debugger (DEBUG-07). */
  "debug.started": About & {
    readonly publisher?: OrgId;
    readonly license: DebugLicense;
    readonly filters: DebugFilters;
    readonly instance: string;
    /** The path of the project that was launched; absent where there is none, as in the own Apex Debugger. */
    readonly project?: string;
  };
  /** In the stream of the org whose allowance it is: so two starts on one allowance cannot both go by the same count. */
  "debug.allowance-taken": About & { readonly subscriber: OrgId };
  "debug.idle-warned": About & { readonly minutes: number };
  "debug.orphaned": About;
  "debug.ended": About & { readonly reason: DebugEnd };
  /** `login` is the session whose id the project stores; what was downloaded is told by name. */
  "debug.code-downloaded": ProjectAbout & {
    readonly login: SessionId;
    readonly unpackaged: readonly string[];
    readonly packaged: readonly string[];
    readonly skeletons: readonly string[];
    /** What the project stores of the start link (DEBUG-11, DEBUG-15). */
    readonly stores: { readonly instanceUrl?: string; readonly session?: SessionId };
  };
  "debug.code-deleted": ProjectAbout & { readonly how: "recorded" | "replaced" };
  /** In the stream of the License Management Org, whose duty it is to delete what was downloaded (DEBUG-45). */
  "debug.duty-opened": ProjectAbout & { readonly subscriber: OrgId };
  "debug.duty-closed": ProjectAbout & { readonly subscriber: OrgId };
  "debug.refused": {
    readonly act: string;
    /** The path of the project that was to be launched or deployed from. */
    readonly project?: string;
    readonly request?: RequestId;
    readonly debugSession?: DebugSessionId;
  };
}

export const DEBUG_EVENTS: Readonly<Record<keyof DebugEvents, string>> = {
  "debug.prepared": "a partner debugging session was prepared",
  "debug.started": "a debugging session was started",
  "debug.allowance-taken": "a debugging session took a place of an allowance",
  "debug.idle-warned": "the client warned that a debugging session was idle",
  "debug.orphaned": "the IDE was closed without stopping its debugging session",
  "debug.ended": "a debugging session ended",
  "debug.code-downloaded": "code of a subscriber org was downloaded for debugging",
  "debug.code-deleted": "downloaded code was deleted from the engineer's machine",
  "debug.duty-opened": "a publisher holds a subscriber's code and has to delete it after debugging",
  "debug.duty-closed": "a publisher has deleted a subscriber's code",
  "debug.refused": "an act of debugging was refused",
};
