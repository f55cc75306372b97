import { readFileSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { beats } from "./demo-beats.ts";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

const START = ["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"];
const SAM_AS_NIA = [
  "login-as",
  "start",
  "--as",
  "sam@ledgerlabs.example",
  "--org",
  "Acme Corp",
  "--user",
  "nia@acme.example",
];

/** A machine on which a simulator runs, in this very process. */
async function started(...options: readonly string[]) {
  const machine = new SampleMachine();
  const ending = machine.run([...START, ...options]);
  await Promise.race([machine.listening(), ending]);
  return { machine, ending };
}

test("from the first refusal to the end of the grant, command by command", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  expect(await machine.run(SAM_AS_NIA)).toEqual({
    exit: EXIT.refused,
    out: "",
    err: `refused under GRANT-03
why: nia@acme.example has granted no login access (GRANT-03: An agent logs in as the user who granted login access and as nobody else)
do:  ask the user to grant login access: Settings, Grant Account Login Access, choose a duration, Save
`,
  });
  const granted = await machine.run([
    "grant",
    "add",
    "--as",
    "nia@acme.example",
    "--publisher",
    "Ledger Labs",
    "--for",
    "1 week",
  ]);
  expect(granted.out).toBe("Ledger Labs has login access as nia@acme.example until 2031-03-11 09:00 UTC\n");

  const letIn = JSON.parse((await machine.run([...SAM_AS_NIA, "--json"])).out);
  expect(letIn).toMatchObject({ ok: true, data: { state: "active", user: "nia@acme.example" }, warnings: [] });
  expect((await machine.run(["login-as", "list"])).out).toMatch(
    /sam@ledgerlabs\.example {2}nia@acme\.example {2}Acme Corp .* active/,
  );
  const left = await machine.run(["login-as", "return", "--as", "sam@ledgerlabs.example"]);
  expect(left).toMatchObject({ exit: EXIT.done, out: "sam@ledgerlabs.example is back on the subscriber overview\n" });

  const next = await machine.run(["clock", "next", "--limit", "1000"]);
  expect(next.out).toMatch(/^time {2,}event {2,}who, or what {2,}org$/m);
  expect(next.out).toMatch(/^2031-03-04 11:00 UTC {2,}session\.ended {2,}nia@acme\.example {2,}Acme Corp$/m);
  expect(next.out).toMatch(/^2031-03-11 09:00 UTC {2,}grant\.expired {2,}nia@acme\.example {2,}Acme Corp$/m);
  expect((await machine.run(["clock", "next", "--limit", "1"])).out).toMatch(/\nand \d+ more\n$/);

  expect((await machine.run(["clock", "advance", "8", "days"])).out).toBe("it is 2031-03-12 09:00 UTC\n");
  expect((await machine.run(SAM_AS_NIA)).err).toContain(
    "refused under GRANT-06\nwhy: login access ended at 2031-03-11 09:00 UTC",
  );
  const { out } = await machine.run(["audit", "tail", "--org", "Acme Corp"]);
  const events = out
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(/ {2,}/)[3]);
  expect(events).toEqual([
    "org.loaded",
    "login.refused",
    "session.started",
    "grant.given",
    "login.started",
    "login.ended",
    "session.ended",
    "log.deleted",
    "grant.expired",
    "login.refused",
  ]);
  expect((await machine.run(["audit", "verify"])).out).toMatch(
    /^good: \d+ records in \d+ batches, root [\w+/]{43}=\n$/,
  );

  expect((await machine.run(["stop"])).out).toMatch(/^stopped http:\/\/127\.0\.0\.1:\d+\n$/);
  expect(await ending).toMatchObject({ exit: EXIT.done, err: "" });
  expect((await machine.run(["status"])).exit).toBe(EXIT.unreachable);
});

test("what the platform keeps of a login, as the administrator and the agent see it", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const [nia, sam] = [
    ["--as", "nia@acme.example"],
    ["--as", "sam@ledgerlabs.example"],
  ] as const;
  await machine.run(["grant", "add", ...nia, "--publisher", "Ledger Labs", "--for", "1 week"]);
  await machine.run(SAM_AS_NIA);
  expect((await machine.run(["trace", "audit-trail", ...nia])).out).toMatch(
    /^CreatedDate .*\n2031-03-04 09:00 UTC {2}nia@acme\.example {2}sam@ledgerlabs\.example {2}suloginaccessused .*\n.* loginasgrantedtopartnerbt /,
  );
  expect((await machine.run(["trace", "audit-trail", ...sam, "--login-as", "--all"])).out).toContain(
    "suloginaccessused",
  );
  expect((await machine.run(["trace", "logins", ...nia])).out).toMatch(
    / {2}Application .* Success {2}acme\.my\.salesforce\.com/,
  );
  const refused = await machine.run(["trace", "logins", "--as", "omar@acme.example"]);
  expect(refused).toMatchObject({ exit: EXIT.refused, out: "" });
  expect(refused.err).toContain("refused under TRACE-12\n");
  expect((await machine.run(["trace", "logins", "--as", "omar@acme.example", "--own"])).exit).toBe(EXIT.done);
  expect((await machine.run(["trace", "events", "files", ...nia])).err).toContain("refused under TRACE-19\n");
  expect((await machine.run(["trace", "events", "clicks", ...nia])).exit).toBe(EXIT.usage);
  const sessions = JSON.parse((await machine.run(["trace", "sessions", ...nia, "--json"])).out).data.rows;
  const agents = sessions.find(({ SessionType }: { SessionType: string }) => SessionType === "SubstituteUser");
  expect((await machine.run(["trace", "sessions", ...nia, "--delete", agents.Id])).out).toBe(
    `the session ${agents.Id} is over\n`,
  );
  expect((await machine.run(["trace", "sessions", ...sam, "--login-as"])).err).toContain("removed by an administrator");
  machine.interrupt();
  await ending;
});

