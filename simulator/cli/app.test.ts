import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { aSigningKey } from "#http/wire/certificate.suite.ts";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";

test("an app is registered from the command line, with its certificate, and removed", async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await Promise.race([machine.listening(), ending]);
  const file = `${machine.folder}/server.crt`;
  writeFileSync(file, aSigningKey().certificate);
  const org = ["--org", "Acme Corp"];

  const added = await machine.run(["app", "add", "CI", ...org, "--certificate", file, "--preauthorized", "--json"]);
  expect(JSON.parse(added.out).data.app).toMatchObject({ name: "CI", preauthorized: true, secret: expect.any(String) });
  const robot = await machine.run([
    "app",
    "add",
    "Robot",
    ...org,
    "--run-as",
    "omar@acme.example",
    "--scopes",
    "api,web",
  ]);
  expect(robot.out).toMatch(/consumer secret\s+[0-9A-F]{64}/);
  const listed = await machine.run(["app", "list", ...org]);
  expect(listed.out).toContain("PlatformCLI");
  expect(listed.out).not.toContain(JSON.parse(added.out).data.app.secret);

  expect((await machine.run(["app", "add", "CI", ...org])).exit).toBe(EXIT.invalid);
  expect((await machine.run(["app", "add", "Other", ...org, "--certificate", `${file}.none`])).exit).toBe(EXIT.usage);
  expect((await machine.run(["app", "add", "Other"])).exit).toBe(EXIT.usage);
  expect((await machine.run(["app", "remove", "ci", ...org])).out).toBe("CI is removed from Acme Corp\n");
  expect((await machine.run(["app", "remove", "CI", ...org])).exit).toBe(EXIT.notFound);
  machine.interrupt();
  await ending;
});
