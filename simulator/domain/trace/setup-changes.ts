import { definition } from "#domain/decision.ts";
import type { AuditEvent, EventOf, EventType } from "#domain/events.ts";
import { accessChange, endIsAChange } from "./access-change.ts";
import { loginAsChange } from "./login-change.ts";
import { personCalled } from "./names.ts";
import { policiesChange } from "./policy-change.ts";
import type { SetupChange, SetupFacts } from "./setup-change.ts";

/**
 * What the Setup Audit Trail says of each event there is, one line an event, which the compiler keeps complete.
 * `nothing` is what changes no Setup: what was read or refused, what time did, and what is data.
 *
 * Where no rule of the catalogue gives the action, it is one of public lists (KR-AUDIT, GH-SAT): of users
 * `activateduser` and its like, of code `changedApexClass`, of permission sets `PermSetAssign`, of custom metadata
 * `setupEntityObjectFieldUpdated`. What these lists do not have is marked as assumed.
 */
export const SETUP_CHANGES: {
  readonly [Type in EventType]: (event: EventOf<Type>, facts: SetupFacts) => SetupChange | undefined;
} = {
  "grant.given": (event, facts) => accessChange(event, "granted", facts),
  "grant.changed": (event, facts) => accessChange(event, "changed", facts),
  "grant.revoked": (event, facts) => accessEnd(event, "revoked", facts),
  "grant.expired": (event, facts) => accessEnd(event, "expired", facts),
  "grant.voided": (event, facts) => accessEnd(event, "void", facts),
  "grant.refused": nothing,
  "grant.policy-changed": policiesChange,
  "lmo.subscribers-searched": nothing,
  "lmo.subscriber-viewed": nothing,
  "lmo.refused": nothing,
  "lmo.permission-changed": permissionChange,
  "lmo.app-installed": ({ app }) => packageChange("installed", app),
  "lmo.app-uninstalled": ({ app }) => packageChange("uninstalled", app),
  // Assumed: of the two orgs that it happens in only the License Management Org has somebody who did it.
  "lmo.package-linked": () => assumed("linkedPackage", "Packages", "Linked a package to the License Management App"),
  "lmo.debug-logs-switched": nothing,
  "session.started": nothing,
  "session.verified": nothing,
  "session.refused": nothing,
  "session.extended": nothing,
  "session.ended": nothing,
  "login.started": (event, facts) => loginAsChange(event, "login", facts),
  "login.awaiting-approval": nothing,
  "login.approved": (event, facts) => loginAsChange(event, "login", facts),
  "login.refused": nothing,
  "login.visited": nothing,
  "login.ended": (event, facts) => loginAsChange(event, "logout", facts),
  "power.code-viewed": nothing,
  "power.event-published": nothing,
  "power.rows-queried": nothing,
  "power.code-changed": ({ entity, name }) => codeChange(entity, name),
  "power.protected-setting-read": nothing,
  "power.protected-setting-changed": ({ setting, record }) => recordChange(setting, record),
  "power.setting-changed": ({ setting, record }) => recordChange(setting, record),
  "power.record-changed": ({ sobject, record }) => recordChange(sobject, record),
  "power.oauth-granted": nothing,
  "power.oauth-revoked": nothing,
  "power.oauth-code-given": nothing,
  "power.oauth-token-revoked": nothing,
  // Assumed: the lists have actions for connected apps, but not their texts.
  "power.app-registered": ({ app }) =>
    assumed("insertConnectedApplication", "Connected Apps", `Added connected app ${app}`),
  "power.app-removed": ({ app }) =>
    assumed("deleteConnectedApplication", "Connected Apps", `Deleted connected app ${app}`),
  "power.email-sent": nothing,
  "power.refused": nothing,
  "debug.prepared": nothing,
  "debug.started": nothing,
  "debug.allowance-taken": nothing,
  "debug.breakpoint-set": nothing,
  "debug.breakpoint-removed": nothing,
  "debug.request-started": nothing,
  "debug.request-passed": nothing,
  "debug.request-waits": nothing,
  "debug.request-refused": nothing,
  "debug.stopped": nothing,
  "debug.exception-thrown": nothing,
  "debug.resumed": nothing,
  "debug.variables-read": nothing,
  "debug.request-finished": nothing,
  "debug.released": nothing,
  "debug.idle-warned": nothing,
  "debug.orphaned": nothing,
  "debug.code-downloaded": nothing,
  "debug.code-deleted": nothing,
  "debug.duty-opened": nothing,
  "debug.duty-closed": nothing,
  "debug.ended": nothing,
  "debug.refused": nothing,
  // Assumed: made in Setup, so in the trail (TRACE-01), also where the log itself is the publisher's (POWER-17).
  "log.debug-level-set": ({ name }) => assumed("changedDebugLevel", "Debug Logs", `Changed debug level ${name}`),
  "log.trace-flag-set": () => assumed("addedTraceFlag", "Debug Logs", "Added a trace flag"),
  "log.trace-flag-changed": () => assumed("changedTraceFlag", "Debug Logs", "Changed a trace flag"),
  "log.trace-flag-deleted": () => assumed("deletedTraceFlag", "Debug Logs", "Deleted a trace flag"),
  "log.trace-flag-ended": nothing,
  "log.trace-flag-disabled": nothing,
  "log.written": nothing,
  "log.read": nothing,
  "log.deleted": nothing,
  "log.refused": nothing,
  // The publisher's records are data, and what reaches the subscriber org with them nobody of that org did (LICENSE-16).
  "license.created": nothing,
  "license.modified": nothing,
  "license.assigned": (event, facts) => seatChange(event, "granted", facts),
  "license.unassigned": (event, facts) => seatChange(event, "revoked", facts),
  "license.expired": nothing,
  "license.uninstalled": nothing,
  "license.upgraded": nothing,
  "license.refreshed": nothing,
  "license.defaults-registered": nothing,
  "license.refused": nothing,
  "trace.refused": nothing,
  "trace.read": nothing,
  "trace.session-deleted": nothing,
  "instance.peak-began": nothing,
  "instance.peak-ended": nothing,
  "instance.maintenance-began": nothing,
  "instance.maintenance-ended": nothing,
  "audit.founded": nothing,
  "audit.degraded": nothing,
  "audit.restored": nothing,
  "audit.org-stated": nothing,
  "audit.act-failed": nothing,
  "audit.segment-sealed": nothing,
  "audit.key-rotated": nothing,
  "audit.heartbeat": nothing,
  "audit.hold-placed": nothing,
  "audit.hold-released": nothing,
  "audit.erasure-requested": nothing,
  "audit.erased": nothing,
  "audit.erasure-refused": nothing,
  "audit.exported": nothing,
  "audit.opened": nothing,
  "audit.closed": nothing,
  "audit.recovered": nothing,
  "clock.moved": nothing,
  "world.loaded": nothing,
  "org.loaded": nothing,
  "policy.changed": nothing,
  "org.created": nothing,
  "org.changed": ({ what }) => assumed("changedSessionSettings", "Session Settings", `Changed ${what}`),
  // What was saved has a row of its own.
  "org.recompiled": nothing,
  "user.created": ({ user }, facts) => userCreated(user, facts),
  "user.changed": ({ username, what }) => userChange(username, what),
  "package.installed": ({ name, changes }) => packageChange("installed", name, changes),
  "package.uninstalled": ({ name }) => packageChange("uninstalled", name),
  "review.opened": nothing,
  "review.sample-drawn": nothing,
  "review.assigned": nothing,
  "review.noted": nothing,
  "review.attested": nothing,
  "review.rejected": nothing,
  "review.escalated": nothing,
  "review.remediated": nothing,
  "review.closed": nothing,
  "review.refused": nothing,
  "audit.read": nothing,
  "audit.disclosed": nothing,
};

