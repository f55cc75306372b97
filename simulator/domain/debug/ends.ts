import { definition } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { Session } from "#domain/login/session.ts";
import type { Instance } from "#domain/platform/instance.ts";
import type { Policies } from "#domain/policies.ts";
import { HOUR, type Instant, later, MINUTE } from "#domain/time.ts";
import { noMaintenance } from "./maintenance.ts";
import type { DebugEnd, DebugSession } from "./session.ts";

/** What can end a debugging session without anybody ending it. */
export interface EndFacts {
  readonly session: DebugSession;
  /** The session it rests on. */
  readonly login: Pick<Session, "end">;
  readonly instance: Instance;
  readonly policies: Pick<Policies, "serverIdle" | "serverIdlePeak" | "clientIdle">;
  /** When a policy was last changed. */
  readonly policiesSince?: Instant;
}

/** When a debugging session ends, and of what. */
export interface End {
  readonly at: Instant;
  readonly reason: DebugEnd;
}

/** A session that is logged out, times out or is removed takes its debugging session along at the same instant. */
export const withItsLogin = definition<Pick<EndFacts, "login">, Instant | undefined>(
  "DEBUG-14",
  ({ login: { end } }) => end?.at,
);

/** There is no hot swap: code that was compiled anew is not the code that is being debugged. */
export const hotSwap = definition<Pick<DebugSession, "recompiledAt">, Instant | undefined>(
  "DEBUG-36",
  ({ recompiledAt }) => recompiledAt,
);

/** How many minutes without activity end a session, by what goes on at its instance; peak load never lengthens it. */
export const idleLimit = definition<Pick<EndFacts, "instance" | "policies">, number>(
  "DEBUG-18",
  ({ instance: { peakSince }, policies: { serverIdle, serverIdlePeak } }) =>
    peakSince ? Math.min(serverIdle, serverIdlePeak) : serverIdle,
);

/** When the idle limit is reached; where the peak found a session beyond the shorter limit, as the peak begins. */
export const idleEnd = definition<
  { readonly lastActiveAt: Instant; readonly minutes: number; readonly peakSince?: Instant },
  Instant
>("DEBUG-48", ({ lastActiveAt, minutes, peakSince }) => notBefore(later(lastActiveAt, minutes * MINUTE), peakSince));

export const FIRST_WARNING = figure("DEBUG-19", 10, "minutes");
export const SECOND_WARNING = figure("DEBUG-19", 15, "minutes");
export const THIRD_WARNING = figure("DEBUG-19", 18, "minutes");

/** The minutes of idleness at which the client warns and, last, ends the session; none where it keeps no such clock. */
export const clientMinutes = definition<Pick<Policies, "clientIdle">, readonly number[]>(
  "DEBUG-19",
  ({ clientIdle }) =>
    clientIdle === "off"
      ? []
      : [
          ...[FIRST_WARNING.is, SECOND_WARNING.is, THIRD_WARNING.is].filter((warning) => warning < clientIdle),
          clientIdle,
        ],
);

export const LONGEST_SESSION = figure("DEBUG-20", 4, "hours");

export const longestEnd = definition<Pick<DebugSession, "startedAt">, Instant>("DEBUG-20", ({ startedAt }) =>
  later(startedAt, LONGEST_SESSION.is * HOUR),
);

const notBefore = (at: Instant, earliest: Instant | undefined): Instant =>
  earliest !== undefined && at < earliest ? earliest : at;

/** When idleness will end the session, as it stands now. */
export function idleEndOf({ session, instance, policies, policiesSince }: Omit<EndFacts, "login">): Instant {
  const minutes = idleLimit.gives({ instance, policies });
  const { peakSince } = instance;
  const at = idleEnd.gives({ lastActiveAt: session.lastActiveAt, minutes, ...(peakSince && { peakSince }) });
  return notBefore(at, policiesSince);
}

/** The client's next act on an idle session; nothing where no client is left, as of an orphan (DEBUG-24). */
export function nextOfTheClient({
  session,
  policies,
  policiesSince,
}: Omit<EndFacts, "login">): { readonly at: Instant; readonly minutes: number; readonly ends: boolean } | undefined {
  const all = clientMinutes.gives(policies);
  // A policy may have been changed to a shorter clock than the warnings that were given.
  const nth = Math.min(session.warned, all.length - 1);
  const minutes = all[nth];
  if (session.state !== "active" || minutes === undefined) return undefined;
  const at = notBefore(later(session.lastActiveAt, minutes * MINUTE), policiesSince);
  return { at, minutes, ends: nth === all.length - 1 };
}

/** The end that comes first, if any is in sight; of two at one instant the one that is named first. */
export function nextEnd(facts: EndFacts): End | undefined {
  const { session, instance } = facts;
  const client = nextOfTheClient(facts);
  const inMaintenance = noMaintenance.brokenBy({ where: session.instance, instance }) !== undefined;
  const ends: readonly (readonly [DebugEnd, Instant | undefined])[] = [
    ["login ended", withItsLogin.gives(facts)],
    ["hot swap", hotSwap.gives(session)],
    ["maintenance", inMaintenance ? instance.maintenanceSince : undefined],
    ["maximum", longestEnd.gives(session)],
    ["idle", idleEndOf(facts)],
    ["client idle", client?.ends ? client.at : undefined],
  ];
  return ends
    .flatMap(([reason, at]): readonly End[] => (at ? [{ at, reason }] : []))
    .reduce<End | undefined>((first, end) => (first && first.at <= end.at ? first : end), undefined);
}
