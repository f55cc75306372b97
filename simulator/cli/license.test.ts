import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";

/** A machine on which a simulator runs, in this very process. */
async function started() {
  const machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await Promise.race([machine.listening(), ending]);
  return { machine, ending };
}

const LENA = ["--as", "lena@ledgerlabs.example"];

test("licenses from the list to the last seat, command by command", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const { out: list } = await machine.run(["license", "list", ...LENA]);
  expect(list).toMatch(/^license {2}subscriber .*\nL-00001 {2}Acme Corp .* Active .* 10 .* 3 .* Does not expire\n/);
  expect((await machine.run(["license", "show", "l-00003", ...LENA])).out).toMatch(/licensed seats +2\n/);
  const modified = await machine.run([
    "license",
    "modify",
    "L-00003",
    ...LENA,
    "--seats",
    "1",
    "--expires",
    "2031-12-31",
  ]);
  expect(modified).toMatchObject({
    exit: EXIT.done,
    out: "L-00003: Active, 1 seats, until 2032-01-01 00:00 UTC\n",
  });
  const assign = ["license", "assign", "Ledger", "--as", "gwen@globex.example", "--to"];
  expect(await machine.run([...assign, "ivy@globex.example"])).toMatchObject({
    exit: EXIT.refused,
    err: expect.stringContaining("refused under LICENSE-13\nwhy: all 1 licenses for Ledger are assigned"),
  });
  expect((await machine.run([...assign, "hugo@globex.example", "--take"])).out).toBe(
    "hugo@globex.example has no license for Ledger; 0 are assigned\n",
  );
  expect((await machine.run([...assign, "ivy@globex.example"])).out).toBe(
    "ivy@globex.example has a license for Ledger; 1 are assigned\n",
  );
  const refresh = ["license", "refresh", "Ledger", ...LENA];
  expect((await machine.run(refresh)).out).toBe(
    "6 license records of Ledger are in step, 0 of them new; again at 2031-03-11 09:00 UTC\n",
  );
  expect(await machine.run(refresh)).toMatchObject({ exit: EXIT.refused });
  const why = ["explain", "--act", "refresh licenses", "--user", "lena@ledgerlabs.example", "--package", "Ledger"];
  expect(await machine.run(why)).toMatchObject({ exit: EXIT.no, out: expect.stringContaining("LICENSE-17") });
  const may = ["explain", "--act", "modify a license", "--user", "lena@ledgerlabs.example", "--package", "Ledger"];
  expect(await machine.run([...may, "--subscriber", "Globex", "--seats", "5"])).toMatchObject({ exit: EXIT.done });
  expect(await machine.run(["license", "show", "L-00099", ...LENA])).toMatchObject({ exit: EXIT.notFound });
  expect(await machine.run(["license", "modify", "L-00003", ...LENA, "--seats", "many"])).toMatchObject({
    exit: EXIT.invalid,
    err: expect.stringContaining('seats: is a whole number from 1 on, or "site"'),
  });
  expect(await machine.run(["license", "modify", "L-00003", ...LENA])).toMatchObject({
    exit: EXIT.invalid,
    err: expect.stringContaining("nothing is to be modified\ndo:  name a status, seats or an expiration"),
  });
  machine.interrupt();
  await ending;
});

test("the license of an installation that is gone is not mistaken for the one in force", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const call = async (...args: readonly string[]) => {
    const { exit, out } = await machine.run(["call", ...args, "--json"]);
    expect(exit).toBe(EXIT.done);
    return JSON.parse(out).data;
  };
  const [{ id }] = await call("GET", "/lma/packages", ...LENA);
  const [{ versionId: version }] = (await call("GET", `/lma/packages/${id}`, ...LENA)).versions;
  const gwen = ["--as", "gwen@globex.example"];
  await call("DELETE", `/orgs/{Globex}/setup/packages/${id}`, ...gwen);
  const modify = (license: string) => machine.run(["license", "modify", license, ...LENA, "--seats", "5"]);
  expect(await modify("L-00003")).toMatchObject({ exit: EXIT.refused, err: expect.stringContaining("LICENSE-05") });
  await call("POST", "/orgs/{Globex}/setup/packages", JSON.stringify({ version }), ...gwen);
  expect(await modify("L-00003")).toMatchObject({
    exit: EXIT.conflict,
    err: expect.stringContaining("do:  the package was installed again; modify L-00007"),
  });
  expect(await modify("L-00007")).toMatchObject({ exit: EXIT.done });
  machine.interrupt();
  await ending;
});

test("sandboxes are made, made anew and deleted", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const made = await machine.run(["org", "sandbox", "create", "Acme Corp", "--name", "Repro"]);
  expect(made.out).toMatch(/^Acme Corp Repro \(00D\w{15}\) is a sandbox of Acme Corp with 3 users\n$/);
  const part = ["org", "sandbox", "create", "Globex", "--name", "Part", "--kind", "Partial Copy"];
  expect(await machine.run(part)).toMatchObject({ exit: EXIT.invalid });
  expect(await machine.run([...part, "--template", "ledg__Invoice__c"])).toMatchObject({ exit: EXIT.done });
  const anew = await machine.run(["org", "sandbox", "refresh", "Globex Part", "--template", "Account", "--json"]);
  expect(JSON.parse(anew.out)).toMatchObject({ ok: true, data: { name: "Globex Part" } });
  expect((await machine.run(["org", "sandbox", "delete", "Acme Corp Repro"])).out).toMatch(
    /^Acme Corp Repro .* is deleted\n$/,
  );
  expect(await machine.run(["org", "sandbox", "delete", "Globex"])).toMatchObject({ exit: EXIT.invalid });
  machine.interrupt();
  await ending;
});
