import type { EventOf, EventType } from "./events.ts";

/**
 * What a member of an event tells, and so whether it may stand in a log that nobody can change: ids, numbers, kinds and
 * names of parts of the platform are open. What can name or describe a person, what somebody typed, and what a
 * subscriber keeps in its org is sealed: the log holds a salted digest, and the value can be erased.
 */
export type Tells = "open" | SealedKind;
/** Names of people and companies; addresses; what somebody typed or was told; what an org holds. */
export type SealedKind = "name" | "address" | "text" | "value";

type EnvelopeMember = "type" | "at" | "org" | "user" | "delegateUser" | "session" | "decision" | "changes";
type Members<Type extends EventType> = Exclude<keyof EventOf<Type>, EnvelopeMember>;

const GRANT = { grant: "open", party: "open", account: "open", byAgent: "open" } as const;
const LOGIN = {
  grant: "open",
  origin: "open",
  caseReference: "text",
  timeout: "open",
  assurance: "open",
} as const;
const TRACE_FLAG = {
  traceFlag: "open",
  traced: "open",
  logType: "open",
  startsAt: "open",
  endsAt: "open",
  level: "open",
  levels: "open",
  publisher: "open",
} as const;
const RECORD = { record: "open", before: "value", after: "value" } as const;
const SEAT = { package: "open", assignee: "open", used: "open" } as const;
const PROJECT = { engineer: "open", path: "text" } as const;
const REVIEW_TEXT = { review: "open", text: "text" } as const;
const THREAD = { debugSession: "open", activity: "open", request: "open" } as const;
const ARRIVAL = { ...THREAD, entryPoint: "open", inTest: "open", requestType: "open" } as const;
const PLACE = { file: "open", line: "open", depth: "open" } as const;

