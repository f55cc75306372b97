import { definition, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { Org } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import type { DebugLicense, DebugSession } from "./session.ts";

/** The sessions that come with a License Management Org. */
export const FREE_SESSIONS = figure("DEBUG-03", 1, "session");
/** Those that the editions with an Apex Debugger include. */
export const INCLUDED_SESSIONS = figure("DEBUG-07", 1, "session");

/** What decides whether a publisher may have one debugging session more, and with which license. */
export interface AllowanceFacts {
  readonly sandbox: Org;
  readonly publisher: Org;
  /** The sessions on the publisher's allowance that are not over, in whatever sandbox, orphans too (DEBUG-24). */
  readonly ofThePublisher: readonly DebugSession[];
  readonly policies: Pick<Policies, "debuggerAllowance">;
}

/** How many sessions a License Management Org may have at once: what all have, and what this one bought on top. */
export const allowance = definition<Pick<AllowanceFacts, "publisher" | "policies">, number>(
  "DEBUG-04",
  ({ publisher, policies: { debuggerAllowance } }) => debuggerAllowance + (publisher.lma?.boughtDebuggers ?? 0),
);

const countOf = (sessions: AllowanceFacts["ofThePublisher"], type: DebugLicense["type"]): number =>
  sessions.filter(({ license }) => license.type === type).length;

const boughtBy = (facts: AllowanceFacts): number => allowance.gives(facts) - FREE_SESSIONS.is;

/** A sandbox of the publisher's own production org. */
const isOwnOrg = ({ sandbox, publisher }: AllowanceFacts): boolean => sandbox.sandbox?.of === publisher.id;

/** The license that a start would take: the free one where it serves and is not in use, else one that was bought. */
export function openLicense(facts: AllowanceFacts): "free" | "bought" | undefined {
  if (!isOwnOrg(facts) && countOf(facts.ofThePublisher, "free") < FREE_SESSIONS.is) return "free";
  return countOf(facts.ofThePublisher, "bought") < boughtBy(facts) ? "bought" : undefined;
}

export const boughtForOwnOrgs = rule<AllowanceFacts>(
  "DEBUG-05",
  (facts) => {
    if (!isOwnOrg(facts) || openLicense(facts)) return undefined;
    const { sandbox, publisher, ofThePublisher } = facts;
    return `${sandbox.name} is an org of ${publisher.name} itself, which has ${countOf(ofThePublisher, "bought")} of ${boughtBy(facts)} bought debugging sessions in use`;
  },
  "buy an Apex Debugger session for the License Management Org, or debug in a subscriber's sandbox",
);

export const withinTheAllowance = rule<AllowanceFacts>(
  "DEBUG-03",
  (facts) =>
    isOwnOrg(facts) || openLicense(facts)
      ? undefined
      : `${facts.publisher.name} has ${facts.ofThePublisher.length} of ${allowance.gives(facts)} debugging sessions in use`,
  "stop the debugging session that runs elsewhere, or buy another one",
);

/** What decides whether a subscriber may have one debugging session of its own more. */
export interface OwnAllowanceFacts {
  readonly sandbox: Org;
  /** The production org it was copied from; absent where it is no sandbox. */
  readonly production?: Org;
  /** The own sessions in all sandboxes of that production org that are not over. */
  readonly ofTheProduction: readonly DebugSession[];
}

/** How many sessions come with a production org, by its edition; nothing where there is no Apex Debugger to be had. */
function includedIn({ kind, edition }: Org): number | undefined {
  if (kind === "trial") return undefined;
  if (edition === "Performance" || edition === "Unlimited") return INCLUDED_SESSIONS.is;
  return edition === "Enterprise" ? 0 : undefined;
}

/** The license that an own start would take; nothing where there is none. */
export function openOwnLicense({ production, ofTheProduction }: OwnAllowanceFacts): "included" | "bought" | undefined {
  const included = production && includedIn(production);
  if (!production || included === undefined) return undefined;
  if (countOf(ofTheProduction, "included") < included) return "included";
  return countOf(ofTheProduction, "bought") < (production.boughtDebuggers ?? 0) ? "bought" : undefined;
}

export const withinTheOwnAllowance = rule<OwnAllowanceFacts>(
  "DEBUG-07",
  (facts) => {
    const { sandbox, production, ofTheProduction } = facts;
    if (!production) return `${sandbox.name} is no sandbox, and an Apex Debugger runs in sandboxes only`;
    if (openOwnLicense(facts)) return undefined;
    const included = includedIn(production);
    if (included === undefined) {
      const what = production.kind === "trial" ? "a trial" : `${production.edition} Edition`;
      return `${production.name} has no Apex Debugger: it is ${what}`;
    }
    const all = included + (production.boughtDebuggers ?? 0);
    return `${production.name} has ${ofTheProduction.length} of ${all} Apex Debugger sessions in use over all its sandboxes`;
  },
  "stop the session that runs in another sandbox, or buy an Apex Debugger session for the production org",
);
