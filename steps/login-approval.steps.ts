import assert from "node:assert/strict";
import { type DataTable, Given, Then, When } from "@cucumber/cucumber";
import type { ApprovalRequest } from "#usecases/login/authenticator.ts";
import type { LoginAsSession } from "#usecases/login/log-in-as.ts";
import type { LoginProgress } from "#usecases/login/own-login.ts";
import type { Notice } from "#usecases/login/view-inbox.ts";
import type { Seen } from "./face.ts";
import { loginOf } from "./login-rows.ts";
import type { World } from "./world.ts";

Then("the login waits for approval", function (this: World) {
  assert.equal(this.shown<LoginAsSession>().state, "awaiting approval");
});

Then("nobody needs to approve the login", function (this: World) {
  assert.equal(this.shown<LoginAsSession>().state, "active");
});

Given("{person} waits for approval to work as {person}", async function (this: World, agent: string, user: string) {
  const seen = await this.drive.logInAs(this.story.person(agent), this.story.person(user));
  assert.deepEqual((seen.value as LoginAsSession | undefined)?.state, "awaiting approval", seen.because);
});

function answer({ story, drive }: World, person: string, agent: string, approve: boolean): Promise<Seen> {
  const { id, user } = loginOf(story, agent);
  return drive.answerApproval(story.person(person), user.org, id, approve);
}

When("{person} approves the login of {person}", async function (this: World, person: string, agent: string) {
  this.answer = await answer(this, person, agent, true);
});

Given("{person} approved the login of {person}", async function (this: World, person: string, agent: string) {
  this.granted(await answer(this, person, agent, true));
});

When("{person} denies the login of {person}", async function (this: World, person: string, agent: string) {
  this.answer = await answer(this, person, agent, false);
});

Given("{person} denied the login of {person}", async function (this: World, person: string, agent: string) {
  this.granted(await answer(this, person, agent, false));
});

When("{person} gives up the login", async function (this: World, agent: string) {
  this.answer = await this.drive.cancelLogin(this.story.person(agent), loginOf(this.story, agent).id);
});

When("{person} gives up the login of {person}", async function (this: World, person: string, agent: string) {
  this.answer = await this.drive.cancelLogin(this.story.person(person), loginOf(this.story, agent).id);
});

When("{person} looks how the login stands", async function (this: World, agent: string) {
  this.answer = await this.drive.viewLogin(this.story.person(agent), loginOf(this.story, agent).id);
});

Then("the login stands at {string}", function (this: World, state: string) {
  const { state: is, because } = this.shown<LoginProgress>();
  assert.equal(because ? `${is}: ${because}` : is, state);
});

When("{person} opens the authenticator of {person}", async function (this: World, person: string, user: string) {
  this.answer = await this.drive.viewAuthenticator(this.story.person(person), this.story.person(user).ref.org);
});

Then("the authenticator shows only", function (this: World, table: DataTable) {
  const { requests } = this.shown<{ readonly requests: readonly ApprovalRequest[] }>();
  assert.deepEqual(
    requests.map(({ agent, company }) => ({ agent, company })),
    table.hashes(),
  );
});

Then("the authenticator shows nothing", function (this: World) {
  assert.deepEqual(this.shown<{ readonly requests: readonly ApprovalRequest[] }>().requests, []);
});

When("{person} reads the inbox", async function (this: World, person: string) {
  this.answer = await this.drive.viewInbox(this.story.person(person));
});

Then("the inbox holds only", function (this: World, table: DataTable) {
  const { notices } = this.shown<{ readonly notices: readonly Notice[] }>();
  assert.deepEqual(
    notices.map(({ text }) => ({ text })),
    table.hashes(),
  );
});

Then("the inbox is empty", function (this: World) {
  assert.deepEqual(this.shown<{ readonly notices: readonly Notice[] }>().notices, []);
});

Given("{person} gave up the login", async function (this: World, agent: string) {
  this.granted(await this.drive.cancelLogin(this.story.person(agent), loginOf(this.story, agent).id));
});

Then("{person} finds no such login", function (this: World, _: string) {
  assert.equal(this.answer.code, "NOT_FOUND");
});
