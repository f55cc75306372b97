import { type Rule, rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";
import { DEVELOPER_EDITIONS } from "./publisher.ts";

export const LICENSE_MANAGEMENT_APP = "License Management App";

/** The apps that cannot share an org with the License Management App (LMO-04). */
const UNSOCIABLE: readonly string[] = ["Slack", "Declarative Lookup Rollup Summary"];

/** All that is looked at when an administrator installs an app. */
export interface InstallFacts {
  readonly org: Org;
  readonly app: string;
}

const LMA_EDITIONS: ReadonlySet<Org["edition"]> = new Set(["Enterprise", "Performance", "Unlimited"]);

/** Developer Edition is let through here: what the app is good for there, LMO-03 says. */
export const businessOrg = rule<InstallFacts>(
  "LMO-02",
  ({ org, app }) => {
    if (app !== LICENSE_MANAGEMENT_APP) return undefined;
    if (org.kind !== "production") return `${org.name} is no production org but a ${org.kind} org`;
    if (LMA_EDITIONS.has(org.edition) || DEVELOPER_EDITIONS.has(org.edition)) return undefined;
    return `${org.name} is ${org.edition} Edition`;
  },
  "install the License Management App in an Enterprise, Performance or Unlimited Edition production org",
);

export const unshared = rule<InstallFacts>(
  "LMO-04",
  ({ org, app }) => {
    const there = app === LICENSE_MANAGEMENT_APP ? org.apps.find((one) => UNSOCIABLE.includes(one)) : undefined;
    const refuses = there ?? (org.lma && UNSOCIABLE.includes(app) ? LICENSE_MANAGEMENT_APP : undefined);
    return refuses && `${refuses} is installed in ${org.name}, and one of the two must be uninstalled first`;
  },
  "uninstall the other app, or install this one in another org",
);

/** What installing an app is asked, in order. */
export const INSTALL_ORDER: readonly Rule<InstallFacts>[] = [businessOrg, unshared];
