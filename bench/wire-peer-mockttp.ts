import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// mockttp in a process of its own, which it has no command for: answers what the file says. The length has to be among
// the headers: it sets none beside headers that are given, and a client that keeps its connection waits for the end.
const { path, body, port, type } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { getLocal } = createRequire(new URL("./wire-peers/package.json", import.meta.url))("mockttp");
const server = getLocal({ recordTraffic: false });
await server.start(port);
await server
  .forGet(path)
  .always()
  .thenReply(200, body, { "content-type": type, "content-length": `${Buffer.byteLength(body)}` });
