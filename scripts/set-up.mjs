// Runs before every npm script, so that a fresh clone needs no other command: installs what package-lock.json names.
// Plain JavaScript, for the machine's own Node may be older than the one this brings along.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";

const modules = join(import.meta.dirname, "..", "node_modules");
const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

// npm writes the first file last, so that an installation that broke off counts as none.
if (age(join(modules, ".package-lock.json")) < age(join(modules, "..", "package-lock.json"))) {
  console.error("set-up: installing the packages that package-lock.json names, which takes about 20 seconds …");
  // Not with the Node inside node_modules, which is about to be removed.
  const path = process.env.PATH.split(delimiter).filter((folder) => !folder.startsWith(modules));
  const npm = spawnSync("npm", ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: join(modules, ".."),
    env: { ...process.env, PATH: path.join(delimiter) },
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    // The first lines say what went wrong; after them npm explains itself.
    const reasons = npm.error?.message ?? npm.stderr.split("\n").slice(0, 10).join("\n");
    console.error(`${reasons}\nset-up: npm ci failed, for the reasons above`);
    process.exit(1);
  }
}
