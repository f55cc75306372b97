import { Fault, noResource } from "#domain/fault.ts";

/** The API versions that are served, all by one implementation. */
const OLDEST = 31;
export const GREATEST = 66;

const SEASONS = ["Winter", "Spring", "Summer"] as const;
/** Version 65 came with Winter '26, and three come with every year. */
const WINTER_26 = 65;

export interface ApiVersion {
  readonly label: string;
  readonly url: string;
  readonly version: string;
}

/** What `GET /services/data` lists, oldest first. */
export const API_VERSIONS: readonly ApiVersion[] = Array.from({ length: GREATEST - OLDEST + 1 }, (_, place) => {
  const number = OLDEST + place;
  const since = number - WINTER_26;
  const year = 26 + Math.floor(since / SEASONS.length);
  const season = SEASONS[((since % SEASONS.length) + SEASONS.length) % SEASONS.length];
  return { label: `${season} '${year}`, url: `/services/data/v${number}.0`, version: `${number}.0` };
});

/** What each is called in a path. */
const NAMED = new Map(API_VERSIONS.flatMap(({ version }) => [version, `v${version}`].map((name) => [name, version])));

/**
 * The version that a path names, `v66.0` or `66.0`; the greatest where it names none. Fault NOT_FOUND for one that is
 * not served, UNSUPPORTED_API_VERSION for one that is retired.
 */
export function versionIn(text: string | undefined): string {
  if (text === undefined) return `${GREATEST}.0`;
  const version = NAMED.get(text);
  if (version !== undefined) return version;
  const [, number] = /^v?(\d{1,3})\.0$/.exec(text) ?? [];
  if (number === undefined || Number(number) >= OLDEST) throw noResource();
  throw new Fault("UNSUPPORTED_API_VERSION", `API version ${number}.0 is retired`);
}
