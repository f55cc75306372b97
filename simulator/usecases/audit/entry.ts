import type { EventOf, EventType, Stream } from "#domain/events.ts";
import type { SessionId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { AuditRecord, ShownRecord } from "#usecases/ports.ts";

/** A record as an answer shows it: who did what to what, under which rule and why. */
export interface Entry {
  readonly seq: number;
  readonly at: Instant;
  readonly type: EventType;
  readonly org: Stream;
  readonly user?: UserRef;
  readonly delegateUser?: UserRef;
  readonly session?: SessionId;
  readonly effect?: "allow" | "deny";
  readonly rule?: string;
  readonly because?: string;
  readonly caseReference?: string;
  /** What it is about, in the words of the record. */
  readonly what?: string;
}

/** What stands where a record has a value that was erased, or that a package hides from whoever asks. */
export const NOT_DISCLOSED = "(not disclosed)";

/** What stands where a record has a value that whoever asks is shown only once it is disclosed (REVIEW-20). */
export const WITHHELD = "(withheld)";

type Own<Type extends EventType> = Exclude<keyof EventOf<Type> & string, keyof Envelope>;
type Envelope = Pick<AuditRecord, "type" | "at" | "org" | "user" | "delegateUser" | "session" | "decision" | "changes">;

/** Which members of an event say what it is about; with a question mark, those that need not be there. */
const TELLING: { readonly [Type in EventType]?: readonly (Own<Type> | `${Own<Type>}?`)[] } = {
  "grant.given": ["duration"],
  "grant.changed": ["duration"],
  "grant.refused": ["duration"],
  "grant.policy-changed": ["setting", "before", "after"],
  "session.started": ["address?"],
  "session.refused": ["username", "address?"],
  "session.ended": ["reason"],
  "login.refused": ["reason?"],
  "login.ended": ["reason"],
  "login.visited": ["page", "fault?"],
  "lmo.subscribers-searched": ["text", "found"],
  "lmo.refused": ["act"],
  "lmo.permission-changed": ["permission", "by", "held"],
  "lmo.app-installed": ["app"],
  "lmo.app-uninstalled": ["app"],
  "lmo.debug-logs-switched": ["namespace", "on"],
  "power.code-viewed": ["entity", "namespace?", "name"],
  "power.code-changed": ["entity", "name"],
  "power.protected-setting-read": ["setting", "records"],
  "power.protected-setting-changed": ["setting", "record"],
  "power.setting-changed": ["setting", "record"],
  "power.record-changed": ["sobject", "record"],
  "power.event-published": ["sobject", "record"],
  "power.rows-queried": ["sobject", "found"],
  "power.oauth-granted": ["app", "purpose"],
  "power.oauth-revoked": ["app"],
  "power.oauth-code-given": ["app"],
  "power.oauth-token-revoked": ["app", "because"],
  "power.app-registered": ["app"],
  "power.app-removed": ["app"],
  "power.email-sent": ["to", "subject"],
  "power.refused": ["act", "target?"],
  "debug.ended": ["reason"],
  "debug.code-downloaded": ["path", "unpackaged", "packaged", "skeletons"],
  "debug.code-deleted": ["path", "how"],
  "debug.refused": ["act"],
  "debug.stopped": ["file", "line"],
  "debug.exception-thrown": ["exception", "file", "line"],
  "debug.resumed": ["step?"],
  "debug.variables-read": ["file", "line", "path", "names", "count"],
  "debug.request-finished": ["how"],
  "log.debug-level-set": ["name"],
  "log.written": ["log"],
  "log.read": ["log"],
  "log.deleted": ["log", "reason"],
  "log.refused": ["act", "target?"],
  "license.assigned": ["used"],
  "license.unassigned": ["used"],
  "license.refused": ["act"],
  "trace.refused": ["act"],
  "trace.session-deleted": ["deleted"],
  "audit.read": ["query"],
  "audit.disclosed": ["review", "record?", "text"],
  "audit.exported": ["form", "query", "records"],
  "audit.opened": ["version"],
  "audit.recovered": ["bytes"],
  "clock.moved": ["to"],
  "world.loaded": ["world", "seed"],
  "org.loaded": ["world"],
  "org.created": ["name"],
  "org.changed": ["what"],
  "org.recompiled": ["what"],
  "user.created": ["username"],
  "user.changed": ["username", "what"],
  "package.installed": ["name", "version?"],
  "package.uninstalled": ["name"],
};

type Members = Readonly<Record<string, unknown>>;

/** A value in a record, in words; a sealed one, and one that is gone, says no more than that. */
export function wordsFor(value: unknown, name = ""): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return `${name} ${value}`.trim();
  if (Array.isArray(value)) return value.map((one) => wordsFor(one)).join(", ");
  return NOT_DISCLOSED;
}

/** What a record is about; nothing for an event that says all by its name. */
function subjectOf(record: ShownRecord): string | undefined {
  const members = record as unknown as Members;
  const said = (TELLING[record.type] ?? []).flatMap((member: string) => {
    const name = member.replace("?", "");
    const value = members[name];
    if (record.withheld?.includes(name)) return [WITHHELD];
    if (value === undefined && member !== name) return [];
    const words = wordsFor(value, name);
    return words === "" ? [] : [words];
  });
  return said.length > 0 ? said.join(" ") : undefined;
}

/** A record as an answer shows it. */
export function entryOf(record: ShownRecord): Entry {
  const { seq, at, type, org, user, delegateUser, session, decision } = record;
  const [what, named] = [subjectOf(record), caseIn(record)];
  return {
    seq,
    at,
    type,
    org,
    ...(user && { user }),
    ...(delegateUser && { delegateUser }),
    ...(session && { session }),
    ...(decision && { effect: decision.effect, rule: decision.rule, because: wordsFor(decision.because) }),
    ...(named !== undefined && { caseReference: named }),
    ...(what !== undefined && { what }),
  };
}

/** The case that a record names; nothing where it names none. */
export function caseIn(record: AuditRecord | undefined): string | undefined {
  if (!record || !("caseReference" in record) || record.caseReference === undefined) return undefined;
  return wordsFor(record.caseReference);
}
