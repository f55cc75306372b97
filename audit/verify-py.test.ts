import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const tests = fileURLToPath(new URL("./verify_test.py", import.meta.url));
const missing = spawnSync("python3", ["--version"]).error !== undefined;

test("the second verifier, audit/verify.py, passes its own tests", { timeout: 300_000 }, (context) => {
  context.skip(missing, "there is no python3 on this machine to run audit/verify_test.py with");
  // -B: nothing compiled is left behind in the source folder.
  const { status, stderr } = spawnSync("python3", ["-B", tests], { encoding: "utf8" });
  expect(stderr).toMatch(/\nRan [1-9]\d* tests in .*\n\nOK\n$/);
  expect(status).toBe(0);
});
