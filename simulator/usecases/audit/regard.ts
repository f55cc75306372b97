import type { IndexRow } from "#audit/index/row.ts";
import type { EventType } from "#domain/events.ts";

/** What somebody at work in an org was about: what a reviewer counts. */
export type Regard = "looked" | "changed" | "debugged";

const REGARDS: { readonly [Type in EventType]?: Regard } = {
  "login.visited": "looked",
  "power.code-viewed": "looked",
  "power.protected-setting-read": "looked",
  "power.rows-queried": "looked",
  "log.read": "looked",
  "debug.variables-read": "looked",
  "debug.code-downloaded": "looked",
  "power.code-changed": "changed",
  "power.protected-setting-changed": "changed",
  "power.setting-changed": "changed",
  "power.record-changed": "changed",
  "power.event-published": "changed",
  "power.oauth-granted": "changed",
  "power.oauth-revoked": "changed",
  "power.oauth-code-given": "changed",
  "power.oauth-token-revoked": "changed",
  "power.app-registered": "changed",
  "power.app-removed": "changed",
  "power.email-sent": "changed",
  "grant.given": "changed",
  "grant.changed": "changed",
  "grant.revoked": "changed",
  "grant.policy-changed": "changed",
  "log.debug-level-set": "changed",
  "log.trace-flag-set": "changed",
  "log.trace-flag-changed": "changed",
  "log.trace-flag-deleted": "changed",
  "log.deleted": "changed",
  "license.assigned": "changed",
  "license.unassigned": "changed",
  "license.modified": "changed",
  "lmo.permission-changed": "changed",
  "org.changed": "changed",
  "org.recompiled": "changed",
  "user.created": "changed",
  "user.changed": "changed",
  "package.installed": "changed",
  "package.uninstalled": "changed",
  "trace.session-deleted": "changed",
  "debug.prepared": "debugged",
  "debug.started": "debugged",
  "debug.ended": "debugged",
  "debug.breakpoint-set": "debugged",
  "debug.breakpoint-removed": "debugged",
  "debug.resumed": "debugged",
};

/** What kind of a thing was seen that is not everybody's to see. */
export const EXPOSURES = ["protected settings", "code", "debug logs", "variables"] as const;
export type Exposure = (typeof EXPOSURES)[number];

const EXPOSES: { readonly [Type in EventType]?: Exposure } = {
  "power.protected-setting-read": "protected settings",
  "power.protected-setting-changed": "protected settings",
  "power.code-viewed": "code",
  "debug.code-downloaded": "code",
  "log.read": "debug logs",
  "debug.variables-read": "variables",
};

/** The events that show something of that kind. */
export const exposing = Object.keys(EXPOSES) as readonly EventType[];

type Done = Pick<IndexRow, "type" | "effect">;

/** What an act was about; nothing for one that was refused, or for what nobody did. */
export const regardOf = ({ type, effect }: Done): Regard | undefined => (effect === "deny" ? undefined : REGARDS[type]);

/** What an act showed of what is not everybody's; nothing for one that was refused. */
export const exposureOf = ({ type, effect }: Done): Exposure | undefined =>
  effect === "deny" ? undefined : EXPOSES[type];
