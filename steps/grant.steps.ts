import { Given, When } from "@cucumber/cucumber";
import type { AccessDuration } from "#domain/policies.ts";
import type { World } from "./world.ts";

When("{person} grants {org} login access for {duration}", async function (this: World, user: string, publisher: string, duration: AccessDuration) {
  const { id } = await this.story.org(publisher);
  this.answer = await this.drive.saveLoginAccess(this.story.person(user), id, duration);
});

Given("{person} granted {org} login access for {duration}", async function (this: World, user: string, publisher: string, duration: AccessDuration) {
  const { id } = await this.story.org(publisher);
  this.granted(await this.drive.saveLoginAccess(this.story.person(user), id, duration));
});

When("{person} takes login access back from {org}", async function (this: World, user: string, publisher: string) {
  const { id } = await this.story.org(publisher);
  this.answer = await this.drive.saveLoginAccess(this.story.person(user), id, "no access");
});
