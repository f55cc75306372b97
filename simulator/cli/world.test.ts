import { readFileSync, statSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";

const START = ["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"];

/** A machine on which a simulator runs, in this very process. */
async function started(...options: readonly string[]) {
  const machine = new SampleMachine();
  const ending = machine.run([...START, ...options]);
  await Promise.race([machine.listening(), ending]);
  const stop = () => {
    machine.interrupt();
    return ending;
  };
  return { machine, stop };
}

const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));

test("a world that was exported begins another simulator, is loaded into an empty one, and tells the story", async () => {
  const first = await started();
  using one = first.machine;
  const file = `${one.folder}/world.json`;
  expect((await one.run(["world", "export", file])).out).toBe(`acme with 9 orgs is in ${file}\n`);
  const stdout = await one.run(["world", "export"]);
  expect(JSON.parse(stdout.out)).toEqual(read(file));
  expect(JSON.parse((await one.run(["world", "export", "--json"])).out).data).toEqual(read(file));
  const people = JSON.parse((await one.run(["user", "list", "--json"])).out).data.people.length;
  await first.stop();

  const second = await started("--world", file);
  using two = second.machine;
  expect(two.heard).toContain("everybody of the world has the password understudy");
  expect(JSON.parse((await two.run(["user", "list", "--json"])).out).data.people).toHaveLength(people);
  expect(JSON.parse((await two.run(["world", "export"])).out)).toEqual(read(file));
  await second.stop();

  const third = await started("--world", "empty");
  using three = third.machine;
  expect((await three.run(["world", "load", file, "--seed", "7"])).out).toBe("loaded acme (seed 7) with 9 orgs\n");
  expect(JSON.parse((await three.run(["world", "export"])).out)).toEqual({ ...read(file), seed: 7 });
  await third.stop();

  const told = await three.run(["demo", "--fast", "--world", file, "--json"]);
  expect(told).toMatchObject({ exit: EXIT.done, err: "" });
  expect(JSON.parse(told.out).data).toMatchObject({ beats: 33 });
});

test("credentials are exported when asked for, into a file that is its user's alone", async () => {
  const { machine, stop } = await started();
  using _ = machine;
  const file = `${machine.folder}/world.json`;
  writeFileSync(file, "", { mode: 0o644 });
  await machine.run(["world", "export", file, "--credentials"]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(read(file).credentials).toHaveLength(read(file).cast.length);
  const help = (await machine.run(["world", "export", "--help"])).out;
  expect(help).toContain("everybody the world's published password");
  await stop();
});

test("of a file that is not valid nothing is loaded", async () => {
  const { machine, stop } = await started("--world", "empty");
  using _ = machine;
  const file = `${machine.folder}/world.json`;
  const company = { id: "00D5f0000000001", name: "Tiny Co" };
  const user = { id: "0055f0000000001", username: "pia@tiny.example", name: "Pia", profile: "00e5f0000000001" };
  writeFileSync(file, JSON.stringify({ name: "tiny", orgs: [{ company, users: [user] }] }));
  const said = {
    exit: EXIT.invalid,
    out: "",
    err: `"${file}" is no world that can be loaded
why: orgs[0].users[0].profile: no profile of the org has the id "00e5f0000000001AAA"
do:  name one that is in the file, or add it there
`,
  };
  expect(await machine.run(["world", "load", file])).toEqual(said);
  expect(await machine.run(["start", "--world", file])).toEqual(said);
  const { url, token } = read(`${machine.folder}/runtime/simulator.json`);
  const answer = await fetch(`${url}/sim/world`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ file: read(file) }),
  });
  expect(answer.status).toBe(400);
  const message = expect.stringContaining("orgs[0].users[0].profile: no profile");
  expect(await answer.json()).toMatchObject([{ errorCode: "INVALID_FIELD", message }]);
  expect((await machine.run(["org", "list", "--json"])).out).toContain('"orgs":[]');
  expect((await machine.run(["audit", "tail", "-n", "1"])).out).toContain("world.loaded");
  await stop();
});

test("the clock can stand where the world begins", async () => {
  const machine = new SampleMachine();
  using _ = machine;
  const ending = machine.run(["start", "--port", "0", "--clock", "world"]);
  await machine.listening();
  expect(machine.heard).toContain("clock 2031-03-04 09:00 UTC, frozen");
  machine.interrupt();
  await ending;
});

test("explain takes names of code, logs and settings, and says which there are", async () => {
  const { machine, stop } = await started();
  using _ = machine;
  const asked = (...about: readonly string[]) => machine.run(["explain", "--user", "nia@acme.example", ...about]);
  for (const name of ["RoundingService", "ledg.RoundingService", "ledg__roundingservice"])
    expect(await asked("--act", "view code", "--code", name)).toMatchObject({
      exit: EXIT.no,
      out: expect.stringContaining("no, under POWER-02"),
    });
  const { out } = await machine.run([
    "call",
    "GET",
    "/orgs/{Acme Corp}/setup/apex-classes",
    "--as",
    "nia@acme.example",
  ]);
  const id = JSON.parse(out).find((one: { name: string }) => one.name === "RoundingService").id;
  expect((await asked("--act", "view code", "--code", id)).exit).toBe(EXIT.no);
  const log = ["--act", "read a debug log", "--namespace", "ledg", "--log", "InvoiceReminder.remind"];
  expect((await asked(...log)).out).toContain("under POWER-03");
  for (const name of ["Reminder", "Reminder__c"])
    expect((await asked("--act", "use a custom setting", "--setting", name)).exit).toBe(EXIT.done);
  expect(await asked("--act", "view code", "--code", "RoundigService")).toMatchObject({
    exit: EXIT.notFound,
    err: 'not found\nwhy: no code "RoundigService" in the org\ndo:  did you mean "RoundingService"?\n',
  });
  expect((await asked("--act", "use a custom setting", "--setting", "Zzz")).err).toMatch(/there is Reminder__c, /);
  await stop();
});
