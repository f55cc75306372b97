import fc from "fast-check";
import { expect, test } from "vitest";
import { fromMillis } from "#domain/time.ts";
import type { Disk, DiskFile, FileToRead } from "./disk.ts";
import { MemoryDisk } from "./memory-disk.suite.ts";
import { globex, nia, visited } from "./sample-events.ts";
import { openSample } from "./sample-log.suite.ts";
import type { Verdict } from "./verdict.ts";
import { verify } from "./verify.ts";

type Files = ReadonlyMap<string, Buffer>;

/** A disk that remembers its files as they were after every single change. */
class RememberingDisk extends MemoryDisk {
  readonly history: Files[] = [];

  override open(path: string): DiskFile {
    const file = super.open(path);
    this.#remember();
    const write = file.write.bind(file);
    const truncate = file.truncate.bind(file);
    return Object.assign(file, {
      // In two steps, as somebody who reads meanwhile may see it.
      write: (bytes: Uint8Array, at: number) => {
        const half = bytes.length >> 1;
        write(bytes.subarray(0, half), at);
        this.#remember();
        write(bytes.subarray(half), at + half);
        this.#remember();
      },
      truncate: (size: number) => {
        truncate(size);
        this.#remember();
      },
    });
  }

  override replace(path: string, content: Uint8Array | string): void {
    super.replace(path, content);
    this.#remember();
  }

  override remove(path: string): void {
    super.remove(path);
    this.#remember();
  }

  #remember(): void {
    this.history.push(this.files());
  }
}

const at = fromMillis(Date.UTC(2031, 2, 5, 9));

/** All a disk went through under a log of several segments with values, rotations and an erasure. */
async function aHistory(): Promise<readonly Files[]> {
  const disk = new RememberingDisk();
  const log = await openSample(disk, "live", 1800);
  const changes = [{ table: "users", id: nia.id, row: null }];
  const changed = (n: number) => ({ ...visited(n), type: "org.changed", page: undefined, what: "x", changes }) as never;
  await log.append([visited(0), changed(0)]);
  await log.append([visited(1, globex), visited(2)]);
  await log.rotateKey(at);
  await log.append([changed(3), visited(4, globex)]);
  await log.rotateKey(at);
  const { length } = disk.history;
  await log.append([{ type: "audit.erasure-requested", at, org: "platform", subject: nia } as never]);
  await log.erase(nia, log.end.size - 1, () => ({ everywhere: [], inTheOrg: [] }));
  expect(disk.history.length).toBeGreaterThan(length + 3);
  for (let n = 5; n < 10; n += 1) await log.append([visited(n), changed(n)]);
  await log.close();
  const kept = disk.history.at(-1);
  expect([...(kept?.keys() ?? [])].filter((path) => path.endsWith(".seal")).length).toBeGreaterThan(2);
  return disk.history;
}

const history = await aHistory();
/** From here on there is a log: before, no simulator can be asked to verify it. */
const founded = history.findIndex((files) => files.has("state/audit/policy.txt"));

/** A disk on which history goes on by so many changes before each call, as far as the list says. */
class PassingDisk implements Disk {
  calls = 0;
  #now: number;
  readonly #steps: ReadonlyMap<number, number>;

  constructor(from: number, steps: ReadonlyMap<number, number>) {
    this.#now = from;
    this.#steps = steps;
  }

  #passed(): Files {
    this.#now = Math.min(this.#now + (this.#steps.get(this.calls) ?? 0), history.length - 1);
    this.calls += 1;
    return history[this.#now] ?? new Map();
  }

  exists = (path: string): boolean => new MemoryDisk(this.#passed()).exists(path);
  list = (folder: string): readonly string[] => new MemoryDisk(this.#passed()).list(folder);
  size = (path: string): number => new MemoryDisk(this.#passed()).size(path);
  read = (path: string): Buffer => new MemoryDisk(this.#passed()).read(path);

  /** What was opened stays the same file when another is put in its place, and grows. */
  openToRead = (path: string): FileToRead => {
    let content = new MemoryDisk(this.#passed()).read(path);
    const grown = () => {
      const there = this.#passed().get(path);
      if (there?.subarray(0, content.length).equals(content)) content = there;
      return content;
    };
    return {
      readAt: (from, size) => grown().subarray(from, from + size),
      fill: (bytes, from) => grown().copy(bytes, 0, from),
      close: () => {},
    };
  };

  stream = this.#none;
  makeFolder = this.#none;
  open = this.#none;
  replace = this.#none;
  remove = this.#none;

  get #none(): () => never {
    return () => {
      throw new Error("this disk is for reading");
    };
  }
}

const about = { folder: "state/audit", signerState: "state/signer/state", keys: "state/keys" };

async function live(from: number, steps: ReadonlyMap<number, number>): Promise<Verdict & { readonly calls: number }> {
  const disk = new PassingDisk(from, steps);
  const verdict = await verify({ disk, ...about, isLive: true });
  return { ...verdict, calls: disk.calls };
}

test("a live log is good at every change it goes through", async () => {
  for (let from = founded; from < history.length; from += 1)
    expect({ from, ...(await live(from, new Map())) }).toMatchObject({ from, verdict: "good" });
  expect(history.length).toBeGreaterThan(100);
});

test("a live log is good whatever is written between any two looks at it", { timeout: 300_000 }, async () => {
  for (let from = founded; from < history.length; from += 3) {
    const { calls } = await live(from, new Map());
    for (let call = from % 4; call < calls; call += 4) {
      for (const step of [1, 12, history.length]) {
        const { verdict, defect } = { defect: undefined, ...(await live(from, new Map([[call, step]]))) };
        expect({ from, call, step, verdict, defect }).toEqual({ from, call, step, verdict: "good", defect: undefined });
      }
    }
  }
});

test("a live log is good however it goes on while it is looked at", async () => {
  const steps = fc.array(fc.tuple(fc.nat(80), fc.nat(20)), { maxLength: 20 }).map((some) => new Map(some));
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: founded, max: history.length - 1 }), steps, async (from, some) => {
      expect(await live(from, some)).toMatchObject({ verdict: "good" });
    }),
    { numRuns: 300 },
  );
});
