import type { OrgId, RequestId, UserRef } from "#domain/ids.ts";
import { operate } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";

/** A request that the debugger of its org knows of, and that has not come to its end. */
export interface DebuggedRequest {
  readonly request: RequestId;
  readonly user: UserRef;
  readonly type: string;
  readonly entryPoint: string;
  readonly state: "running" | "stopped" | "waiting";
}

/** The requests of an org that are being debugged or wait for it, oldest first, for whoever runs them. */
export const listRequests =
  (ports: Ports) =>
  (org: OrgId): Promise<readonly DebuggedRequest[]> =>
    operate(ports, async (standing) => {
      await standing.org(org);
      const value = standing.debugSessionsOf(org).flatMap((debug) => {
        const { threads, waiting } = standing.workbench(debug);
        return [
          ...[...threads.values()].map(({ request, state }) => ({ ...request, state })),
          ...waiting.map((request) => ({ ...request, state: "waiting" as const })),
        ].map(({ id: request, user, type, entryPoint, state }) => ({ request, user, type, entryPoint, state }));
      });
      return { events: [], value };
    });
