import { decide, type Rule } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import type { ReaderFacts } from "#domain/trace/reader.ts";
import {
  opensTheTrail,
  readAndCounted,
  type SetupAuditTrailRow,
  setupAuditTrail,
  TRAIL_PAGE,
  type TrailOperation,
} from "#domain/trace/setup-audit-trail.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { materialOf } from "./material.ts";
import { type Rows, reading } from "./reading.ts";

/** How much of a trace is asked for: what its page shows, or all of it. */
export type Extent = "page" | "download";

/** Setup, View Setup Audit Trail: the newest rows, or all that are kept (TRACE-04). */
export const readAuditTrail =
  (ports: Ports) =>
  (session: SessionId, { show }: { readonly show: Extent }): Promise<Answer<Rows<SetupAuditTrailRow>>> =>
    reading(ports, session, { trace: "Setup Audit Trail", name: "read the Setup Audit Trail" }, (drawn) => {
      const rows = setupAuditTrail(drawn.records, drawn);
      return { rows: show === "page" ? rows.slice(0, TRAIL_PAGE.is) : rows };
    });

type Facts = ReaderFacts & { readonly operation: TrailOperation };

/** Whoever may not even read the trail hears that first. */
const OPERATION_ORDER: readonly Rule<Facts>[] = [opensTheTrail, readAndCounted];

/** Anything but reading that is tried on SetupAuditTrail through the API: only `count()` is answered (TRACE-03). */
export const operateOnAuditTrail =
  (ports: Ports) =>
  (
    session: SessionId,
    { operation }: { readonly operation: Exclude<TrailOperation, "read"> },
  ): Promise<Answer<{ readonly size: number }>> => {
    const org = orgOfSession(ports, session);
    const about = { org, name: `${operation} on the Setup Audit Trail`, refusal: "trace.refused" } as const;
    return act<{ readonly size: number }>(ports, session, about, async (reader, { now, policies }) => {
      const decision = decide({ reader, whose: "everybody", operation }, OPERATION_ORDER, readAndCounted);
      if (decision.effect === "deny") return { decision };
      const { records, names } = await materialOf(ports, org);
      return { decision, value: { size: setupAuditTrail(records, { org, names, now, policies }).length } };
    });
  };