test("every command the demo prints does what the demo shows", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  for (const { title, command, expect: told } of beats) {
    const [, ...args] = wordsOf(command);
    const { exit, err } = await machine.run(args);
    expect(exit, `${title}: ${err}`).toBe(told.effect === "deny" ? EXIT.refused : EXIT.done);
    if (told.effect === "deny") expect(err).toContain(`refused under ${told.rule}\n`);
  }
  machine.interrupt();
  await ending;
});

test("the banner names address, people and token, and the file for other commands is its user's alone", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const banner = machine.heard;
  expect(banner).toMatch(/^Understudy 0\.0\.0 {2}ready in \d+ ms\n/);
  expect(banner).toContain("clock 2031-03-04 09:00 UTC, frozen");
  expect(banner).toContain("everybody of the world has the password understudy");
  expect(banner).toMatch(/nia@acme\.example +admin +code \d{3} \d{3}\n/);
  const file = `${machine.folder}/runtime/simulator.json`;
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(`${machine.folder}/runtime`).mode & 0o777).toBe(0o700);
  const { token } = JSON.parse(readFileSync(file, "utf8"));
  expect(banner).toContain(token);
  machine.interrupt();
  await ending;
});

test("policies are listed, chosen, refused when unknown, and reset", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  expect((await machine.run(["policy", "set", "requireCaseReference", "true"])).out).toBe(
    "requireCaseReference is true\n",
  );
  expect((await machine.run(["policy", "list"])).out).toMatch(/^policy .*\nrequireCaseReference +true +false/);
  const wrong = await machine.run(["policy", "set", "requireCaseReference", "maybe"]);
  expect(wrong).toMatchObject({
    exit: EXIT.invalid,
    err: 'not valid\nwhy: policy requireCaseReference cannot be "maybe"\ndo:  choose false or true\n',
  });
  expect((await machine.run(["policy", "reset"])).out).toBe("requireCaseReference is false again\n");
  machine.interrupt();
  await ending;
});

test("the log is followed as it grows, until somebody interrupts", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  let seen = "";
  const hear = (text: string) => {
    seen += text;
  };
  const following = machine.run(["audit", "tail", "-n", "1", "--follow"], { out: hear });
  await until(() => seen.includes("world.loaded"));
  await machine.run(["grant", "add", "--as", "nia@acme.example", "--publisher", "Ledger Labs", "--for", "1 day"]);
  await until(() => seen.includes("grant.given  nia@acme.example  GRANT-02"));
  machine.interrupt();
  expect(await following).toMatchObject({ exit: EXIT.done, err: "" });
  expect(seen.split("\n").filter((line) => line.includes("audit.opened"))).toEqual([]);
  await ending;
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("start answers programs with one object", async () => {
  const { machine, ending } = await started("--json");
  using _ = machine;
  const { ok, data } = JSON.parse(machine.heard);
  expect({ ok, data }).toMatchObject({ ok: true, data: { world: "acme", seed: 1, token: expect.any(String) } });
  expect((await fetch(`${data.url}/readyz`)).status).toBe(200);
  machine.interrupt();
  await ending;
});

test("a world is loaded into an empty simulator once", async () => {
  const { machine, ending } = await started("--world", "empty");
  using _ = machine;
  expect((await machine.run(["status"])).exit).toBe(EXIT.no);
  expect((await machine.run(["world", "load", "acme"])).out).toBe("loaded acme (seed 1) with 9 orgs\n");
  expect((await machine.run(["status"])).exit).toBe(EXIT.done);
  expect((await machine.run(["world", "load", "acme"])).exit).toBe(EXIT.conflict);
  expect((await machine.run(["user", "code", "sam@ledgerlabs.example"])).out).toMatch(/^\d{6} {2}good for 30 s/);
  machine.interrupt();
  await ending;
});

test("a port that is taken, and a folder another process has, are conflicts", async () => {
  const machine = new SampleMachine();
  using _ = machine;
  const state = `${machine.folder}/state`;
  const ending = machine.run([...START, "--state", state]);
  await machine.listening();
  const { url } = JSON.parse(readFileSync(`${machine.folder}/runtime/simulator.json`, "utf8"));
  using other = new SampleMachine();
  const taken = await other.run(["start", "--port", new URL(url).port]);
  expect(taken).toMatchObject({ exit: EXIT.conflict, err: expect.stringContaining("is taken") });
  const locked = await other.run(["start", "--port", "0", "--state", state]);
  expect(locked).toMatchObject({ exit: EXIT.conflict, err: expect.stringContaining("has this state folder open") });
  const tail = await other.run(["audit", "tail", "--state", state, "--json"]);
  const types: readonly string[] = JSON.parse(tail.out).data.records.map(({ type }: { type: string }) => type);
  expect([types[0], types.at(-1)]).toEqual(["audit.founded", "world.loaded"]);
  machine.interrupt();
  await ending;
});
