import { AUDIT_EVENTS, type AuditEvents } from "./audit/events.ts";
import { DEBUG_EVENTS, type DebugEvents } from "./debug/events.ts";
import { THREAD_EVENTS, type ThreadEvents } from "./debug/thread-events.ts";
import type { Decision } from "./decision.ts";
import { GRANT_EVENTS, type GrantEvents } from "./grant/events.ts";
import type { OrgId, SessionId, UserRef } from "./ids.ts";
import { LICENSE_EVENTS, type LicenseEvents } from "./license/events.ts";
import { LMO_EVENTS, type LmoEvents } from "./lmo/events.ts";
import { LOG_EVENTS, type LogEvents } from "./log/events.ts";
import { LOGIN_EVENTS, type LoginEvents } from "./login/events.ts";
import type { Change } from "./org.ts";
import { INSTANCE_EVENTS, type InstanceEvents } from "./platform/instance.ts";
import { POWER_EVENTS, type PowerEvents } from "./power/events.ts";
import { REVIEW_EVENTS, type ReviewEvents } from "./review/events.ts";
import type { Instant } from "./time.ts";
import { TRACE_EVENTS, type TraceEvents } from "./trace/events.ts";

/** What happens to the simulator itself, or to an org without any rule being asked. */
interface PlatformEvents {
  "clock.moved": { readonly to: Instant };
  /**
   * Its orgs are there: the `org.loaded` of each is part of the same append. A world of thousands leaves several, in that
   * append too, and each names some of them.
   */
  "world.loaded": { readonly world: string; readonly seed: number; readonly orgs: readonly OrgId[] };
  "policy.changed": { readonly policy: string; readonly value: unknown };
  /** The rows an org of a world begins with are its changes. */
  "org.loaded": { readonly world: string };
  "org.created": { readonly name: string };
  "org.changed": { readonly what: string };
  /** Whoever deploys or saves code says so with this, and need know nothing of who debugs it (DEBUG-36). */
  "org.recompiled": { readonly what: string };
  "user.created": { readonly username: string };
  "user.changed": { readonly username: string; readonly what: string };
  "package.installed": { readonly name: string; readonly version?: string };
  "package.uninstalled": { readonly name: string };
}

const PLATFORM_EVENTS: Readonly<Record<keyof PlatformEvents, string>> = {
  "clock.moved": "the platform's clock was moved",
  "world.loaded": "a world of orgs was loaded",
  "policy.changed": "a policy of the simulator was changed",
  "org.loaded": "an org came into being as part of a world",
  "org.created": "an org was created",
  "org.changed": "something in the setup of an org was changed",
  "org.recompiled": "a deployment or a save compiled the code of an org anew",
  "user.created": "a user was created",
  "user.changed": "a user was changed",
  "package.installed": "a package was installed in an org",
  "package.uninstalled": "a package was uninstalled from an org",
};

interface Details
  extends GrantEvents,
    LmoEvents,
    LoginEvents,
    PowerEvents,
    DebugEvents,
    ThreadEvents,
    LogEvents,
    LicenseEvents,
    TraceEvents,
    ReviewEvents,
    InstanceEvents,
    AuditEvents,
    PlatformEvents {}

export type EventType = keyof Details;

/** The closed catalogue: every event there is, and what it means. Version 1. */
export const EVENT_CATALOGUE: Readonly<Record<EventType, string>> = {
  ...GRANT_EVENTS,
  ...LMO_EVENTS,
  ...LOGIN_EVENTS,
  ...POWER_EVENTS,
  ...DEBUG_EVENTS,
  ...THREAD_EVENTS,
  ...LOG_EVENTS,
  ...LICENSE_EVENTS,
  ...TRACE_EVENTS,
  ...REVIEW_EVENTS,
  ...INSTANCE_EVENTS,
  ...AUDIT_EVENTS,
  ...PLATFORM_EVENTS,
};

/** An event belongs to one org, or to the simulator itself; each has its own gap-free numbers. */
export type Stream = OrgId | "platform";

interface Envelope<Type> {
  readonly type: Type;
  readonly at: Instant;
  /** The org it happened in, whose trust is at stake. */
  readonly org: Stream;
  /** Whom the act counts as, or would have. */
  readonly user?: UserRef;
  /** Who was really at the keyboard, as in SetupAuditTrail.DelegateUser; absent outside LoginAs. */
  readonly delegateUser?: UserRef;
  readonly session?: SessionId;
  readonly decision?: Decision;
  /** The rows of the org this event writes, so that state can be rebuilt from the log. */
  readonly changes?: readonly Change[];
}

export type AuditEvent = { [Type in EventType]: Envelope<Type> & Details[Type] }[EventType];
/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<AuditEvent, { readonly type: Type }>;
