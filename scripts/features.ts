// Tells the features through every face, each with the arguments given: npm run features -- --tags @GRANT-06
import { spawnSync } from "node:child_process";

for (const [profile, face] of [
  ["default", "use cases"],
  ["http", "the HTTP request path"],
] as const) {
  console.log(`through ${face}`);
  const { status } = spawnSync("cucumber-js", ["--profile", profile, ...process.argv.slice(2)], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
