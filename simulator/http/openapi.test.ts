import { expect, test } from "vitest";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

interface Schema {
  readonly properties: Readonly<Record<string, Schema & { readonly items: Schema }>>;
  readonly required?: readonly string[];
}

interface Content {
  readonly content: { readonly "application/json": { readonly schema: Schema } };
}

type Operation = { readonly requestBody: Content; readonly responses: Readonly<Record<number, Content>> };
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

test("what may be left out is not required", async () => {
  const simulator = await simulatorInMemory(acme());
  const { app } = createApp({ simulator, tokens: sessionTokens(new Uint8Array(32)), operatorToken: "operator" });
  const response = await app.request("/api/openapi.json");
  const { paths } = (await response.json()) as { readonly paths: Paths };
  const jsonOf = ({ content }: Content): Schema => content["application/json"].schema;
  const start = paths["/orgs/{org}/debugger/sessions"]?.post?.requestBody;
  const written = paths["/sim/world/file"]?.get?.responses[200];
  if (!start || !written) throw new Error("the document lacks what this is about");
  expect(jsonOf(start).required ?? []).toEqual([]);
  const file = jsonOf(written);
  expect(file.required).toEqual(["name", "orgs"]);
  const { company, users, profiles } = file.properties.orgs?.items.properties ?? {};
  expect(company?.required).toEqual(["id", "name"]);
  expect(users?.items.required).toEqual(["id", "username", "name", "profile"]);
  expect(profiles?.items.required).toEqual(["id", "name", "permissions"]);
});
