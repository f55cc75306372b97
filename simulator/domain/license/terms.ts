import { definition, rule } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { License, PackageLicense } from "#domain/org.ts";
import { type Day, dayOf, daysLater, endOfDay, formatInstant, type Instant, later, startOf } from "#domain/time.ts";

/** What a license record says of itself. */
export const LICENSE_STATUSES = ["Trial", "Active", "Suspended", "Uninstalled"] as const;
export type LicenseStatus = (typeof LICENSE_STATUSES)[number];

/** What the publisher decides about a license. */
export interface LicenseTerms {
  readonly status: Exclude<LicenseStatus, "Uninstalled">;
  readonly seats: number | "site";
  /** Absent when the license does not expire. */
  readonly expires?: Instant;
}

/** The terms of a record; those of one that is older than terms are what the subscriber org goes by. */
export function termsOf({ terms }: Pick<License, "terms">, theirs: PackageLicense | undefined): LicenseTerms {
  const { status, seats, expires } = terms ?? theirs ?? { status: "Active", seats: "site" };
  return {
    // Expired and Free are words of the subscriber's side alone (LICENSE-12).
    status: status === "Trial" || status === "Suspended" ? status : "Active",
    seats,
    ...(expires && { expires }),
  };
}

/** What the page of a license offers for its expiration. */
export type Expiration = Day | "never";

/** When access is over: with the end of its last day, or not at all. */
export const accessEnds = definition<{ readonly lastDay?: Expiration }, Instant | undefined>(
  "LICENSE-07",
  ({ lastDay = "never" }) => (lastDay === "never" ? undefined : endOfDay(startOf(lastDay), "UTC")),
);

/** The last day of access of a license that ends at this instant. */
export const lastDayOf = (expires: Instant): Day => dayOf(later(expires, -1));

/** The most days a trial lasts, counted from the day of the installation. */
export const LONGEST_TRIAL = figure("LICENSE-06", 90, "days");

export interface TrialFacts {
  readonly installedAt: Instant;
  /** Whether the license has ever been active. */
  readonly converted: boolean;
  readonly after: Pick<LicenseTerms, "status" | "expires">;
  /** What is left as it is, is not asked again. */
  readonly changes: { readonly status: boolean; readonly expiration: boolean };
}

export const trialBounds = rule<TrialFacts>(
  "LICENSE-06",
  ({ after: { status, expires }, converted, installedAt, changes }) => {
    if (status !== "Trial" || !(changes.status || changes.expiration)) return undefined;
    if (changes.status && converted) return "the license was active and cannot be a trial again";
    const last = daysLater(dayOf(installedAt), LONGEST_TRIAL.is);
    if (expires && lastDayOf(expires) <= last) return undefined;
    return `a trial lasts at most ${LONGEST_TRIAL.is} days: the last day of this one is ${last} or earlier`;
  },
  "choose a last day within the trial, or make the license active",
);

/** The most seats a license counts. */
export const MOST_SEATS = figure("LICENSE-08", 99_000_000, "seats");

export const seatBounds = rule<{ readonly after: Pick<LicenseTerms, "seats"> }>(
  "LICENSE-08",
  ({ after: { seats } }) =>
    seats !== "site" && seats > MOST_SEATS.is
      ? `${seats} seats are more than ${MOST_SEATS.is}, the most a license can have`
      : undefined,
  "choose fewer seats, or Site License, which opens the package to all users",
);

export interface StatusFacts {
  readonly package: { readonly name: string };
  /** As the record has it. */
  readonly current: LicenseStatus;
  readonly wanted?: LicenseStatus;
}

/** Uninstalling alone makes a license Uninstalled, and only a new installation has a license that is not. */
export const uninstalledAlone = rule<StatusFacts>(
  "LICENSE-05",
  ({ package: { name }, current, wanted }) => {
    if (current === "Uninstalled") return `${name} is uninstalled there, and its license stays Uninstalled`;
    return wanted === "Uninstalled" ? `${wanted} is no status to choose: it is set by uninstalling ${name}` : undefined;
  },
  "choose Trial, Active or Suspended, or let the subscriber uninstall the package or install it again",
);

/** The subscriber's own row after the publisher decided: a last day that is over already has expired it at once. */
export const theirsAfter = (theirs: PackageLicense, { status, seats, expires }: LicenseTerms, now: Instant) => {
  const { expires: _, ...lasting } = theirs;
  const over = expires !== undefined && expires <= now && status !== "Suspended";
  return { ...lasting, status: over ? "Expired" : status, seats, ...(expires && { expires }) } as const;
};

/** `Active, 20 seats, until 2031-03-12 00:00 UTC`. */
export const formatTerms = ({ status, seats, expires }: LicenseTerms): string =>
  `${status}, ${seats === "site" ? "Site License" : `${seats} seats`}, ${expires ? `until ${formatInstant(expires)}` : "does not expire"}`;
