// For tests of the log: events that are valid and dull, and a folder that is gone afterwards.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import type { EventOf, Stream } from "#domain/events.ts";
import { formatId, type OrgId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";

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

/** A new folder that is removed when the block that holds it ends. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(`${tmpdir()}/understudy-`);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
