import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// mockttp in a process of its own, which it has no command for: answers what the file says.
const { path, body, port, type } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { getLocal } = createRequire(new URL("./wire-peers/package.json", import.meta.url))("mockttp");
const server = getLocal({ recordTraffic: false });
await server.start(port);
await server.forGet(path).always().thenReply(200, body, { "content-type": type });
