import { type Decision, decide, type Rule } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { OrgId, PackageId, SessionId } from "#domain/ids.ts";
import { orgReachable, ownSubscriber, type SubscriberFacts } from "#domain/lmo/subscriber.ts";
import { companyOf, type InstalledPackage, type OrgRows, rowOf } from "#domain/org.ts";
import { coveredBySwitch, openNamespaces } from "#domain/power/managed.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import { inTheLmo, THE_CONSOLE } from "#usecases/lmo/in-the-lmo.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { subscriberOf } from "#usecases/publisher.ts";
import { noSuchOrg } from "#usecases/until-settled.ts";

export interface SwitchDebugLogs {
  readonly subscriber: OrgId;
  readonly package: PackageId;
  readonly on: boolean;
  /** That whoever switches has seen which packages it covers; without it nothing is switched on. */
  readonly confirmed: boolean;
}

export interface DebugLogsSwitched {
  readonly namespace: string;
  /** Whether the subscriber sees the Apex of this namespace now. */
  readonly on: boolean;
  /** The names of the packages that the switch covers (POWER-19). */
  readonly covers: readonly string[];
  /** True when nothing was switched because the packages covered must be confirmed first. */
  readonly confirm: boolean;
}

const NAME = "switch subscriber debug logs";

/**
 * Org Details, Subscriber Debug Logs, Enable or Disable: without any login the publisher lets a subscriber see the Apex
 * of a namespace, or no longer (POWER-18). Fault NOT_FOUND when the subscriber has no such package of this publisher.
 */
export const switchDebugLogs =
  (ports: Ports) =>
  (session: SessionId, request: SwitchDebugLogs): Promise<Answer<DebugLogsSwitched>> =>
    inTheLmo<DebugLogsSwitched>(ports, session, { name: NAME, ...THE_CONSOLE }, async (acting, standing) => {
      const { subscriber, on, confirmed } = request;
      const rows = await subscriberOf(standing, acting, subscriber);
      const decision = maySwitch(acting, subscriber, rows);
      if (decision.effect === "deny") return { decision, happenings: [{ type: "lmo.refused", act: NAME, subscriber }] };
      if (!rows) throw noSuchOrg(subscriber);
      const covered = coveredPackages(rows, acting, request.package);
      const about = { namespace: covered.chosen.namespace, covers: covered.all.map(({ name }) => name) };
      if (on && !confirmed)
        return { decision, value: { ...about, on: covered.chosen.subscriberDebugLogs, confirm: true } };
      return {
        decision,
        happenings: [switched(subscriber, covered.chosen, covered.all, on)],
        value: { ...about, on, confirm: false },
      };
    });

/** What the switch is asked, in order, once the page is open: it reaches into the subscriber org as a license does. */
const SWITCH_ORDER: readonly Rule<SubscriberFacts>[] = [ownSubscriber, orgReachable];

const maySwitch = (agent: Acting, asked: OrgId, rows: OrgRows | undefined): Decision =>
  decide({ agent, asked, ...(rows && { subscriber: companyOf(rows) }) }, SWITCH_ORDER, openNamespaces);

function coveredPackages(rows: OrgRows, { org }: Acting, id: PackageId) {
  const installed = Object.values(rows.installedPackages).filter(({ publisher }) => publisher === org.id);
  const chosen = installed.find((one) => one.id === id);
  if (!chosen) throw notFound(`package of ${org.name} in ${companyOf(rows).name} with id`, id);
  const all = coveredBySwitch.gives({ chosen, installed }).flatMap((one) => rowOf(rows.installedPackages, one) ?? []);
  return { chosen, all };
}

/** Happens in the subscriber's org, whose view it changes, and so stands in that org's log. */
const switched = (
  org: OrgId,
  { namespace }: InstalledPackage,
  all: readonly InstalledPackage[],
  on: boolean,
): Happening => ({
  type: "lmo.debug-logs-switched",
  org,
  subscriber: org,
  namespace,
  on,
  changes: all.map((one) => ({ table: "installedPackages", id: one.id, row: { ...one, subscriberDebugLogs: on } })),
});
