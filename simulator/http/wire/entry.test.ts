import { serve } from "@hono/node-server";
import jsforce from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

let loginUrl = "";
let close = () => {};

beforeAll(async () => {
  const simulator = await simulatorInMemory(acme());
  const { app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  await new Promise<void>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
      loginUrl = `http://localhost:${port}`;
      close = () => server.close();
      ready();
    });
  });
});
afterAll(() => close());

test("jsforce logs in by SOAP and is known from then on", async () => {
  const connection = new jsforce.Connection({ loginUrl, version: "66.0" });
  const { id, organizationId } = await connection.login("nia@acme.example", "understudy");
  expect(connection.accessToken).toMatch(/^00D\w{12}!\w+\.\w+$/);
  expect(connection.instanceUrl).toBe(loginUrl);
  expect(await connection.request("/services/data/v66.0/")).toMatchObject({
    identity: `${loginUrl}/id/${organizationId}/${id}`,
  });
});

test("jsforce is told why it was not let in", async () => {
  const connection = new jsforce.Connection({ loginUrl });
  await expect(connection.login("nia@acme.example", "wrong")).rejects.toThrow("INVALID_LOGIN: Invalid username");
});
