import { untilLoaded } from "#http/until-loaded.ts";
import { listen, type Served } from "#server/serve.ts";
import { sessionKey } from "#server/session-key.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { EXIT, Failure } from "./failure.ts";
import type { AppAbout } from "./whole-app.ts";

interface Serving extends Served {
  /** Loads what answers requests before one comes, so that nobody waits for it. */
  load(): Promise<void>;
}

/** Listens for requests to what a process keeps, and closes it when the port cannot be had. */
export async function serve(about: Omit<AppAbout, "key">): Promise<Serving> {
  const { kept, options, outside } = about;
  const { host, port, hosts, state } = options;
  const key = sessionKey(state, outside.random);
  let simulator: Simulator | undefined;
  const answering = untilLoaded({
    ports: kept.ports,
    hosts,
    load: async () => {
      const { wholeApp } = await import("./whole-app.ts");
      const whole = wholeApp({ ...about, key });
      simulator = whole.simulator;
      return whole.app;
    },
  });
  try {
    const served = await listen(answering, host, port);
    return {
      url: served.url,
      load: answering.load,
      close: () => {
        // Whoever listens holds a request open, which would hold up the stop.
        simulator?.streams.shut();
        return served.close();
      },
    };
  } catch (error) {
    await kept.close();
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES" && code !== "EADDRNOTAVAIL") throw error;
    const what =
      code === "EADDRINUSE" ? `port ${port} on ${host} is taken` : `${host}, port ${port}, cannot be listened on`;
    throw new Failure({
      exit: EXIT.conflict,
      code: "PORT",
      what,
      hint: "stop what has it, or choose another: --port 0 takes any free one",
    });
  }
}
