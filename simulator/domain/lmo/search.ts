import { definition } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { OrgId } from "#domain/ids.ts";
import type { Org } from "#domain/org.ts";

/** How long an org id is as people write it: without its check suffix, which nobody looks at here, or with it (LMO-13). */
export const ID_LENGTH = {
  significant: figure("LMO-13", 15, "characters"),
  withSuffix: figure("LMO-13", 18, "characters"),
} as const;

const ORG_ID = /^00D[0-9A-Za-z]+$/;

function isOrgId(text: string, id: OrgId): boolean {
  const { significant, withSuffix } = ID_LENGTH;
  if (!ORG_ID.test(text) || (text.length !== significant.is && text.length !== withSuffix.is)) return false;
  return text.slice(0, significant.is) === id.slice(0, significant.is);
}

/** Whether a subscriber is what somebody typed into the search box; the check suffix of an id is not looked at. */
export const matches = definition<{ readonly text: string; readonly subscriber: Pick<Org, "id" | "name"> }, boolean>(
  "LMO-13",
  ({ text, subscriber: { id, name } }) => isOrgId(text, id) || name.toLowerCase().includes(text.toLowerCase()),
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
