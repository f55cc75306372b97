import type { SessionId } from "#domain/ids.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inApi } from "./in-api.ts";
import { sourceFor } from "./objects.ts";

export interface RecentItem {
  readonly object: string;
  readonly id: string;
  readonly name: string;
}

/**
 * The business records that whoever asks changed last, newest first. The platform also counts what was only looked at,
 * of which nothing is kept for people's own sessions.
 */
export const listRecent =
  (ports: Ports) =>
  (session: SessionId, { limit }: { readonly limit: number }): Promise<Answer<readonly RecentItem[]>> =>
    inApi<readonly RecentItem[]>(ports, session, { name: "list recent items" }, async (acting, standing) => {
      const source = await sourceFor({ ports, acting, standing }, "data", []);
      const own = acting.rows.records
        .values()
        .filter(({ lastModifiedBy, deletedAt }) => lastModifiedBy === acting.user.id && !deletedAt)
        .filter(({ sobject, id }) => source.byId(sobject, id) !== undefined)
        .sort((one, other) => (one.lastModifiedAt > other.lastModifiedAt ? -1 : 1))
        .slice(0, limit);
      return {
        decision: asTheUserMay(),
        value: own.map(({ sobject, id, fields }) => ({ object: sobject, id, name: fields.Name ?? id })),
      };
    });
