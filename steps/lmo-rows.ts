import type { Change, Org, OrgRows } from "#domain/org.ts";
import { companyOf } from "#domain/org.ts";
import type { Story } from "./story.ts";

// What a story takes as given about an org, written into its rows and on record as the operator's doing.

/** Changes the company row of an org. */
export async function companyIs(
  story: Story,
  name: string,
  what: string,
  about: (org: Org) => Partial<Org>,
): Promise<void> {
  await rowsAre(story, name, what, (rows) => {
    const org = companyOf(rows);
    return [{ table: "company", id: org.id, row: { ...org, ...about(org) } }];
  });
}

/** Changes whichever rows of an org. */
export async function rowsAre(
  story: Story,
  name: string,
  what: string,
  about: (rows: OrgRows) => readonly Change[],
): Promise<void> {
  const { id } = await story.org(name);
  const rows = await story.simulator.ports.orgs.of(id);
  await story.simulator.changeOrg(id, what, about(rows));
}

/** The rows of the org called so. */
export async function rowsOfOrg(story: Story, name: string): Promise<OrgRows> {
  return story.simulator.ports.orgs.of((await story.org(name)).id);
}
