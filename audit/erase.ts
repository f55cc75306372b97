import { addTraits, type Traits, traitPattern } from "#domain/audit/erasure.ts";
import type { UserRef } from "#domain/ids.ts";
import type { Change } from "#domain/org.ts";
import type { User } from "#domain/user.ts";
import {
  boxed,
  type DisclosureLine,
  formatDisclosureLine,
  type Opening,
  openingsIn,
  type ValueName,
} from "./disclosure-line.ts";
import type { Disk } from "./disk.ts";
import type { KeyRing } from "./key-ring.ts";
import { linesOf } from "./lines.ts";
import { type Paths, segmentNumber } from "./paths.ts";
import { disclosureIn } from "./plain-disclosure.ts";
import type { Random } from "./sealing.ts";

/** Who is erased, by which record, and by what the rows of her own say she can be told. */
export interface Erasure {
  readonly person: UserRef;
  readonly request: number;
  readonly traitsIn: (row: User) => Traits;
}

const NO_TRAITS: Traits = { everywhere: [], inTheOrg: [] };

/** A user's own row among the values of a log, if this is one of hers. */
export function ownRow(name: string, text: string, person: UserRef, org: string): User | undefined {
  if (!name.startsWith("changes.") || org !== person.org) return undefined;
  const { table, id, row }: Change = JSON.parse(text);
  return table === "users" && id === person.id && row !== null ? (row as User) : undefined;
}

/**
 * Destroys values in the files of a log's disclosures. First every value in which a trait stands is gone, then those
 * that concern the person, then their keys: whatever cuts it off, doing it again finds all that is left. Answers how
 * many values were destroyed this time.
 */
export async function eraseValues(
  {
    disk,
    paths,
    ring,
    random,
  }: { readonly disk: Disk; readonly paths: Paths; readonly ring: KeyRing; readonly random: Random },
  erasure: Erasure,
): Promise<number> {
  const { person, request, traitsIn } = erasure;
  const keys = ring.around(`${person.org}/${person.id}`);
  const isHers = ({ org, k }: DisclosureLine) => keys.some((key) => key.org === org && key.k === k);
  const files = disk
    .list(paths.disclosures)
    .filter((name) => segmentNumber(name, "jsonl") !== undefined)
    .map((name) => `${paths.disclosures}/${name}`);
  let traits = NO_TRAITS;
  for (const file of files) {
    for await (const line of linesIn(disk, file)) {
      if (!isHers(line)) continue;
      for (const [[, name], { text }] of open(line, ring)) {
        const row = ownRow(name, text, person, line.org);
        if (row) traits = addTraits(traits, traitsIn(row));
      }
    }
  }
  const patterns = { own: traitPattern(traits, true), other: traitPattern(traits, false) };
  let destroyed = 0;
  for (const file of files) {
    const kept: string[] = [];
    let isChanged = false;
    for await (const line of linesIn(disk, file)) {
      const pattern = line.org === person.org ? patterns.own : patterns.other;
      const lines = isHers(line) && "box" in line ? [erased(line, line.of, request)] : without(line, pattern);
      destroyed += lines.reduce((sum, one) => sum + ("erased" in one && !("erased" in line) ? one.of.length : 0), 0);
      isChanged ||= lines[0] !== line;
      kept.push(
        ...lines.map((one) => (one === line || !("openings" in one) ? formatDisclosureLine(one) : reboxed(one))),
      );
    }
    if (isChanged) disk.replace(file, kept.map((line) => `${line}\n`).join(""));
  }
  for (const name of disk.list(`${paths.audit}/quarantine`)) {
    if (name.includes("-disclosures")) disk.remove(`${paths.audit}/quarantine/${name}`);
  }
  if (keys.length > 0) ring.destroy(keys);
  return destroyed;

  /** A line without the values in which a trait stands; the very same line where there are none. */
  function without(line: DisclosureLine, pattern: RegExp | undefined): readonly (DisclosureLine | Reboxing)[] {
    if (!pattern || !("box" in line)) return [line];
    const openings = open(line, ring);
    const found = openings.filter(([, { text }]) => text.search(pattern) >= 0);
    if (found.length === 0) return [line];
    const gone = erased(
      line,
      found.map(([name]) => name),
      request,
    );
    const left = openings.filter((one) => !found.includes(one));
    if (left.length === 0) return [gone];
    const { b, org, k } = line;
    return [{ b, org, k, of: left.map(([name]) => name), openings: left.map(([, opening]) => opening) }, gone];
  }

  function reboxed({ openings, ...about }: Reboxing): string {
    const key = ring.find(about.org, about.k);
    if (!key) throw new Error(`the key ${about.k} of ${about.org} is missing`);
    return boxed(about, openings, key, random);
  }
}

/** Values of a line that stay, to be encrypted anew. */
interface Reboxing extends Pick<DisclosureLine, "b" | "org" | "k" | "of"> {
  readonly openings: readonly Opening[];
}

const erased = ({ b, org, k }: DisclosureLine, of: readonly ValueName[], request: number): DisclosureLine => ({
  b,
  erased: request,
  k,
  of,
  org,
});

const open = (line: DisclosureLine, ring: KeyRing): ReturnType<typeof openingsIn> => {
  const key = ring.find(line.org, line.k);
  return key ? openingsIn(line, key) : [];
};

async function* linesIn(disk: Disk, file: string): AsyncGenerator<DisclosureLine, void> {
  for await (const line of linesOf(disk.stream(file, 0))) if (line.ended) yield disclosureIn(line);
}
