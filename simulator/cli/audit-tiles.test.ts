import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";

test("a log is written as tiles beside a running simulator, and verified with nothing but its policy", async () => {
  using machine = new SampleMachine();
  const file = (name: string) => join(machine.folder, name);
  const run = (...words: string[]) => machine.run(["audit", ...words]);
  const ending = machine.run(["start", "--port", "0", "--state", file("state"), "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  await machine.run(["clock", "advance", "1 day"]);
  const written = await run("tiles", file("tiles"), "--state", file("state"), "--json");
  expect(written).toMatchObject({ exit: EXIT.done, err: "" });
  const { records, root } = JSON.parse(written.out).data;
  const policy = file("state/audit/policy.txt");
  const verified = await run("verify-tiles", file("tiles"), "--policy", policy, "--json");
  expect(verified.exit).toBe(EXIT.done);
  expect(JSON.parse(verified.out).data).toMatchObject({ outcome: "whole", records, root });
  // What stands in the files is what the log's own readers see: as many records, under the same root.
  expect(JSON.parse((await run("verify", "--json")).out).data).toMatchObject({ verdict: "good", records, root });
  machine.interrupt();
  await ending;

  expect(await run("tiles", file("tiles"), "--state", file("state"))).toMatchObject({
    exit: EXIT.invalid,
    err: expect.stringContaining("is not empty"),
  });
  expect(await run("tiles", file("other"), "--state", file("nowhere"))).toMatchObject({ exit: EXIT.notFound });
  expect(await run("tiles", file("other"))).toMatchObject({ exit: EXIT.usage });
  expect(await run("verify-tiles", file("nowhere"), "--policy", policy)).toMatchObject({ exit: EXIT.notFound });
  expect(await run("verify-tiles", file("tiles"), "--policy", file("tiles/checkpoint"))).toMatchObject({
    exit: EXIT.invalid,
    err: expect.stringContaining("is no policy"),
  });

  expect(records, "so few that they stand in one partial bundle").toBeLessThan(256);
  const bundle = file(`tiles/tile/entries/000.p/${records}`);
  const changed = readFileSync(bundle);
  changed.write("#", 40);
  writeFileSync(bundle, changed);
  const broken = await run("verify-tiles", file("tiles"), "--policy", policy);
  expect(broken).toMatchObject({ exit: EXIT.no, out: expect.stringMatching(/^bad: tile\/0\/000/) });
});
