import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { listen } from "#server/serve.ts";

// One of the two servers that the bench of requests compares, each a process of its own: `simulator` is the whole
// request path, `bare` a route of Hono's that answers the bytes it was given, headers and body, and does nothing else.

const [kind, path = "/", body = "", headers = "{}"] = process.argv.slice(2);
if (kind === "bare") {
  serve({ fetch: bare().fetch, hostname: "127.0.0.1", port: 0 }, ({ port }) =>
    process.send?.({ port, path, token: "" }),
  );
} else {
  const { app, path: served, token } = await simulator();
  const { url } = await listen(app, "127.0.0.1", 0);
  process.send?.({ port: Number(new URL(url).port), path: served, token });
}

function bare() {
  const said: Record<string, string> = JSON.parse(headers);
  return new Hono().get(path, (c) => c.body(body, 200, said));
}

/** The world acme, and Nia in her own session reading one record of her own org. */
async function simulator() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const nia = world.cast.find(({ name }) => name === "Nia");
  if (!nia) throw new Error("the world acme has lost Nia");
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true, myDomain: true });
  const tokens = sessionTokens(new Uint8Array(32));
  // What is measured is a request, and not the one that is one too many.
  const dailyRequests = Number.MAX_SAFE_INTEGER;
  const { app } = createApp({ simulator, tokens, operatorToken: "the operator's token", dailyRequests });
  const [record = ""] = Object.keys(Object.fromEntries((await simulator.ports.orgs.of(nia.ref.org)).records));
  const own = path.replace("{org}", nia.ref.org).replace("{record}", record);
  return { app, path: own, token: tokens.issue(nia.ref.org, session) };
}
