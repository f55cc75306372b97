import { type Decision, decide, type Rule, rule } from "#domain/decision.ts";
import { orgReachable, ownSubscriber, type SubscriberFacts } from "#domain/lmo/subscriber.ts";
import { type ObjectFacts, objectRight } from "./access.ts";
import {
  type LicenseTerms,
  type StatusFacts,
  seatBounds,
  type TrialFacts,
  trialBounds,
  uninstalledAlone,
} from "./terms.ts";

interface PageFacts {
  /** Where it is edited: on the Modify License page, or field by field on the record itself. */
  readonly on: "Modify License" | "the record";
  readonly license: { readonly name: string; readonly checkout: boolean };
}

export const onItsPage = rule<PageFacts>(
  "LICENSE-16",
  ({ on, license: { name, checkout } }) => {
    if (checkout) return `license ${name} was made by AppExchange Checkout and is not edited here`;
    return on === "the record" ? `license ${name} is read-only outside the Modify License page` : undefined;
  },
  "use Modify License for expiration, seats and status; change what Checkout made in Checkout",
);

/** All that is looked at when somebody edits a license. */
export type ModifyFacts = ObjectFacts &
  SubscriberFacts &
  PageFacts &
  StatusFacts &
  TrialFacts & { readonly after: LicenseTerms };

/** What is asked while it is open whether there is a record to look at. */
export const FINDING_ORDER: readonly Rule<ObjectFacts & SubscriberFacts>[] = [objectRight, ownSubscriber];

/** What editing a license is asked, in the order a refusal names it. */
export const MODIFY_ORDER: readonly Rule<ModifyFacts>[] = [
  ...FINDING_ORDER,
  onItsPage,
  uninstalledAlone,
  orgReachable,
  trialBounds,
  seatBounds,
];

/** May this be made of the license? */
export const mayModify = (facts: ModifyFacts): Decision => decide(facts, MODIFY_ORDER, onItsPage);
