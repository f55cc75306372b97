import { formatInstant, type Instant } from "#domain/time.ts";
import { type Acting, actingAs } from "./acting.ts";
import { fetchDocument, type Method, type Place, placeOf, send } from "./client.ts";
import type { Given } from "./command.ts";
import { wrongUsage } from "./failure.ts";
import type { Names, UserRef } from "./names.ts";
import type { Page } from "./page.ts";

/** A review as the control interface answers it. */
export interface ReviewRow {
  readonly id: string;
  readonly about:
    | { readonly what: "LoginAs session"; readonly session: string }
    | { readonly what: "debugging session"; readonly debugSession: string }
    | { readonly what: "records"; readonly first: number; readonly last: number };
  readonly reasons: readonly string[];
  readonly risk: string;
  readonly subscriber?: string;
  readonly parties: readonly UserRef[];
  readonly openedAt: string;
  readonly openedBy?: UserRef;
  readonly finding?: string;
  readonly state: string;
  readonly dueAt: string;
  readonly overdue: boolean;
  readonly needs: number;
  readonly reviewers: readonly UserRef[];
  readonly attestedBy: readonly UserRef[];
  readonly disclosures: readonly { readonly to: UserRef; readonly record?: number }[];
  readonly history: readonly {
    readonly at: string;
    readonly by: UserRef;
    readonly step: string;
    readonly text?: string;
  }[];
}

export const AS = ["--as <person>", "who reviews: name, username or id"] as const;
export const READS_AS = ["--as <reviewer>", "who reads; the operator where nobody is named"] as const;
export const TEXT = ["--text <words>", "what was seen, found or done"] as const;

/** Refuses `--as` beside `--state`: a folder knows nobody, and whoever has it reads all that is in it. */
export function notOfFolder(given: Given): void {
  if (given.text("as") !== undefined)
    throw wrongUsage("--as and --state do not go together", "whoever has the folder reads all that is in it");
}

/** Asks as the person named by `--as`, or as the operator where nobody is. */
export async function askerOf(given: Given): Promise<Omit<Acting, "person">> {
  if (given.text("as") !== undefined) return actingAs(given);
  const place: Place = placeOf(given);
  return {
    place,
    send: <Value>(method: Method, path: string, body?: unknown) => send<Value>(place, place.token, method, path, body),
    fetch: (path) => fetchDocument(place, path),
  };
}

const at = (text: string): string => formatInstant(text as Instant);

const subjectOf = ({ about }: ReviewRow): string =>
  about.what === "records"
    ? `records ${about.first} to ${about.last}`
    : `${about.what} ${about.what === "LoginAs session" ? about.session : about.debugSession}`;

const users = (refs: readonly UserRef[], names: Names): string => refs.map((ref) => names.user(ref)).join(", ");

/** Who was shown which values. */
const disclosed = ({ disclosures }: ReviewRow, names: Names): string | undefined =>
  disclosures.length === 0
    ? undefined
    : disclosures
        .map(({ to, record }) => `${names.user(to)}, ${record === undefined ? "all of it" : `record ${record}`}`)
        .join("; ");

/** The queue: one review a line. */
export const queueOf = (reviews: readonly ReviewRow[], names: Names, page: Page): Promise<string> =>
  page.table(
    ["review", "about", "org", "why", "risk", "due", "assigned", "state"],
    reviews.map((one) => [
      one.id,
      subjectOf(one),
      one.subscriber ? names.org(one.subscriber) : "",
      one.reasons.join(", "),
      one.risk,
      `${at(one.dueAt)}${one.overdue ? ", overdue" : ""}`,
      users(one.reviewers, names),
      one.state,
    ]),
  );

/** One review with all that was done in it. */
export function sheetOf(one: ReviewRow, names: Names, page: Page): string {
  const facts = page.pairs({
    about: subjectOf(one),
    org: one.subscriber && names.org(one.subscriber),
    why: one.reasons.join(", "),
    risk: one.risk,
    finding: one.finding,
    "reported by": one.openedBy && names.user(one.openedBy),
    opened: at(one.openedAt),
    due: `${at(one.dueAt)}${one.overdue ? ", overdue" : ""}`,
    state: one.state,
    assigned: users(one.reviewers, names) || "to nobody",
    attested: `by ${one.attestedBy.length} of ${one.needs}${one.attestedBy.length > 0 ? `: ${users(one.attestedBy, names)}` : ""}`,
    "disclosed to": disclosed(one, names),
    "cannot review": users(one.parties, names),
  });
  const done = one.history.map(({ at: when, by, step, text }) =>
    `  ${at(when)}  ${names.user(by)}  ${step}  ${text ?? ""}`.trimEnd(),
  );
  return [`${page.strong(one.id)}`, facts, ...done].join("\n");
}
