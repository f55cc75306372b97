import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LISTED_TABLES } from "#domain/org-lists.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

const readme = readFileSync(join(import.meta.dirname, "..", "..", "README.md"), "utf8");

/** The console blocks of the README: each command with what it prints. */
function tellings(): readonly { readonly command: string; readonly prints: string }[] {
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

test("a simulator starts with the README's small world, and the README names every list there is", async () => {
  using machine = new SampleMachine();
  const file = join(machine.folder, "world.json");
  writeFileSync(file, /^```json\n([\s\S]*?)^```/m.exec(readme)?.[1] ?? "");
  const ending = machine.run(["start", "--port", "0", "--world", file]);
  await Promise.race([machine.listening(), ending]);
  expect(machine.heard).toMatch(/everybody of the world has the password understudy\n +pia@tiny\.example +admin +code/);
  expect(LISTED_TABLES.filter((table) => !readme.includes(`${table}`))).toEqual([]);
  machine.interrupt();
  expect(await ending).toMatchObject({ exit: 0 });
});
