import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

/** The console blocks of the README: each command with what it prints. */
function tellings(): readonly { readonly command: string; readonly prints: string }[] {
  const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");
  const blocks = [...readme.matchAll(/^```console\n([\s\S]*?)^```/gm)].map(([, block = ""]) => block);
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map((telling) => {
        const [command = "", ...prints] = telling.split("\n");
        return { command, prints: prints.join("\n") };
      }),
  );
}

test("the README prints what the commands print", async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  const told = tellings();
  expect(told.length).toBeGreaterThan(5);
  for (const { command, prints } of told) {
    const [npx, understudy, ...args] = wordsOf(command);
    expect([npx, understudy]).toEqual(["npx", "understudy"]);
    const { out, err } = await machine.run(args);
    expect(out + err, command).toBe(prints);
  }
  machine.interrupt();
  await ending;
});
