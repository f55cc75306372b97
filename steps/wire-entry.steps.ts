import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import { appBefore, tokens } from "./one-app.ts";
import type { World } from "./world.ts";

/** What a client was answered last, in each scenario. */
const answers = new WeakMap<World, { readonly response: Response; readonly text: string }>();

function answerOf(world: World): { readonly response: Response; readonly text: string } {
  const answer = answers.get(world);
  assert(answer, "no client has sent anything yet");
  return answer;
}

async function send(world: World, path: string, init: RequestInit): Promise<void> {
  const { story } = world;
  story.mark = story.simulator.ports.log.end.size;
  const response = await appBefore(story.simulator).request(path, init);
  answers.set(world, { response, text: await response.text() });
}

Given(
  "{org} has the connected app {string} with the key {string} and the secret {string}",
  async function (this: World, org: string, name: string, key: string, secret: string) {
    const { id } = await this.story.org(org);
    const about = { callbacks: ["https://portal.example/callback"], preauthorized: false, rotateRefreshTokens: false };
    await this.story.simulator.registerAppIn(id, { name, key, ...about, secretFor: () => secret });
  },
);

When("a client asks for tokens with", async function (this: World, table: DataTable) {
  await send(this, "/services/oauth2/token", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(table.rowsHash()).toString(),
  });
});

When("a browser asks to authorize with", async function (this: World, table: DataTable) {
  await send(this, `/services/oauth2/authorize?${new URLSearchParams(table.rowsHash())}`, {});
});

When("a client sends the session id of {person} to {string}", async function (this: World, who: string, path: string) {
  const { ref } = this.story.person(who);
  const session = [...this.story.simulator.ports.folds.running.sessions.values()].findLast(
    ({ delegate }) => delegate?.org === ref.org && delegate.id === ref.id,
  );
  assert(session, `${who} is logged in as nobody`);
  const token = tokens.issue(session.user.org, session.id);
  const [, host = "localhost", rest = path] = /^http:\/\/([^/]+)(\/.*)$/.exec(path) ?? [];
  await send(this, rest, { headers: { authorization: `Bearer ${token}`, host } });
});

Then("the client is answered {int} with", function (this: World, status: number, table: DataTable) {
  const { response, text } = answerOf(this);
  assert.equal(response.status, status, text);
  const body = JSON.parse(text);
  for (const [name, value] of Object.entries(table.rowsHash())) assert.equal(String(body[name]), value, name);
});

Then("the client is answered {int} and the text {string}", function (this: World, status: number, words: string) {
  const { response, text } = answerOf(this);
  assert.equal(response.status, status);
  assert(text.includes(words), `"${words}" is not in: ${text}`);
});

Then("the client is sent nowhere", function (this: World) {
  assert.equal(answerOf(this).response.headers.get("location"), null);
});
