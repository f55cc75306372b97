import { type Entry, type Members, part, type Ref, text } from "./entry.ts";
import { HOUR, MINUTE } from "./time.ts";
import type { World } from "./world.ts";

/** A debugged request: running, or stopped where the engineer looks at it. */
export interface Thread {
  state: "running" | "stopped";
  /** Counted as whose. */
  readonly user: Ref | undefined;
}

/** A debugging session that is not over: the publisher's or, without one, the subscriber's own. */
export interface Debug {
  readonly id: string;
  readonly seq: number;
  /** The sandbox. */
  readonly org: string;
  /** The session it rests on, and cannot outlive (DEBUG-14). */
  readonly login: string;
  readonly user: Ref;
  readonly publisher?: string;
  /** Whose allowance it takes a place of, and what sort of place. */
  readonly license: { readonly org: string | undefined; readonly type: string | undefined };
  readonly filters: Members | undefined;
  readonly instance: string | undefined;
  readonly startedAt: number;
  lastActiveAt: number;
  orphaned: boolean;
  /** Idle warnings since then. */
  warned: number;
  /** When the org's code was compiled anew, and when the session it rests on was over. */
  recompiledAt?: number;
  loginEndedAt?: number;
  readonly breakpoints: Map<string, Members>;
  readonly threads: Map<string, Thread>;
  readonly waiting: Set<string>;
}

/** What a record says of a debugging session that starts. */
export function debugOf(entry: Entry, at: number): Debug | undefined {
  const [id, license, publisher] = [text(entry, "debugSession"), part(entry, "license"), text(entry, "publisher")];
  const { session: login, user, org, seq } = entry;
  if (id === undefined || login === undefined || !user) return undefined;
  return {
    id,
    seq,
    org,
    login,
    user,
    ...(publisher !== undefined && { publisher }),
    license: { org: text(license, "org"), type: text(license, "type") },
    filters: part(entry, "filters"),
    instance: text(entry, "instance"),
    startedAt: at,
    lastActiveAt: at,
    orphaned: false,
    warned: 0,
    breakpoints: new Map(),
    threads: new Map(),
    waiting: new Set(),
  };
}

/** Four hours, active or not (DEBUG-20). */
const LONGEST = 4 * HOUR;
/** Minutes of idleness at which the client warns (DEBUG-19). */
const WARNINGS = [10, 15, 18] as const;

/** An end of a debugging session that nobody makes: when, of what, and under which rule. */
export interface End {
  readonly at: number;
  readonly reason: string;
  readonly rule: string;
}

/** The minutes of idleness at which the client does something, the last of which ends the session. */
export function clientMinutes({ policies }: World): readonly number[] {
  const { clientIdle } = policies;
  if (typeof clientIdle !== "number") return [];
  return [...WARNINGS.filter((warning) => warning < clientIdle), clientIdle];
}

/** What the client does next to an idle session; nothing to an orphan, which has no client. */
export function nextOfTheClient(
  debug: Debug,
  world: World,
): { readonly at: number; readonly ends: boolean; readonly minutes: number } | undefined {
  const minutes = clientMinutes(world);
  const nth = Math.min(debug.warned, minutes.length - 1);
  const next = minutes[nth];
  if (next === undefined || debug.orphaned) return undefined;
  const at = Math.max(debug.lastActiveAt + next * MINUTE, world.choices.since ?? 0);
  return { at, ends: nth === minutes.length - 1, minutes: next };
}

/** Which end comes first, as things stand; of two at one instant the one named first. */
export function nextEnd(debug: Debug, world: World): End {
  const { serverIdle, serverIdlePeak } = world.policies;
  const since = world.choices.since ?? 0;
  const peak = world.instances.peakSince(debug.instance);
  const idle = peak === undefined ? serverIdle : Math.min(serverIdle, serverIdlePeak);
  const client = nextOfTheClient(debug, world);
  const ends: readonly (readonly [string, string, number | undefined])[] = [
    ["login ended", "DEBUG-14", debug.loginEndedAt],
    ["hot swap", "DEBUG-36", debug.recompiledAt],
    ["maintenance", "DEBUG-21", world.instances.maintenanceSince(debug.instance)],
    ["maximum", "DEBUG-20", debug.startedAt + LONGEST],
    ["idle", "DEBUG-18", Math.max(debug.lastActiveAt + idle * MINUTE, peak ?? 0, since)],
    ["client idle", "DEBUG-19", client?.ends ? client.at : undefined],
  ];
  let first: End = { at: Number.POSITIVE_INFINITY, reason: "idle", rule: "DEBUG-18" };
  for (const [reason, rule, at] of ends) if (at !== undefined && at < first.at) first = { at, reason, rule };
  return first;
}
