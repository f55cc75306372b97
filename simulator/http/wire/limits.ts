import type { Guarded } from "#http/app.ts";
import { answered, json } from "./answers.ts";
import type { Wire } from "./route.ts";
import type { Usage } from "./usage.ts";

/** Megabytes that an org can keep, of data and of files. */
const STORAGE = 1024;

/** Recent items that are told at most. */
const MOST_RECENT = 200;

/** How much of what an org may use it does. */
export function limitRoutes(wire: Wire, { simulator }: Guarded, usage: Usage): void {
  wire.session("GET", "/services/data/:version/limits", async ({ session, org }) =>
    answered(await simulator.viewLimits(session), (used) => {
      const left = (most: number, percent: number) => ({
        Max: most,
        Remaining: Math.max(0, Math.round(most * (1 - percent / 100))),
      });
      const requests = usage.usedBy(org, usage.share(used.apiRequests));
      return json({
        DailyApiRequests: { Max: usage.most, Remaining: usage.most - requests },
        DataStorageMB: left(STORAGE, used.dataStorage),
        FileStorageMB: left(STORAGE, used.fileStorage),
      });
    }),
  );
  wire.session("GET", "/services/data/:version/recent", async ({ c, session, version }) => {
    const asked = Number(c.req.query("limit") ?? MOST_RECENT);
    const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, MOST_RECENT) : MOST_RECENT;
    return answered(await simulator.listRecent(session, { limit }), (items) =>
      json(
        items.map(({ object, id, name }) => ({
          attributes: { type: object, url: `/services/data/v${version}/sobjects/${object}/${id}` },
          Id: id,
          Name: name,
        })),
      ),
    );
  });
  wire.session("GET", "/services/data/:version/limits/recordCount", async ({ c, session }) => {
    const objects = (c.req.query("sObjects") ?? "").split(",").filter((name) => name !== "");
    return answered(await simulator.countRecords(session, { objects }), (sObjects) => json({ sObjects }));
  });
}
