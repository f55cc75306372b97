import { type Day, daysLater, type Instant, later, localIn, parseDay, startOfDayIn, weekdayOf } from "#domain/time.ts";
import type { Range } from "./bound.ts";
import type { Moment } from "./schema.ts";

type Unit = "DAY" | "WEEK" | "MONTH" | "QUARTER" | "YEAR" | "FISCAL_QUARTER" | "FISCAL_YEAR";

/** The platform knows no earlier and no later day. */
const [FIRST, LAST] = ["1700-01-01" as Day, "4000-12-31" as Day];
const FIXED: Readonly<Record<string, readonly [from: number, to: number]>> = {
  YESTERDAY: [-1, 0],
  TODAY: [0, 1],
  TOMORROW: [1, 2],
  NEXT_90_DAYS: [1, 91],
};

/** The local day of an instant. */
const dayIn = (at: Instant, zone: string): Day => localIn(at, zone).slice(0, 10) as Day;

/** The first day of a month that is counted from year 0 on. */
function monthBegins(months: number): Day {
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1];
  if (year < 1700) return FIRST;
  return parseDay(`${year}-${String(month).padStart(2, "0")}-01`) ?? LAST;
}

/** The day on which the unit that is so many on from today's begins. */
function beginning(unit: Unit, shift: number, today: Day, fiscalYearStart: number): Day {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
  const fiscal = months - (fiscalYearStart - 1);
  const back = (size: number, from: number) => from - (((from % size) + size) % size);
  switch (unit) {
    case "DAY":
      return within(today, shift);
    case "WEEK":
      // Weeks begin on Sunday, as they do in the locale en_US.
      return within(today, shift * 7 - weekdayOf(today));
    case "MONTH":
      return monthBegins(months + shift);
    case "QUARTER":
      return monthBegins(back(3, months) + shift * 3);
    case "YEAR":
      return monthBegins(back(12, months) + shift * 12);
    case "FISCAL_QUARTER":
      return monthBegins(back(3, fiscal) + fiscalYearStart - 1 + shift * 3);
    case "FISCAL_YEAR":
      return monthBegins(back(12, fiscal) + fiscalYearStart - 1 + shift * 12);
  }
}

/** So many days on, and never beyond what the platform knows. */
function within(day: Day, days: number): Day {
  if (Math.abs(days) > 1_000_000) return days < 0 ? FIRST : LAST;
  const on = daysLater(day, days);
  return parseDay(on) === undefined || on > LAST ? (days < 0 ? FIRST : LAST) : on < FIRST ? FIRST : on;
}

/** The first day of a period, and the day after its last, for whoever's today it is. */
function daysOf(name: string, n: number, today: Day, fiscalYearStart: number): readonly [Day, Day] | undefined {
  const between = (unit: Unit, from: number, to: number) =>
    [beginning(unit, from, today, fiscalYearStart), beginning(unit, to, today, fiscalYearStart)] as const;
  const fixed = FIXED[name];
  if (fixed) return between("DAY", ...fixed);
  if (name === "LAST_90_DAYS") return between("DAY", -90, 1);
  if (name === "LAST_N_DAYS") return between("DAY", -n, 1);
  const single = /^(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)$/.exec(name);
  if (single) {
    const shift = single[1] === "LAST" ? -1 : single[1] === "THIS" ? 0 : 1;
    return between(single[2] as Unit, shift, shift + 1);
  }
  const counted = /^(?:(LAST|NEXT)_N_(\w+?)S|N_(\w+?)S_AGO)$/.exec(name);
  const unit = (counted?.[2] ?? counted?.[3]) as Unit | undefined;
  if (!counted || !unit) return undefined;
  if (counted[1] === "LAST") return between(unit, -n, 0);
  return counted[1] === "NEXT" ? between(unit, 1, n + 1) : between(unit, -n, -n + 1);
}

/**
 * The stretch that a date literal stands for: days for a date, instants for a date with a time. LAST_N_DAYS and
 * LAST_90_DAYS go on to the current second and all others are whole units of the running user's calendar.
 */
export function rangeOf(
  name: string,
  n: number,
  type: "date" | "datetime",
  { now, zone, fiscalYearStart = 1 }: Moment,
): Range | undefined {
  const days = daysOf(name, n, dayIn(now, zone), fiscalYearStart);
  if (!days) return undefined;
  const [from, to] = days;
  if (type === "date") return { from, to };
  const untilNow = name === "LAST_N_DAYS" || name === "LAST_90_DAYS";
  return { from: startOfDayIn(from, zone), to: untilNow ? later(now, 1) : startOfDayIn(to, zone) };
}
