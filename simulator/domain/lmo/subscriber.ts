import { rule } from "#domain/decision.ts";
import type { Org } from "#domain/org.ts";

/** What is known of the subscriber org that somebody in a License Management Org reaches for. */
export interface SubscriberFacts {
  readonly agent: { readonly org: Org };
  /** The org asked for, as it was named. */
  readonly asked: string;
  /** Absent when no license of the publisher's packages leads to an org of that name. */
  readonly subscriber?: Org;
}

/** Whatever does not exist and whatever is somebody else's subscriber sound the same, so that nobody learns who is whose. */
export const ownSubscriber = rule<SubscriberFacts>(
  "LMO-18",
  ({ subscriber, agent, asked }) =>
    subscriber ? undefined : `${agent.org.name} manages no package in an org "${asked}"`,
  "search for the subscriber by name or org id on the Subscribers tab",
);

/** Asked of a login, and of what the proxy user would carry over to the subscriber: a license, the debug-log switch. */
export const orgReachable = rule<Pick<SubscriberFacts, "subscriber">>(
  "LMO-22",
  ({ subscriber }) =>
    subscriber && subscriber.status !== "active"
      ? `${subscriber.name} is ${subscriber.status}: its proxy user is deactivated`
      : undefined,
  "ask the subscriber to have the org unlocked or enabled",
);
