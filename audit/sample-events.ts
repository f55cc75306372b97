// For tests of the log: events that are valid and dull, and a folder that is gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { EventOf, Stream } from "#domain/events.ts";
import { formatId, type OrgId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import { openLog } from "./log.ts";
import { memoryStorage } from "./memory-storage.ts";

export const acme: OrgId = formatId("Org", 1);
export const globex: OrgId = formatId("Org", 2);
export const nia = { org: acme, id: formatId("User", 1) };

/** The n-th page an agent opened in an org. */
export const visited = (n: number, org: Stream = acme): EventOf<"login.visited"> => ({
  type: "login.visited",
  at: fromMillis(Date.UTC(2031, 2, 4, 9) + n),
  org,
  user: nia,
  page: `page ${n}`,
});

/** A log of a few appends, the last of several records, as the bytes of its file. */
export async function sampleContent(): Promise<Uint8Array> {
  const storage = memoryStorage();
  const log = openLog(storage);
  await log.append([{ type: "audit.opened", at: fromMillis(0), org: "platform", version: "0.1.0 — ü" }]);
  await log.append([visited(1)]);
  await log.append([visited(2), visited(3, globex), visited(4)]);
  return storage.content();
}

/** A new folder that is removed when the block that holds it ends. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(`${tmpdir()}/understudy-`);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