/** What the trail would say of an event, whoever did it; nothing when it is no change of Setup. */
export const setupChangeOf = (event: AuditEvent, facts: SetupFacts): SetupChange | undefined =>
  (SETUP_CHANGES[event.type] as (event: AuditEvent, facts: SetupFacts) => SetupChange | undefined)(event, facts);

function nothing(): undefined {}

/** An action that no public list has; its name follows the pattern of its neighbours. */
const assumed = (action: string, section: string, display: string): SetupChange => ({ action, section, display });

const accessEnd = (
  event: EventOf<"grant.revoked" | "grant.expired" | "grant.voided">,
  how: "revoked" | "expired" | "void",
  facts: SetupFacts,
): SetupChange | undefined => (endIsAChange.gives({ how }) ? accessChange(event, "revoked", facts) : undefined);

/**
 * Whether records of an object are plain data: business records are, and so are those of custom settings, which the
 * trail has nothing of (GH-SAT looks for them elsewhere). Records of custom metadata types are part of Setup.
 */
export const isPlainData = definition<{ readonly object: string }, boolean>(
  "TRACE-11",
  ({ object }) => !object.endsWith("__mdt"),
);

/** Without any value: it could be one that a package hides from its customer (POWER-04). */
const recordChange = (object: string, record: string): SetupChange | undefined =>
  isPlainData.gives({ object })
    ? undefined
    : { action: "setupEntityObjectFieldUpdated", section: object, display: `${record} has changed` };

