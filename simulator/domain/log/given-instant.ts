import { instantIn } from "#domain/power/record-values.ts";
import { type Instant, parseInstant } from "#domain/time.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/**
 * An instant in any of the forms in which clients send the window of a trace flag: ISO 8601, milliseconds, or the form
 * of RFC 1123, `Sun, 22 Nov 2026 09:12:27 GMT`.
 */
export function windowInstantIn(value: unknown): Instant | undefined {
  const direct = instantIn(value);
  // Text order is time order for years of four digits only.
  if (direct !== undefined) return parseInstant(direct);
  if (typeof value !== "string") return undefined;
  const [, day, month = "", year, time] =
    /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/.exec(value) ?? [];
  const nth = MONTHS.indexOf(month) + 1;
  return nth > 0 ? parseInstant(`${year}-${`${nth}`.padStart(2, "0")}-${day}T${time}Z`) : undefined;
}
