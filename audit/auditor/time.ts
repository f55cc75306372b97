/** Arithmetic with instants, in milliseconds since 1970. Written from the catalogue's figures, for the auditor alone. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let last = ["", 0] as readonly [string, number];

/** An instant of the log as a number; the same one is asked for again and again. */
export function millis(at: string): number {
  if (last[0] !== at) last = [at, Date.parse(at)];
  return last[1];
}

export const instant = (at: number): string => new Date(at).toISOString();

/** The same time of day some months on; the last day of a month that is too short. */
function monthsOn(at: number, months: number): number {
  const from = new Date(at);
  const to = new Date(at);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const days = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), days));
  return to.getTime();
}

/** The same time of day so many days on, of which Saturday and Sunday, in UTC, count for none (REVIEW-10). */
export function businessDaysOn(at: number, days: number): number {
  let on = at;
  for (let left = days; left > 0; left -= [0, 6].includes(new Date(on).getUTCDay()) ? 0 : 1) on += DAY;
  return on;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at an instant, as if it were UTC. */
function shown(at: number, zone: string): number {
  const clock =
    clocks.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  clocks.set(zone, clock);
  return Date.parse(`${clock.format(at).replace(" ", "T")}Z`);
}

/** The midnight that ends the day an instant falls on, by the clocks of a zone. */
export function midnightAfter(at: number, zone: string): number {
  const whole = Math.floor(at / 1000) * 1000;
  const midnight = (Math.floor(shown(whole, zone) / DAY) + 1) * DAY;
  const guess = midnight - (shown(whole, zone) - whole);
  return midnight - (shown(guess, zone) - guess);
}

/** How long login access lasts by the word of the picklist: milliseconds, or months of the calendar. */
const LENGTHS: Readonly<Record<string, { readonly time?: number; readonly months?: number }>> = {
  "1 hour": { time: HOUR },
  "1 day": { time: DAY },
  "3 days": { time: 3 * DAY },
  "1 week": { time: 7 * DAY },
  "2 weeks": { time: 14 * DAY },
  "1 month": { months: 1 },
  "207 days": { time: 207 * DAY },
  "1 year": { months: 12 },
  "2 years": { months: 24 },
};

/** When access given now would be over by its word alone; nothing for a word that is none. */
export function endOf(duration: string, now: number): number | undefined {
  const length = LENGTHS[duration];
  if (!length) return undefined;
  return length.months === undefined ? now + (length.time ?? 0) : monthsOn(now, length.months);
}

/** The longest that any login access lasts (GRANT-04). */
export const longestEnd = (now: number): number => monthsOn(now, 12);
