import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";

/** For tests: a new folder that is removed when the block that holds it ends. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(`${tmpdir()}/understudy-`);
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
