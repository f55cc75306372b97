import { chmodSync, promises } from "node:fs";
import { type Adapter, Low } from "lowdb";
import { type OrgId, parseId } from "#domain/ids.ts";
import { makeFolder, readIfThere, replaceFile, syncFolder, UNFINISHED } from "./durable-file.ts";
import type { PerOrg } from "./per-org.ts";

interface Place<Value> {
  readonly folder: string;
  /** What file names start with; the id of the org follows. */
  readonly prefix?: string;
  /** Keeps folder and files to the user who runs the process. */
  readonly secret?: boolean;
  /** The value in a file's JSON; nothing where it is not what this store writes. */
  readonly parse: (json: unknown) => Value | undefined;
  /** A value as JSON, in pieces; what a value was changed to meanwhile is in none of them. */
  readonly format: (value: Value) => Iterable<string>;
  /** Milliseconds over which changes to an org are gathered into one write, at least. */
  readonly pause?: number;
}

/** How long writes rest, in times of what the last one took: a write costs the size of the org, however little changed. */
const RESTS = 20;

/**
 * One lowdb database per org, in a file of its own, all read at once. A write costs the size of one org, so changes
 * are gathered for a moment, and for a longer one where writes take long; `flush` waits for nothing but the disk. Error
 * naming the file when one cannot be read.
 */
export async function lowdbPerOrg<Value extends object>(place: Place<Value>): Promise<PerOrg<Value>> {
  const { folder, prefix = "", secret = false } = place;
  makeFolder(folder, secret ? 0o700 : 0o755);
  if (secret) chmodSync(folder, 0o700);
  const files = new LowdbPerOrg(place);
  for (const name of await promises.readdir(folder)) {
    if (!name.startsWith(prefix)) continue;
    if (name.endsWith(UNFINISHED)) await promises.rm(`${folder}/${name}`);
    const id = name.slice(prefix.length, -SUFFIX.length);
    const org = parseId("Org", id);
    if (org === id && name.endsWith(SUFFIX)) await files.load(org);
  }
  return files;
}

const SUFFIX = ".json";

class LowdbPerOrg<Value extends object> implements PerOrg<Value> {
  readonly #place: Place<Value>;
  readonly #databases = new Map<OrgId, Low<Value | null>>();
  readonly #unwritten = new Set<OrgId>();
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Milliseconds that the last write took. */
  #took = 0;

  constructor(place: Place<Value>) {
    this.#place = place;
  }

  get(org: OrgId): Value | undefined {
    return this.#databases.get(org)?.data ?? undefined;
  }

  set(org: OrgId, value: Value): void {
    this.#database(org).data = value;
    this.#unwrittenYet(org);
  }

  remove(org: OrgId): void {
    this.#databases.delete(org);
    this.#unwrittenYet(org);
  }

  #unwrittenYet(org: OrgId): void {
    this.#unwritten.add(org);
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        // Whoever needs to know asks `flush`, which tries again and tells.
        this.flush().catch(() => {});
      },
      Math.max(this.#place.pause ?? 250, RESTS * this.#took),
    ).unref();
  }

  orgs(): readonly OrgId[] {
    return [...this.#databases.keys()].sort();
  }

  async flush(): Promise<void> {
    // A write under way may have begun before the newest change, so its end, good or bad, says nothing yet.
    await this.#writing?.catch(() => {});
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  /** Reads the file of an org there is. */
  async load(org: OrgId): Promise<void> {
    await this.#database(org).read();
  }

  async #write(): Promise<void> {
    const orgs = [...this.#unwritten];
    this.#unwritten.clear();
    const began = performance.now();
    try {
      // All at once: a disk syncs several files in the time of one, and their folder once for all of them.
      for (const written of await Promise.allSettled(orgs.map((org) => this.#writeOne(org))))
        if (written.status === "rejected") throw written.reason;
      if (orgs.length > 0) syncFolder(this.#place.folder);
    } catch (error) {
      for (const org of orgs) this.#unwritten.add(org);
      throw error;
    } finally {
      this.#took = performance.now() - began;
    }
  }

  /** In its turn like every write, so that none under way brings back the file of an org that was removed. */
  #writeOne(org: OrgId): Promise<void> {
    const database = this.#databases.get(org);
    return database ? database.write() : promises.rm(this.#file(org), { force: true });
  }

  #file(org: OrgId): string {
    const { folder, prefix = "" } = this.#place;
    return `${folder}/${prefix}${org}${SUFFIX}`;
  }

  #database(org: OrgId): Low<Value | null> {
    const known = this.#databases.get(org);
    if (known) return known;
    const database = new Low<Value | null>(this.#adapter(org), null);
    this.#databases.set(org, database);
    return database;
  }

  /** lowdb's own adapter renames too but syncs nothing, so a loss of power can take back what it has answered. */
  #adapter(org: OrgId): Adapter<Value | null> {
    const { secret = false, parse, format } = this.#place;
    const file = this.#file(org);
    return {
      read: async () => {
        const value = parse(parseJson(await readIfThere(file)));
        if (value === undefined) throw new Error(`"${file}" is damaged; restore it from a copy`);
        return value;
      },
      write: (value) => replaceFile(file, value === null ? [] : format(value), secret ? 0o600 : 0o644),
    };
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
