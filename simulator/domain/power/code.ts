import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import { type ComponentFacts, withinTheLicense } from "#domain/license/reach.ts";
import type { ApexClass } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { holds } from "#domain/user.ts";
import { globalSignatures } from "./apex-signatures.ts";
import { hiddenFromSubscriber, ownPackagesOnly, type PackageFacts } from "./managed.ts";
import { pageRight } from "./page-right.ts";
import { agentOf } from "./reader.ts";

export interface CodeFacts extends PackageFacts, Pick<ComponentFacts, "lapsed"> {
  readonly codeViewPermission: Policies["codeViewPermission"];
}

export const notForTheCustomer = rule<CodeFacts>(
  "POWER-02",
  (facts) =>
    !agentOf(facts.reader) && hiddenFromSubscriber.gives(facts)
      ? `${facts.what} is code of the managed package ${facts.managed?.name}, hidden from ${facts.reader.org.name}`
      : undefined,
  "give the publisher login access, or ask it to switch on subscriber debug logs",
);

/** What the customer sees anyway, because of the switch, needs no permission (POWER-18). */
export const engineersOnly = rule<CodeFacts>(
  "POWER-09",
  (facts) => {
    const agent = agentOf(facts.reader);
    return agent &&
      hiddenFromSubscriber.gives(facts) &&
      facts.codeViewPermission === "viewAndDebugManagedApex" &&
      !holds(agent.entitlements, "View and Debug Managed Apex")
      ? `${agent.user.username} lacks View and Debug Managed Apex in ${agent.org.name}`
      : undefined;
  },
  "let an administrator of the License Management Org give the agent View and Debug Managed Apex",
);

/** The order in which a look at Apex source is judged. */
export const CODE_ORDER: readonly Rule<CodeFacts>[] = [
  notForTheCustomer,
  withinTheLicense,
  ownPackagesOnly,
  engineersOnly,
];

/** May the source be seen? An allow quotes POWER-02 for managed code; the org's own code is a matter of the page alone. */
export const mayViewCode = (facts: CodeFacts): Decision =>
  decide(facts, CODE_ORDER, facts.managed ? notForTheCustomer : pageRight);

/** What a page shows when nothing of the source may be seen. */
const HIDDEN = "(hidden)";

/** Managed code as everybody else sees it. */
export const obfuscated = definition<Pick<ApexClass, "kind" | "body">, string>("POWER-10", ({ kind, body }) =>
  kind === "class" ? globalSignatures(body) || HIDDEN : HIDDEN,
);

export const changedInThePackage = rule<PackageFacts>(
  "POWER-11",
  ({ what, managed, reader }) =>
    managed
      ? `${what} belongs to the managed package ${managed.name} and is read-only in ${reader.org.name}`
      : undefined,
  "change the code in the package and let the subscriber install the new version",
);

/** What replacing the source is asked, once the user may change the org at all. */
export const SAVE_ORDER: readonly Rule<PackageFacts>[] = [changedInThePackage];

/** May the source be replaced? Asked of the user's own code as well, which POWER-08 has let through. */
export const maySaveCode = (facts: PackageFacts): Decision => decide(facts, SAVE_ORDER, pageRight);