/** Of every event, what each of its members tells. The compiler keeps it complete: nothing goes on record unjudged. */
export const PRIVACY: { readonly [Type in EventType]: Readonly<Record<Members<Type>, Tells>> } = {
  "grant.given": { ...GRANT, duration: "open", endsAt: "open" },
  "grant.changed": { ...GRANT, duration: "open", endsAt: "open", before: "open" },
  "grant.revoked": GRANT,
  "grant.expired": GRANT,
  "grant.voided": GRANT,
  "grant.refused": { party: "open", duration: "text", account: "open" },
  "grant.policy-changed": { party: "open", setting: "open", before: "open", after: "open", byAgent: "open" },
  "lmo.subscribers-searched": { text: "text", found: "open" },
  "lmo.subscriber-viewed": { subscriber: "open" },
  "lmo.refused": { act: "text", subscriber: "open" },
  "lmo.permission-changed": { permission: "open", agent: "open", by: "open", held: "open" },
  "lmo.app-installed": { app: "open" },
  "lmo.app-uninstalled": { app: "open" },
  "lmo.package-linked": { package: "open" },
  "lmo.debug-logs-switched": { subscriber: "open", namespace: "open", on: "open" },
  "session.started": {
    mfa: "open",
    level: "open",
    myDomain: "open",
    timeout: "open",
    address: "address",
    byOperator: "open",
    through: "open",
  },
  "session.verified": { level: "open" },
  "session.refused": { username: "name", address: "address", through: "open" },
  "session.extended": {},
  "session.ended": { reason: "open" },
  "login.started": LOGIN,
  "login.awaiting-approval": { ...LOGIN, patience: "open" },
  "login.approved": {},
  "login.refused": { reason: "open", origin: "open", caseReference: "text" },
  "login.visited": { page: "text", fault: "open", chosen: "name" },
  "login.ended": { reason: "open", chosen: "name" },
  "power.code-viewed": { entity: "open", name: "open", namespace: "open" },
  "power.code-changed": { entity: "open", name: "open", project: "text" },
  "power.protected-setting-read": { setting: "open", records: "open" },
  "power.protected-setting-changed": { ...RECORD, setting: "open" },
  "power.setting-changed": { ...RECORD, setting: "open" },
  "power.record-changed": { ...RECORD, sobject: "open" },
  "power.event-published": { sobject: "open", record: "open", values: "value" },
  "power.rows-queried": { sobject: "open", query: "text", found: "open" },
  "power.oauth-granted": { app: "open", purpose: "open" },
  "power.oauth-revoked": { app: "open" },
  "power.oauth-code-given": { app: "open", oauthToken: "open" },
  "power.oauth-token-revoked": { app: "open", oauthToken: "open", because: "open" },
  "power.app-registered": { app: "open" },
  "power.app-removed": { app: "open" },
  "power.email-sent": { to: "address", subject: "text" },
  "power.refused": { act: "text", target: "text", namespace: "open", purpose: "open" },
  "debug.prepared": { link: "text" },
  "debug.started": {
    debugSession: "open",
    publisher: "open",
    license: "open",
    filters: "open",
    instance: "open",
    project: "text",
  },
  "debug.allowance-taken": { debugSession: "open", subscriber: "open" },
  "debug.idle-warned": { debugSession: "open", minutes: "open" },
  "debug.orphaned": { debugSession: "open" },
  "debug.ended": { debugSession: "open", reason: "open" },
  "debug.code-downloaded": {
    ...PROJECT,
    login: "open",
    unpackaged: "open",
    packaged: "open",
    skeletons: "open",
    stores: "text",
  },
  "debug.code-deleted": { ...PROJECT, how: "open" },
  "debug.duty-opened": { ...PROJECT, subscriber: "open" },
  "debug.duty-closed": { ...PROJECT, subscriber: "open" },
  "debug.refused": { act: "text", project: "text", request: "open", debugSession: "open" },
  "debug.breakpoint-set": { debugSession: "open", activity: "open", breakpoint: "open", unverified: "open" },
  "debug.breakpoint-removed": { debugSession: "open", activity: "open", breakpoint: "open" },
  "debug.request-started": ARRIVAL,
  "debug.request-passed": ARRIVAL,
  "debug.request-waits": ARRIVAL,
  "debug.request-refused": ARRIVAL,
  "debug.stopped": { ...THREAD, ...PLACE, breakpoint: "open" },
  "debug.exception-thrown": { ...THREAD, ...PLACE, exception: "open" },
  "debug.resumed": { ...THREAD, step: "open" },
  // What variables in the code of a package are called is part of what it hides from its customer (POWER-02).
  "debug.variables-read": { ...THREAD, file: "open", line: "open", path: "value", names: "value", count: "open" },
  "debug.request-finished": { ...THREAD, how: "open" },
  "debug.released": { ...THREAD, was: "open" },
  "log.debug-level-set": { level: "open", name: "open", levels: "open" },
  "log.trace-flag-set": TRACE_FLAG,
  "log.trace-flag-changed": TRACE_FLAG,
  "log.trace-flag-deleted": { traceFlag: "open" },
  "log.trace-flag-ended": { traceFlag: "open" },
  "log.trace-flag-disabled": { traceFlag: "open", enabledFrom: "open" },
  "log.written": { log: "open", cause: "open" },
  "log.read": { log: "open", namespace: "open" },
  "log.deleted": { log: "open", reason: "open" },
  "log.refused": { act: "text", target: "text" },
  "license.created": { package: "open", license: "open", subscriber: "open", lead: "open" },
  "license.modified": { package: "open", subscriber: "open", before: "open", after: "open", wanted: "open" },
  "license.assigned": SEAT,
  "license.unassigned": SEAT,
  "license.expired": { package: "open", license: "open" },
  "license.uninstalled": { package: "open", license: "open", subscriber: "open" },
  "license.upgraded": { package: "open", license: "open", version: "open" },
  "license.refreshed": { package: "open", records: "open" },
  "license.defaults-registered": { package: "open", defaults: "open", leadManager: "open" },
  "license.refused": { act: "text", package: "open", subscriber: "open", on: "open", wanted: "open" },
  "trace.refused": { act: "text", whose: "open" },
  "trace.read": { trace: "open", whose: "open" },
  "trace.session-deleted": { deleted: "open" },
  "instance.peak-began": { instance: "open" },
  "instance.peak-ended": { instance: "open" },
  "instance.maintenance-began": { instance: "open" },
  "instance.maintenance-ended": { instance: "open" },
  "review.opened": {
    review: "open",
    about: "open",
    reasons: "open",
    risk: "open",
    subscriber: "open",
    parties: "open",
    dueAt: "open",
    sample: "open",
    finding: "text",
  },
  "review.sample-drawn": {
    sample: "open",
    from: "open",
    to: "open",
    rate: "open",
    seed: "open",
    size: "open",
    of: "open",
    sessions: "open",
  },
  "review.assigned": { review: "open", reviewer: "open" },
  "review.noted": REVIEW_TEXT,
  "review.attested": { ...REVIEW_TEXT, over: "open", log: "open" },
  "review.rejected": { ...REVIEW_TEXT, dueAt: "open" },
  "review.escalated": { ...REVIEW_TEXT, dueAt: "open" },
  "review.remediated": REVIEW_TEXT,
  "review.closed": { review: "open" },
  "review.refused": { act: "text", review: "open", reviewer: "open", from: "open", to: "open" },
  "audit.read": { query: "text" },
  "audit.disclosed": { ...REVIEW_TEXT, about: "open", record: "open" },
  "audit.founded": { origin: "open", key: "open" },
  "audit.opened": { version: "open" },
  "audit.closed": {},
  "audit.act-failed": { act: "text" },
  "audit.recovered": { bytes: "open" },
  "audit.degraded": { because: "open" },
  "audit.restored": {},
  "audit.org-stated": { subject: "open", number: "open", hash: "open" },
  "audit.segment-sealed": { first: "open" },
  "audit.key-rotated": { before: "open", key: "open" },
  "audit.heartbeat": { loginAs: "open", debugging: "open" },
  "audit.hold-placed": { person: "open", because: "text" },
  "audit.hold-released": { person: "open" },
  "audit.erasure-requested": { person: "open" },
  "audit.erased": { person: "open", request: "open", values: "open" },
  "audit.erasure-refused": { person: "open" },
  "audit.exported": { form: "open", query: "text", records: "open" },
  "clock.moved": { to: "open" },
  "world.loaded": { world: "open", seed: "open", orgs: "open" },
  "policy.changed": { policy: "open", value: "open" },
  "org.loaded": { world: "open" },
  "org.created": { name: "name" },
  "org.changed": { what: "open" },
  "org.recompiled": { what: "text" },
  "user.created": { username: "name" },
  "user.changed": { username: "name", what: "open" },
  "package.installed": { name: "open", version: "open" },
  "package.uninstalled": { name: "open" },
};

/** The members of each event that are sealed. */
export const SEALED: Readonly<Record<EventType, readonly string[]>> = Object.fromEntries(
  Object.entries(PRIVACY).map(([type, members]) => [
    type,
    Object.keys(members)
      .filter((name) => members[name as keyof typeof members] !== "open")
      .sort(),
  ]),
) as unknown as Record<EventType, readonly string[]>;

/** What a member of an event tells. */
export const tells = (type: EventType, member: string): Tells =>
  (PRIVACY[type] as Readonly<Record<string, Tells>>)[member] ?? "open";
