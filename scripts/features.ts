// Tells the features through every face, each with the arguments given: npm run features -- --tags @GRANT-06
// With --policies, once under each alternative of each policy instead, and says what depends on which.
import { spawnSync } from "node:child_process";
import { tellUnderPolicies } from "./features/policies.ts";

const args = process.argv.slice(2);
if (args.includes("--policies")) process.exit(await tellUnderPolicies(args));

for (const [profile, face] of [
  ["default", "use cases"],
  ["http", "the HTTP request path"],
] as const) {
  console.log(`through ${face}`);
  const { status } = spawnSync("cucumber-js", ["--profile", profile, ...args], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
