import { wrongUsage } from "./failure.ts";

/** A whole number from the command line, 0 or more. */
export function wholeNumber(text: string, option: string, most = Number.MAX_SAFE_INTEGER): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(value) || value > most)
    throw wrongUsage(`--${option} cannot be "${text}"`, `give a whole number up to ${most}`);
  return value;
}
