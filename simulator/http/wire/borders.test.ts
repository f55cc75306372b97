import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, served } from "./served.suite.ts";

// Nobody crosses a border: every endpoint that hears a session is tried with none, with forged ones, with one that is
// over, and with one of another org than the host's.

let on: Served;
let tokens: Readonly<Record<string, { readonly token?: string; readonly host: string }>>;

beforeAll(async () => {
  on = await served();
  const [nia, gwen, over] = [await on.as("Nia"), await on.as("Gwen"), await on.own("Nia")];
  await on.simulator.logOut(over.session);
  tokens = {
    "no session": { host: "localhost" },
    "no session at a host of an org": { host: "acme.localhost" },
    "a session nobody made": { host: "localhost", token: "00D5f0000000003!AQEAQx.00" },
    "a session with another mac": { host: "localhost", token: `${nia.accessToken}`.slice(0, -2) },
    "a session that is over": { host: "localhost", token: on.tokenOf(over) },
    "another org's session": { host: "acme.localhost", token: `${gwen.accessToken}` },
    "the own session at another org's host": { host: "globex.localhost", token: `${nia.accessToken}` },
  };
});
afterAll(() => on.close());

test("there are endpoints to try", () => {
  expect(on.wire.filter(({ who }) => who === "session").length).toBeGreaterThan(30);
});

test.for([
  "no session",
  "no session at a host of an org",
  "a session nobody made",
  "a session with another mac",
  "a session that is over",
  "another org's session",
  "the own session at another org's host",
])("no endpoint hears %s", async (who) => {
  const { token, host } = tokens[who] ?? { host: "" };
  const heard: string[] = [];
  for (const { method, path } of on.wire.filter((one) => one.who === "session")) {
    const address = path.replace(":version", "v66.0").replaceAll(/:\w+|\*/g, "x");
    const writes = method !== "GET" && method !== "HEAD";
    const response = await on.app.request(`http://${host}${address}`, {
      method,
      headers: {
        host,
        authorization: token === undefined ? "Bearer" : `Bearer ${token}`,
        "content-type": "application/json",
      },
      ...(writes && { body: "{}" }),
    });
    if (response.status !== 401) heard.push(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  expect(heard).toEqual([]);
});