const codeChange = (entity: string, name: string): SetupChange =>
  entity === "Apex trigger"
    ? { action: "changedApexTrigger", section: "Apex Trigger", display: `Changed ${name} Apex Trigger code` }
    : { action: "changedApexClass", section: "Apex Class", display: `Changed ${name} Apex Class code` };

/** What was switched on a user's page, and the action and words for it. */
const USER_ACTIONS: Readonly<Record<string, readonly [action: string, words: string]>> = {
  "active true to false": ["deactivateduser", "Deactivated user"],
  "active false to true": ["activateduser", "Activated user"],
  "frozen false to true": ["frozeuser", "Froze user account for"],
  "frozen true to false": ["unfrozeuser", "Unfroze user account for"],
  // Assumed: the switch stands for a permission or a session policy of the platform.
  "mfaEnforced false to true": ["changedusermfaoffon", "Demanded multi-factor authentication of"],
  "mfaEnforced true to false": ["changedusermfaonoff", "No longer demanded multi-factor authentication of"],
};

/** The first records of this version name all that was switched at once, and so leave the row of the first. */
function userChange(username: string, what: string): SetupChange | undefined {
  const [action, words] = USER_ACTIONS[what.split(", ")[0] ?? ""] ?? [];
  return action ? { action, section: "Manage Users", display: `${words} ${username}` } : undefined;
}

const userCreated = (user: EventOf<"user.created">["user"], { names }: SetupFacts): SetupChange => ({
  action: "createduser",
  section: "Manage Users",
  display: `Created new user ${user ? personCalled(names, user).name : ""}`,
});

function permissionChange(
  { permission, agent, by, held, org }: EventOf<"lmo.permission-changed">,
  { names }: SetupFacts,
): SetupChange {
  const whom = org === "platform" ? agent : personCalled(names, { org, id: agent }).name;
  if (by === "permission set")
    return {
      action: held ? "PermSetAssign" : "PermSetUnassign",
      section: "Manage Users",
      display: `Permission set with ${permission}: ${held ? "assigned to" : "unassigned from"} user ${whom} (UserID: [${agent.slice(0, 15)}])`,
    };
  const display = `Changed profile of ${whom}: ${permission} was turned from ${held ? "off to on" : "on to off"}`;
  return { action: "profilePermChangedCustom", section: "Manage Users", display };
}

/** Actions as the public lists have them (GH-SAT). */
const seatChange = (
  { assignee, org }: EventOf<"license.assigned" | "license.unassigned">,
  how: "granted" | "revoked",
  { names }: SetupFacts,
): SetupChange => ({
  action: `${how}userpackagelicense`,
  section: "Manage Users",
  display: `Package license ${how === "granted" ? "assigned to" : "removed from"} user ${org === "platform" ? assignee : personCalled(names, { org, id: assignee }).name}`,
});

/** Actions assumed; a package that changes Setup by being installed is responsible for that. */
function packageChange(
  how: "installed" | "uninstalled",
  name: string,
  changes: AuditEvent["changes"] = [],
): SetupChange {
  const [namespace] = changes.flatMap((one) =>
    one.table === "installedPackages" && one.row ? [one.row.namespace] : [],
  );
  const display = `${how === "installed" ? "Installed" : "Uninstalled"} package ${name}`;
  return { ...assumed(`${how}Package`, "Installed Packages", display), ...(namespace && { namespace }) };
}
