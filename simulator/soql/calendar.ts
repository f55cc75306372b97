import { type Day, type Instant, localIn, weekdayOf } from "#domain/time.ts";
import type { FunctionName } from "./ast.ts";
import type { Moment, Value } from "./schema.ts";

/** Days before each month of a common year. */
const BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function dayOfYear(year: number, month: number, day: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return (BEFORE[month - 1] ?? 0) + day + (leap && month > 2 ? 1 : 0);
}

/** What a date function says of a day or an instant: of the instant in UTC, unless it stood in convertTimezone(). */
export function calendarOf(
  name: FunctionName,
  value: Value,
  inUsersZone: boolean,
  { zone, fiscalYearStart = 1 }: Moment,
): Value {
  if (typeof value !== "string") return null;
  const local = inUsersZone && value.length > 10 ? localIn(value as Instant, zone) : value;
  const day = local.slice(0, 10) as Day;
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const fiscalMonth = ((month - fiscalYearStart + 12) % 12) + 1;
  switch (name) {
    case "CALENDAR_YEAR":
      return year;
    case "CALENDAR_QUARTER":
      return Math.ceil(month / 3);
    case "CALENDAR_MONTH":
      return month;
    case "DAY_IN_MONTH":
      return date;
    case "DAY_IN_WEEK":
      return weekdayOf(day) + 1;
    case "DAY_IN_YEAR":
      return dayOfYear(year, month, date);
    case "DAY_ONLY":
      return day;
    case "FISCAL_MONTH":
      return fiscalMonth;
    case "FISCAL_QUARTER":
      return Math.ceil(fiscalMonth / 3);
    case "FISCAL_YEAR":
      return fiscalYearStart > 1 && month >= fiscalYearStart ? year + 1 : year;
    case "HOUR_IN_DAY":
      return Number(local.slice(11, 13));
    case "WEEK_IN_MONTH":
      return Math.ceil(date / 7);
    case "WEEK_IN_YEAR":
      return Math.ceil(dayOfYear(year, month, date) / 7);
    default:
      return value;
  }
}
