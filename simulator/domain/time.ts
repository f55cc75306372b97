// The only file of the domain that knows the calendar; nothing here asks what time it is.

declare const instant: unique symbol;
/** A point in platform time, `2031-03-04T09:00:00.000Z`: always UTC with milliseconds, so text order is time order. */
export type Instant = string & { readonly [instant]: true };

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/;

/** Reads an ISO 8601 instant in UTC; nothing when it is malformed or no real date. */
export function parseInstant(text: string): Instant | undefined {
  if (!INSTANT.test(text)) return undefined;
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return undefined;
  const full = date.toISOString() as Instant;
  return full.startsWith(text.slice(0, 16)) ? full : undefined;
}

/** What was written last: many things happen in the same millisecond, and writing one takes a while. */
let written: { readonly millis: number; readonly text: Instant } | undefined;

export function fromMillis(millis: number): Instant {
  if (written?.millis !== millis) written = { millis, text: new Date(millis).toISOString() as Instant };
  return written.text;
}
export const toMillis = (at: Instant): number => Date.parse(at);

/** As sentences show it: `2031-03-11 09:00 UTC`, with seconds only when there are any. */
export function formatInstant(at: Instant): string {
  const seconds = at.slice(17, 23) === "00.000" ? "" : at.slice(16, 19);
  return `${at.slice(0, 10)} ${at.slice(11, 16)}${seconds} UTC`;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const later = (at: Instant, millis: number): Instant => fromMillis(toMillis(at) + millis);

/** The same time of day some calendar months on; the last day of the month where that day does not exist. */
export function monthsLater(at: Instant, months: number): Instant {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.toISOString() as Instant;
}

/** A day of the calendar, `2031-03-04`. */
export type Day = string & { readonly [day]: true };
declare const day: unique symbol;

/** Reads a day; nothing when it is malformed or no real date. */
export function parseDay(text: string): Day | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(text) && parseInstant(`${text}T00:00Z`) ? (text as Day) : undefined;
}

/** The day an instant falls on, in UTC. */
export const dayOf = (at: Instant): Day => at.slice(0, 10) as Day;

/** The instant a day begins at, in UTC. */
export const startOf = (of: Day): Instant => fromMillis(Date.parse(of));

/** The day so many days on. */
export const daysLater = (of: Day, days: number): Day => dayOf(later(startOf(of), days * DAY));

/** The day of the week, Sunday being 0: the Epoch was a Thursday. */
export const weekdayOf = (of: Day): number => (((Date.parse(of) / DAY + 4) % 7) + 7) % 7;

/** The same time of day so many business days on, Monday to Friday in UTC; a weekend counts for none. */
export function businessDaysLater(at: Instant, days: number): Instant {
  let millis = toMillis(at);
  for (let left = days; left > 0; ) {
    millis += DAY;
    const weekday = weekdayOf(dayOf(fromMillis(millis)));
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return fromMillis(millis);
}

/** Made once for each zone, for that takes longer than anything that is asked of it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockIn(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const whole = { hour: "numeric", minute: "numeric", second: "numeric" } as const;
    const day = { year: "numeric", month: "numeric", day: "numeric" } as const;
    clock = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...day, ...whole });
    clocks.set(zone, clock);
  }
  return clock;
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetOf(zone: string, at: number): number {
  const parts = clockIn(zone).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const local = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  return local - Math.floor(at / 1000) * 1000;
}

/** What the clocks of a zone show at an instant, written as if it were UTC. */
export const localIn = (at: Instant, zone: string): Instant => later(at, offsetOf(zone, toMillis(at)));

/** The instant a day begins at in an IANA time zone. */
export function startOfDayIn(of: Day, zone: string): Instant {
  const midnight = Date.parse(of);
  const guess = midnight - offsetOf(zone, midnight);
  return fromMillis(midnight - offsetOf(zone, guess));
}

/** The midnight that ends the day an instant falls on, in an IANA time zone. */
export function endOfDay(at: Instant, zone: string): Instant {
  const millis = toMillis(at);
  const local = millis + offsetOf(zone, millis);
  const localMidnight = (Math.floor(local / DAY) + 1) * DAY;
  // The offset may differ at midnight itself (daylight saving), so it is asked for there again.
  const guess = localMidnight - offsetOf(zone, millis);
  return fromMillis(localMidnight - offsetOf(zone, guess));
}
