import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const MODULES = "./wire-peers/node_modules";
const PATIENCE = 60_000;

/** What every peer is to answer. */
interface Said {
  readonly path: string;
  readonly body: string;
}

/** How a peer is started that answers so at a port; files of its own go in the folder. */
type Start = (said: Said, port: number, folder: string) => readonly [command: string, ...args: readonly string[]];

const JSON_TYPE = "application/json;charset=UTF-8";

/** What others use to stand in for an API, each as its own manual starts it. */
const PEERS: Readonly<Record<string, Start>> = {
  // Its paths are names of a database, so it answers at one of its own.
  "json-server": ({ body }, port, folder) => {
    const file = written(folder, "db.json", { record: JSON.parse(body) });
    return [process.execPath, here(`${MODULES}/json-server/lib/cli/bin.js`), "--quiet", "--port", `${port}`, file];
  },
  mockttp: ({ path, body }, port, folder) => {
    const said = written(folder, "said.json", { path, body, port, type: JSON_TYPE });
    return [process.execPath, here("./wire-peer-mockttp.ts"), said];
  },
  mockoon: ({ path, body }, port, folder) => {
    const response = {
      uuid: "r1",
      body,
      latency: 0,
      statusCode: 200,
      label: "",
      headers: [{ key: "Content-Type", value: JSON_TYPE }],
      bodyType: "INLINE",
      filePath: "",
      databucketID: "",
      sendFileAsBody: false,
      rules: [],
      rulesOperator: "OR",
      disableTemplating: true,
      fallbackTo404: false,
      default: true,
      crudKey: "id",
      callbacks: [],
    };
    const route = {
      uuid: "e1",
      type: "http",
      documentation: "",
      method: "get",
      endpoint: path.slice(1),
      responses: [response],
      responseMode: null,
      streamingMode: null,
      streamingInterval: 0,
    };
    const file = written(folder, "environment.json", {
      uuid: "v1",
      lastMigration: 33,
      name: "bench",
      endpointPrefix: "",
      latency: 0,
      port,
      hostname: "127.0.0.1",
      routes: [route],
      rootChildren: [{ type: "route", uuid: "e1" }],
      folders: [],
      proxyMode: false,
      proxyHost: "",
      proxyRemovePrefix: false,
      tlsOptions: {
        enabled: false,
        type: "CERT",
        pfxPath: "",
        certPath: "",
        keyPath: "",
        caPath: "",
        passphrase: "",
      },
      cors: false,
      headers: [],
      proxyReqHeaders: [],
      proxyResHeaders: [],
      data: [],
      callbacks: [],
    });
    const cli = here(`${MODULES}/@mockoon/cli/bin/run.js`);
    return [process.execPath, cli, "start", "--data", file, "--port", `${port}`, "--disable-log-to-file"];
  },
  prism: ({ path, body }, port, folder) => {
    const example = { "200": { description: "", content: { [JSON_TYPE]: { example: JSON.parse(body) } } } };
    const file = written(folder, "openapi.json", {
      openapi: "3.0.3",
      info: { title: "bench", version: "1" },
      paths: { [path]: { get: { responses: example } } },
    });
    const cli = here(`${MODULES}/@stoplight/prism-cli/dist/index.js`);
    return [process.execPath, cli, "mock", "--port", `${port}`, "--host", "127.0.0.1", "--verboseLevel", "error", file];
  },
  wiremock: ({ path, body }, port, folder) => {
    mkdirSync(join(folder, "mappings"));
    const response = { status: 200, body, headers: { "Content-Type": JSON_TYPE } };
    written(folder, "mappings/record.json", { request: { method: "GET", url: path }, response });
    const [jar = ""] = readdirSync(here(`${MODULES}/wiremock/build`)).filter((name) => name.endsWith(".jar"));
    const about = ["--port", `${port}`, "--root-dir", folder, "--no-request-journal", "--disable-banner"];
    return ["java", "-jar", here(`${MODULES}/wiremock/build/${jar}`), ...about];
  },
};

function written(folder: string, name: string, value: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

/** A peer that answers. */
export interface Peer {
  readonly port: number;
  readonly path: string;
  readonly token: string;
}

/** All peers that can be had here, answering the same body, and why the others cannot. */
export interface Peers extends Disposable {
  readonly peers: Readonly<Record<string, Peer>>;
  readonly missing: readonly string[];
}

/** Installs the peers if they are not there, and starts each in a process of its own. */
export async function startPeers(said: Said): Promise<Peers> {
  const missing = installed();
  const running: ChildProcess[] = [];
  const folders: string[] = [];
  const peers: Record<string, Peer> = {};
  for (const [name, start] of missing.length > 0 ? [] : Object.entries(PEERS)) {
    const folder = mkdtempSync(join(tmpdir(), "understudy-peer-"));
    folders.push(folder);
    try {
      const port = await freePort();
      const [command, ...args] = start(said, port, folder);
      if (command === "java" && spawnSync("java", ["-version"]).error) throw new Error("there is no Java here");
      const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
      running.push(child);
      const peer = { port, path: name === "json-server" ? "/record" : said.path, token: "" };
      await answersAs(said.body, peer, child);
      peers[name] = peer;
    } catch (error) {
      missing.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return {
    peers,
    missing,
    [Symbol.dispose]: () => {
      for (const child of running) child.kill("SIGKILL");
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** None of them needs a script of its own to be installed, so none is run. */
function installed(): string[] {
  if (existsSync(here(MODULES))) return [];
  process.stderr.write("installing the peers of the wire, which takes a minute …\n");
  try {
    const about = ["--ignore-scripts", "--no-audit", "--no-fund"];
    // Not "ci", which misses in the lock file what one of the peers asks for of no version, and never finds it there.
    execFileSync("npm", ["install", "--no-save", "--prefix", here("./wire-peers"), ...about], { stdio: "ignore" });
    return [];
  } catch (error) {
    return [`none could be installed: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Waits until a peer answers the same JSON; some write it with other spaces. */
async function answersAs(body: string, { port, path }: Peer, child: ChildProcess): Promise<void> {
  let told = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    told = `${told}${text}`.slice(-300);
  });
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  const begun = performance.now();
  for (;;) {
    if (failed) throw failed;
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}: ${told}`);
    const text = await fetch(`http://127.0.0.1:${port}${path}`).then(
      async (response) => (response.ok ? response.text() : undefined),
      () => undefined,
    );
    if (text !== undefined && JSON.stringify(JSON.parse(text)) === JSON.stringify(JSON.parse(body))) return;
    if (performance.now() - begun > PATIENCE) throw new Error(`it answers ${text?.slice(0, 100)} after ${PATIENCE} ms`);
    await wait(100);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
