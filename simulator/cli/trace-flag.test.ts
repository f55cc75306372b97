import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

test("trace flags and debug logs, command by command", async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  const run = (line: string) => machine.run(wordsOf(line));
  const said = async (line: string) => (await run(line)).out.trimEnd();
  const nia = "--as nia@acme.example";

  expect(await run(`trace-flag list ${nia}`)).toMatchObject({ exit: EXIT.nothing, out: "no trace flag\n" });
  expect(await said(`trace-flag level Fine APEX_CODE=FINE ${nia}`)).toContain("APEX_CODE       FINE");
  expect(await run(`trace-flag level Fine APEX_CODE:FINE ${nia}`)).toMatchObject({ exit: EXIT.usage });
  expect((await run(`trace-flag set ${nia} --on omar@acme.example`)).err).toContain("refused under LOG-05");
  expect(await said(`trace-flag set ${nia} --on omar@acme.example --level Fine`)).toBe(
    "omar@acme.example is traced at Fine until 2031-03-04 09:30 UTC",
  );
  expect(await said(`trace-flag set ${nia} --code InvoiceReminder --level Fine --for "2 hours"`)).toBe(
    "InvoiceReminder is traced at Fine until 2031-03-04 11:00 UTC",
  );
  expect(await said(`trace-flag set ${nia} --on "automated process" --level Fine --type DEVELOPER_LOG`)).toContain(
    "automated process is traced at Fine",
  );
  expect(await said(`trace-flag change omar@acme.example ${nia} --for "1 hour"`)).toContain(
    "until 2031-03-04 10:00 UTC",
  );
  expect(await run(`trace-flag change nobody ${nia}`)).toMatchObject({ exit: EXIT.notFound });
  expect(await said(`trace-flag delete InvoiceReminder ${nia}`)).toContain("InvoiceReminder is traced no more");
  expect(await said(`trace-flag list ${nia}`)).toBe(
    [
      "traced             log type       debug level  from                  until                 state",
      "omar@acme.example  USER_DEBUG     Fine         2031-03-04 09:00 UTC  2031-03-04 10:00 UTC  set",
      "automated process  DEVELOPER_LOG  Fine         2031-03-04 09:00 UTC  2031-03-04 09:30 UTC  set",
    ].join("\n"),
  );

  const record = '{"sobject":"ledg__Invoice__c","fields":{"Name":"4712"}}';
  await machine.run(["call", "POST", "/orgs/{Acme Corp}/app/records", record, "--as", "omar@acme.example"]);
  expect(await said(`log list ${nia}`)).toMatch(
    /omar@acme\.example {2}Insert ledg__Invoice__c {2}2031-03-04 09:00 UTC$/,
  );
  expect(await said(`log show "Insert ledg__Invoice__c" ${nia}`)).toMatch(/^66\.0 APEX_CODE,FINE;/);
  expect(await run("log show InvoiceReminder.remind --as omar@acme.example")).toMatchObject({ exit: EXIT.refused });
  expect(await said(`log delete InvoiceReminder.remind ${nia}`)).toMatch(/^debug log 07L\w{15} is deleted$/);
  expect(await run(`log delete InvoiceReminder.remind ${nia}`)).toMatchObject({ exit: EXIT.notFound });

  const may = 'explain --act "set a trace flag" --user omar@acme.example --whom nia@acme.example';
  expect(await run(may)).toMatchObject({ exit: EXIT.no, out: expect.stringContaining("no, under LOG-03") });
  const mayDelete = 'explain --act "delete a debug log" --user nia@acme.example --log "Insert ledg__Invoice__c"';
  expect(await run(mayDelete)).toMatchObject({ exit: EXIT.done, out: expect.stringContaining("yes, under LOG-21") });

  await run('grant add --as nia@acme.example --publisher "Ledger Labs" --for "1 week"');
  await run('login-as start --as sam@ledgerlabs.example --org "Acme Corp" --user nia@acme.example');
  const sam = "--as sam@ledgerlabs.example --login-as";
  expect(await said(`trace-flag set ${sam} --on nia@acme.example --level Fine`)).toContain(
    "nia@acme.example is traced",
  );
  expect(await said(`trace-flag list ${sam}`)).toContain("nia@acme.example");
  expect(await said(`trace-flag list ${nia}`)).not.toContain("nia@acme.example");

  machine.interrupt();
  await ending;
});
