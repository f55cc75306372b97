import type { Entry } from "#usecases/audit/entry.ts";
import type { GrantBar } from "#usecases/audit/grant-bar.ts";
import type { Sheet, ToldChange } from "#usecases/audit/sheet.ts";
import type { Verdict } from "#usecases/audit/verdict.ts";
import { at, lengthOf, partyIn } from "./audit-shown.ts";
import type { Names } from "./names.ts";
import type { Page } from "./page.ts";

/** A session sheet as a person reads it: facts, login access, verdict, and what was done. */
export async function sheetText(page: Page, sheet: Sheet, names: Names): Promise<string> {
  const { visit, grant, verdict, looked, changed, debugged, refused } = sheet;
  const facts = page.pairs({
    session: visit.session,
    org: names.org(visit.org),
    user: names.user(visit.user),
    agent: names.user(visit.delegateUser),
    from: visit.from,
    case: visit.caseReference ?? (visit.withCase ? "(not disclosed)" : "none was named"),
    since: at(visit.startedAt),
    until: visit.endedAt && `${at(visit.endedAt)}, ${visit.endedBecause ?? visit.state}`,
    for: visit.seconds === undefined ? visit.state : lengthOf(visit.seconds),
    "let in under": visit.rule,
    verdict: verdictText(page, verdict),
  });
  const parts = [facts];
  if (grant) parts.push(await grantText(page, grant, names));
  for (const [title, entries] of [
    ["looked at", looked],
    ["debugged", debugged],
  ] as const)
    if (entries.length > 0) parts.push(`${page.strong(title)}\n${await actTable(page, entries)}`);
  if (changed.length > 0) parts.push(`${page.strong("changed")}\n${await changeTable(page, changed)}`);
  if (refused.length > 0) parts.push(`${page.strong("refused")}\n${await refusedTable(page, refused)}`);
  return parts.join("\n\n");
}

function verdictText(page: Page, { outcome, acts, uncovered, decidedBy, rule }: Verdict): string {
  const by = `by record${decidedBy.length === 1 ? "" : "s"} ${decidedBy.join(", ")}`;
  switch (outcome) {
    case "covered":
      return `${page.good("covered")}: login access ran at each of ${acts} acts, ${by}`;
    case "not covered": {
      const why = uncovered.map(({ seq, because }) => `record ${seq}, ${because}`).join("; ");
      return `${page.bad("not covered")}: ${uncovered.length} of ${acts} acts, ${by}: ${why}`;
    }
    case "needs no login access":
      return `needs no login access under ${rule ?? "no rule on record"}, ${by}`;
    case "nothing was let in":
      return `nothing was let in, ${by}`;
  }
}

async function grantText(page: Page, grant: GrantBar, names: Names): Promise<string> {
  const title = `login access ${grant.grant} of ${names.user(grant.user)} for ${partyIn(names, grant.party)}`;
  const rows = grant.steps.map(({ seq, at: when, how, by, endsAt, byAgent }) => [
    String(seq),
    at(when),
    how,
    `${names.user(by)}${byAgent ? ", by an agent in the user's name" : ""}`,
    at(endsAt),
  ]);
  return `${page.strong(title)}\n${await page.table(["#", "time", "", "by", "ends"], rows)}`;
}

const actTable = (page: Page, entries: readonly Entry[]): Promise<string> =>
  page.table(
    ["#", "time", "event", "what"],
    entries.map(({ seq, at: when, type, what = "" }) => [String(seq), at(when), type, what]),
  );

const refusedTable = (page: Page, entries: readonly Entry[]): Promise<string> =>
  page.table(
    ["#", "time", "rule", "what", "because"],
    entries.map(({ seq, at: when, rule = "", what = "", because = "" }) => [
      String(seq),
      at(when),
      rule,
      what,
      because,
    ]),
  );

const changeTable = (page: Page, changes: readonly ToldChange[]): Promise<string> =>
  page.table(
    ["#", "time", "event", "what", "before", "after"],
    changes.map(({ seq, at: when, type, what = "", before, after }) => [
      String(seq),
      at(when),
      type,
      what,
      valuesIn(before),
      valuesIn(after),
    ]),
  );

function valuesIn(values: ToldChange["before"]): string {
  if (values === undefined || typeof values === "string") return values ?? "";
  return Object.entries(values)
    .map(([field, value]) => (field === "" ? value : `${field}: ${value}`))
    .join(", ");
}
