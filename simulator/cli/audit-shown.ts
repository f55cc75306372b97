import type { Stream } from "#domain/events.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import type { Entry } from "#usecases/audit/entry.ts";
import type { ExposureReport } from "#usecases/audit/exposure.ts";
import type { Grants } from "#usecases/audit/grants.ts";
import type { Refusals } from "#usecases/audit/refusals.ts";
import { EXPOSURES } from "#usecases/audit/regard.ts";
import type { Who } from "#usecases/audit/who.ts";
import type { Names } from "./names.ts";
import type { Page } from "./page.ts";

/** An instant as tables show it; nothing where there is none. */
export const at = (instant: Instant | undefined): string => (instant === undefined ? "" : formatInstant(instant));

/** How long something took: its two largest parts. */
export function lengthOf(seconds: number | undefined): string {
  if (seconds === undefined) return "";
  const parts = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length > 0 ? shown.map(([count, unit]) => `${count} ${unit}`).join(" ") : "0 s";
}

const orgIn = (names: Names, org: Stream): string => (org === "platform" ? org : names.org(org));

/** Whom a grant lets in. */
export const partyIn = (names: Names, party: string): string =>
  party === "administrators" || party === "salesforce" ? party : names.org(party);

const count = (number: number): string => (number === 0 ? "" : String(number));

/** LoginAs sessions, newest first. */
export async function whoTable(page: Page, { visits, before }: Who, names: Names): Promise<string> {
  const rows = visits.map((visit) => [
    visit.session,
    names.org(visit.org),
    names.user(visit.user),
    names.user(visit.delegateUser),
    visit.from ?? "",
    visit.caseReference ?? (visit.withCase ? "(not disclosed)" : "no case"),
    at(visit.startedAt),
    visit.seconds === undefined ? visit.state : lengthOf(visit.seconds),
    visit.endedBecause ?? "",
    count(visit.looked),
    count(visit.changed),
    count(visit.refused),
    visit.exposed.join(", "),
  ]);
  const head = ["session", "org", "user", "agent", "from", "case", "since", "for", "ended because"];
  const table = await page.table([...head, "looked", "changed", "refused", "saw"], rows);
  return before === undefined ? table : `${table}\n${page.faint(`older ones: --before ${before}`)}`;
}

const ENTRY = ["#", "time", "org", "event", "user", "agent", "rule", "what"];

/** What an entry says in a row of a table. */
export const cellsOf = (entry: Entry, names: Names): readonly string[] => [
  String(entry.seq),
  at(entry.at),
  orgIn(names, entry.org),
  entry.type,
  names.user(entry.user),
  names.user(entry.delegateUser),
  entry.rule ?? "",
  [entry.what, entry.caseReference, entry.effect === "deny" ? `refused: ${entry.because}` : undefined]
    .filter((part) => part !== undefined)
    .join("; "),
];

export const entryTable = (page: Page, entries: readonly Entry[], names: Names): Promise<string> =>
  page.table(
    ENTRY,
    entries.map((entry) => cellsOf(entry, names)),
  );

/** Grants, and what should be looked at. */
export async function grantTable(page: Page, { all, flagged, grants }: Grants, names: Names): Promise<string> {
  const rows = grants.map((grant) => [
    grant.grant,
    names.org(grant.user.org),
    names.user(grant.user),
    partyIn(names, grant.party),
    at(grant.givenAt),
    at(grant.endsAt),
    grant.end ?? "running",
    `${grant.days} d`,
    count(grant.uses),
    count(grant.withCase),
    grant.flags.join(", "),
  ]);
  const head = ["grant", "org", "user", "lets in", "given", "ends", "state", "for", "logins", "with case", "look at"];
  const counts = Object.entries(flagged).flatMap(([flag, many]) => (many > 0 ? [`${many} ${flag}`] : []));
  return `${await page.table(head, rows)}\n${page.faint(`${all} grants; ${counts.join(", ") || "nothing to look at"}`)}`;
}

/** What was refused: in sum, in runs, and one by one. */
export async function refusalTables(page: Page, refusals: Refusals, names: Names): Promise<string> {
  const { all, byRule, byPerson, runs, newest } = refusals;
  const parts = [
    page.strong(`${all} refusals`),
    await page.table(
      ["rule", "times", "last"],
      byRule.map(({ rule, count: times, last }) => [rule, String(times), at(last)]),
    ),
    await page.table(
      ["person", "org", "times", "rules", "last"],
      byPerson.map(({ person, org, count: times, rules, last }) => [
        names.user(person),
        orgIn(names, org),
        String(times),
        rules.join(", "),
        at(last),
      ]),
    ),
  ];
  if (runs.length > 0)
    parts.push(
      page.strong("again and again"),
      await page.table(
        ["person", "org", "times", "rules", "since", "until", "records"],
        runs.map(({ person, org, count: times, rules, since, until, records }) => [
          names.user(person),
          orgIn(names, org),
          String(times),
          rules.join(", "),
          at(since),
          at(until),
          records.join(" to "),
        ]),
      ),
    );
  parts.push(page.strong("the newest"), await entryTable(page, newest, names));
  return parts.join("\n\n");
}

/** Which sessions saw what. */
export async function exposureTable(page: Page, report: ExposureReport, names: Names): Promise<string> {
  const rows = report.exposed.map(({ visit, seen }) => [
    visit.session,
    names.org(visit.org),
    names.user(visit.delegateUser),
    visit.caseReference ?? (visit.withCase ? "(not disclosed)" : "no case"),
    at(visit.startedAt),
    ...EXPOSURES.map((kind) => count(seen[kind])),
  ]);
  const sums = EXPOSURES.map((kind) => `${kind}: ${report.acts[kind]} times in ${report.sessions[kind]} sessions`);
  const table = await page.table(["session", "org", "agent", "case", "since", ...EXPOSURES], rows);
  return `${table}\n${page.faint(sums.join(", "))}`;
}
