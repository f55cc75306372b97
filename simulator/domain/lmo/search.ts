import { definition } from "#domain/decision.ts";
import { type OrgId, shortId } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";

const ORG_ID = /^00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?$/;

/** Whether a subscriber is what somebody typed into the search box; the check suffix of an id is not looked at. */
export const matches = definition<{ readonly text: string; readonly subscriber: Pick<Org, "id" | "name"> }, boolean>(
  "LMO-13",
  ({ text, subscriber: { id, name } }) =>
    (ORG_ID.test(text) && shortId(text) === shortId(id)) || name.toLowerCase().includes(text.toLowerCase()),
);

/** What a search answers: the subscribers that match, by name. */
export const found = definition<
  { readonly text: string; readonly subscribers: readonly Pick<Org, "id" | "name">[] },
  readonly OrgId[]
>("LMO-12", ({ text, subscribers }) =>
  subscribers
    .filter((subscriber) => matches.gives({ text, subscriber }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ id }) => id),
);
