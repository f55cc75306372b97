import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { peopleOf } from "./names.ts";
import { readRuntime } from "./runtime-file.ts";
import { SampleMachine } from "./sample-outside.ts";

const SAM = "sam@ledgerlabs.example";
const NIA = "nia@acme.example.uat";

test("a thread, command by command", async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  const said = async (...args: readonly string[]) => (await machine.run([...args, "--as", SAM])).out;

  expect((await machine.run(["debugger", "threads", "--as", SAM])).exit).toBe(EXIT.notFound);
  await machine.run(["grant", "add", "--as", NIA, "--publisher", "Ledger Labs", "--for", "1 week"]);
  await said("login-as", "start", "--org", "Acme UAT", "--user", NIA);
  const link = (await said("debug", "prepare")).trim();
  await said("debug", "setup", link, "--project", "uat");
  expect((await machine.run(["debugger", "threads", "--as", SAM])).err).toContain("start one first");
  await said("debug", "start", "--types", "REST,SOAP", "--entry", ".*Invoice.*");
  expect(await said("debugger", "threads")).toMatch(
    /^nothing is being debugged\n\nsession +07a\w{15}, active\nusers +all\nrequest types +REST,SOAP\nentry points +\.\*Invoice\.\*\n/,
  );
  expect((await machine.run(["debugger", "breakpoints", "--as", SAM])).exit).toBe(EXIT.nothing);

  expect(await said("debugger", "break", "ledg/InvoiceService", "17")).toMatch(
    /^breakpoint 07b\w{15} at line 17 of ledg\/InvoiceService\n$/,
  );
  expect((await machine.run(["debugger", "break", "ledg/InvoiceService", "26", "--as", SAM])).err).toBe(
    "note: it stays unverified under DEBUG-29: line 26 of ledg/InvoiceService is not executable\n",
  );
  const exception = "com/salesforce/api/exception/NullPointerException";
  expect(await said("debugger", "break", exception)).toContain(`always breaks on ${exception}`);
  const shown = JSON.parse(await said("debugger", "breakpoints", "--json")).data.breakpoints;
  expect(shown).toMatchObject([{ line: 17, verified: true }, { line: 26, verified: false }, { exception }]);
  expect(await said("debugger", "clear", shown[1].id)).toBe(`breakpoint ${shown[1].id} is removed\n`);
  expect(await said("debugger", "breakpoints")).not.toContain("unverified");

  const asked = [
    "explain",
    "--act",
    "debug a request",
    "--user",
    NIA,
    "--type",
    "REST",
    "--entry",
    "ledg.InvoiceService.post(Id)",
  ];
  expect((await machine.run(asked)).out).toMatch(/^yes, under DEBUG-35: /);

  const { request, reach } = await running(machine);
  expect(await reach(17)).toMatchObject({ stops: true, rule: "DEBUG-29" });
  expect(await said("debugger", "threads")).toContain("stopped at ledg/InvoiceService 17");
  expect(await said("debugger", "variables", request)).toMatch(
    /invoice {2}local {2}Invoice__c {2}Invoice__c:\{4711\} …\n/,
  );
  expect(await said("debugger", "variables", request, "invoice")).toMatch(/Total +local +Decimal +100\.01\n/);
  expect(await said("debugger", "go", request, "--step", "over")).toBe(`${request} runs on: step over\n`);
  expect(await reach(18)).toMatchObject({ stops: true, rule: "DEBUG-40" });
  expect(await said("debugger", "go", request)).toBe(`${request} runs on\n`);
  expect((await machine.run(["debugger", "go", request, "--as", SAM])).err).toContain("refused under DEBUG-40");
  const { messages, next } = JSON.parse(await said("debugger", "events", "--json")).data;
  expect(messages.map(({ kind }: { readonly kind: string }) => kind)).toEqual([
    "Ready",
    "RequestStarted",
    "Stopped",
    "Resumed",
    "Stopped",
    "Resumed",
  ]);
  expect((await machine.run(["debugger", "events", "--since", String(next), "--as", SAM])).exit).toBe(EXIT.nothing);

  await machine.run(["stop"]);
  expect(await ending).toMatchObject({ exit: EXIT.done });
}, 30_000);

/** A request of Nia's: until something runs Apex, the operator says what it does. */
async function running(machine: SampleMachine) {
  const place = readRuntime(machine.outside().runtimeFolder);
  if (!place) throw new Error("nothing runs");
  const nia = (await peopleOf(place)).find(({ username }) => username === NIA);
  if (!nia) throw new Error("there is no Nia");
  const headers = { authorization: `Bearer ${place.token}`, "content-type": "application/json" };
  const send = async (path: string, body: object) =>
    (
      await fetch(`${place.url}/sim/orgs/${nia.org}/requests${path}`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      })
    ).json();
  const begun = await send("", { user: nia.id, type: "REST", entryPoint: "ledg.InvoiceService.post(Id)" });
  const { request } = begun as { readonly request: string };
  const total = { name: "Total", type: "Decimal", value: "100.01" };
  const variables = [{ name: "invoice", type: "Invoice__c", value: "Invoice__c:{4711}", inside: [total] }];
  const reach = (line: number): Promise<unknown> =>
    send(`/${request}/line`, {
      stack: [{ file: "ledg/InvoiceService", method: "ledg.InvoiceService.post(Id)", line, variables }],
    });
  return { request, reach };
}
