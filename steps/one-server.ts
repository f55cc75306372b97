import type { Server } from "node:http";
import { type HttpBindings, serve } from "@hono/node-server";
import type { Simulator } from "#usecases/simulator.ts";
import { appBefore } from "./one-app.ts";

// One socket for all scenarios of a run, before the one app that they share.

let server: { readonly url: string; readonly close: () => Promise<void> } | undefined;

/** The address of the app, now in front of this simulator and of no other. */
export async function addressBefore(simulator: Simulator): Promise<string> {
  const app = appBefore(simulator);
  server ??= await listening(app.fetch.bind(app));
  return server.url;
}

/** Closes the socket, with whatever a client still holds open. */
export async function closeServer(): Promise<void> {
  await server?.close();
  server = undefined;
}

type Fetch = (request: Request, bindings: object) => Response | Promise<Response>;

/** A story says from which address somebody comes, where it matters, and so the one of the specs' own socket is left out. */
const listening = (fetch: Fetch) =>
  new Promise<{ readonly url: string; readonly close: () => Promise<void> }>((ready) => {
    const opened = serve(
      {
        fetch: (request, { incoming }) =>
          fetch(request, { incoming: { headers: (incoming as HttpBindings["incoming"]).headers } }),
        port: 0,
        hostname: "127.0.0.1",
      },
      ({ port }) => ready({ url: `http://localhost:${port}`, close: () => closed(opened as Server) }),
    );
  });

const closed = (opened: Server) =>
  new Promise<void>((done) => {
    opened.close(() => done());
    opened.closeAllConnections();
  });
