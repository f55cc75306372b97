// Tells the features through every face, each with the arguments given: npm run features -- --tags @GRANT-06
// With --policies, once under each alternative of each policy instead, and says what depends on which.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Told } from "#steps/reader/told.ts";
import { tellUnderPolicies } from "./features/policies.ts";

const args = process.argv.slice(2);
if (args.includes("--policies")) process.exit(await tellUnderPolicies(args));

const folder = mkdtempSync(join(tmpdir(), "understudy-told-"));
process.exitCode = tellThroughAll();
rmSync(folder, { recursive: true });

/** Through one face after another, until one fails; how many scenarios each told is said at the end. */
function tellThroughAll(): number {
  const told: string[] = [];
  let tagged = 0;
  for (const [profile, face, by] of [
    ["default", "use cases", "by use cases"],
    ["http", "the HTTP request path", "by HTTP"],
    ["socket", "a socket, with jsforce where it can say so", "by the wire"],
  ] as const) {
    const file = join(folder, profile);
    const parameters = ["--world-parameters", JSON.stringify({ told: file })];
    if (profile === "socket" && tagged === 0) break;
    console.log(`through ${face}`);
    const { status } = spawnSync("cucumber-js", ["--profile", profile, ...parameters, ...args], { stdio: "inherit" });
    if (status !== 0) return status ?? 1;
    const came = JSON.parse(readFileSync(file, "utf8")) as Told;
    tagged = came.tagged;
    told.push(`${came.told.toLocaleString("en")} ${by}`);
  }
  console.log(`told: ${told.join(", ")}${tagged === 0 ? ", none by the wire" : ""}`);
  return 0;
}
