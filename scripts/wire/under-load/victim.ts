import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** How long a start may take: a long log on a busy machine is read for some seconds. */
const PATIENCE = 120_000;

/** A simulator as its users start it, a process of its own on a folder and a port that outlive it. */
export class Victim {
  readonly state: string;
  readonly port: number;
  readonly #options: readonly string[];
  #child: ChildProcess | undefined;
  /** Answers when it can be asked again; a promise of its own for each life. */
  #up: Promise<void> = Promise.resolve();
  #announce: () => void = () => {};
  /** Which life it is in, from 1 on; who was cut off looks whether it has ended in between. */
  life = 0;
  /** Whether it was killed and is not up again. */
  isDown = true;
  /** Of the life it is in. */
  operatorToken = "";

  constructor(state: string, port: number, options: readonly string[] = []) {
    this.state = state;
    this.port = port;
    this.#options = options;
    this.#expectAnother();
  }

  get up(): Promise<void> {
    return this.#up;
  }

  /** Starts the process; `untilReady: false` returns at once, for whoever kills it while it opens. */
  async start({ untilReady = true } = {}): Promise<void> {
    const args = ["simulator/understudy.mjs", "start", "--state", this.state, "--port", `${this.port}`];
    const child = spawn(process.execPath, [...args, ...this.#options], {
      stdio: ["ignore", "ignore", "pipe"],
      // Commands look there for a simulator that runs; this one is nobody's but the load's.
      env: { ...process.env, XDG_RUNTIME_DIR: this.state },
    });
    this.#child = child;
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said = `${said}${text}`.slice(-2000);
    });
    if (!untilReady) return;
    const begun = performance.now();
    while (!(await this.#isReady(child))) {
      if (child.exitCode !== null) throw new Error(`the simulator ended by itself with ${child.exitCode}: ${said}`);
      if (performance.now() - begun > PATIENCE) throw new Error(`not ready after ${PATIENCE} ms: ${said}`);
      await wait(20);
    }
    this.life += 1;
    this.isDown = false;
    this.#announce();
  }

  /** kill -9, whatever it is doing. Error where it had ended by itself. */
  async kill(): Promise<void> {
    this.isDown = true;
    this.#expectAnother();
    const child = this.#demandChild();
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    if (child.exitCode !== null) throw new Error(`the simulator had ended by itself with ${child.exitCode}`);
  }

  /** Asks it to stop in order. Error where it does not. */
  async stop(): Promise<void> {
    this.isDown = true;
    const child = this.#demandChild();
    const gone = once(child, "exit");
    child.kill("SIGTERM");
    await gone;
    if (child.exitCode !== 0) throw new Error(`the simulator stopped with ${child.exitCode ?? child.signalCode}`);
  }

  /** Ends it if it still runs, for whoever gives up. */
  abandon(): void {
    this.#child?.kill("SIGKILL");
  }

  #demandChild(): ChildProcess {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the simulator had ended by itself with ${child?.exitCode ?? child?.signalCode}`);
    return child;
  }

  #expectAnother(): void {
    this.#up = new Promise((resolve) => {
      this.#announce = resolve;
    });
  }

  /** It says where it is once it listens; what is there before is of a life that was ended. */
  async #isReady(child: ChildProcess): Promise<boolean> {
    try {
      const { pid, token } = JSON.parse(readFileSync(join(this.state, "understudy", "simulator.json"), "utf8"));
      if (pid !== child.pid) return false;
      this.operatorToken = token;
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
