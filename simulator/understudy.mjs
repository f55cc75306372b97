#!/usr/bin/env node
// Where the process begins. Plain JavaScript, for two reasons: what strips the types of the first file is loaded before
// the cache of what was stripped can be used, which costs every command 60 ms; and a Node that knows no types can say so.
import module from "node:module";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `no Understudy\nwhy: it needs Node 22.18 or later, and this is ${process.versions.node}\ndo:  use npx or npm, which take the Node that comes with the project`,
  );
  process.exit(2);
}
module.enableCompileCache();
await import("./main.ts");
