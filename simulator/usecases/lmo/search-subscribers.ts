import { allow } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { leadsTo } from "#domain/license/record.ts";
import { loginLinks, packageLines } from "#domain/lmo/org-details.ts";
import { found } from "#domain/lmo/search.ts";
import { companyOf, type License, type Org, type OrgRows } from "#domain/org.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inTheLmo, THE_CONSOLE } from "./in-the-lmo.ts";

export interface SubscriberFound {
  readonly org: OrgId;
  readonly name: string;
  readonly instance: string;
  readonly edition: Org["edition"];
  readonly kind: Org["kind"];
  /** Names of this publisher's packages there. */
  readonly packages: readonly string[];
  /** How many users grant this publisher login access now. */
  readonly usersGranting: number;
}

/**
 * An agent types a subscriber's name or org id on the Subscribers tab and clicks Search.
 * Fault INVALID_FIELD when nothing was typed.
 */
export const searchSubscribers =
  (ports: Ports) =>
  (agent: SessionId, text: string): Promise<Answer<readonly SubscriberFound[]>> => {
    const typed = text.trim();
    const about = { name: "search for subscribers", ...THE_CONSOLE };
    return inTheLmo(ports, agent, about, async ({ org: { id: publisher }, rows: { licenses } }, { now }) => {
      if (typed === "") throw new Fault("INVALID_FIELD", `"${text}" finds nobody; type a subscriber name or an org id`);
      // Read past the standing: what a search shows is no decision, and must not wait until all subscribers stand still.
      const subscribers = await rowsOf(ports, Object.values(licenses));
      const value = found
        .gives({ text: typed, subscribers: [...subscribers.values()].map(companyOf) })
        .flatMap((id) => {
          const rows = subscribers.get(id);
          if (!rows) return [];
          const { name, instance, edition, kind } = companyOf(rows);
          const packages = packageLines.gives({ publisher, rows, now, seesLicenses: false }).map((line) => line.name);
          const grants = ports.folds.grants.get(id) ?? [];
          const usersGranting = loginLinks.gives({ now, publisher, rows, grants, links: {} }).length;
          return [{ org: id, name, instance, edition, kind, packages, usersGranting }];
        });
      const happenings = [{ type: "lmo.subscribers-searched", text: typed, found: value.length } as const];
      return { decision: allow(found), happenings, value };
    });
  };

/** The rows of the subscriber orgs that license records lead to and that are still there. */
async function rowsOf({ orgs }: Ports, licenses: readonly License[]): Promise<ReadonlyMap<OrgId, OrgRows>> {
  const found = new Map<OrgId, OrgRows>();
  const there = new Set(await orgs.list());
  for (const license of licenses) {
    const { subscriber } = license;
    if (!there.has(subscriber) || found.has(subscriber)) continue;
    const rows = await orgs.of(subscriber);
    if (leadsTo(license, companyOf(rows))) found.set(subscriber, rows);
  }
  return found;
}
