import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";
import { wordsOf } from "./sample-words.ts";

/** A machine on which a simulator runs, in this very process. */
async function started() {
  const machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await Promise.race([machine.listening(), ending]);
  return { machine, ending };
}

const [RITA, ROLF] = ["--as rita@trustwell.example", "--as rolf@trustwell.example"];

test("from a change to the closed review, command by command", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const say = async (line: string) => machine.run(wordsOf(line));
  expect(await say("review list")).toMatchObject({ exit: EXIT.nothing, out: "there is nothing to review\n" });
  await say('grant add --as nia@acme.example --publisher "Ledger Labs" --for "1 week"');
  await say('login-as start --as sam@ledgerlabs.example --org "Acme Corp" --user nia@acme.example');
  const invoice = `'{"sobject":"ledg__Invoice__c","fields":{"Name":"4712"}}'`;
  await say(`call POST "/orgs/{Acme Corp}/app/records" ${invoice} --as sam@ledgerlabs.example --login-as`);
  await say("login-as return --as sam@ledgerlabs.example");

  const { out: queue } = await say("review list");
  expect(queue).toMatch(
    /^review {3}about .*\nR-00001 {2}LoginAs session \w{18} {2}Acme Corp {2}data changed {2}high {2}2031-03-06 09:00 UTC .* open\n$/,
  );
  expect(await say(`review attest R-00001 ${RITA} --text "in the case"`)).toMatchObject({
    exit: EXIT.refused,
    err: expect.stringContaining("refused under REVIEW-13\nwhy: R-00001 is open; to attest it has to be assigned"),
  });
  expect((await say(`review assign R-00001 ${RITA}`)).out).toBe("R-00001 is assigned\n");
  expect((await say(`review assign R-00001 ${RITA} --to rolf@trustwell.example`)).out).toBe("R-00001 is assigned\n");
  expect((await say(`review note R-00001 ${RITA} --text "asked Sam for the case"`)).exit).toBe(EXIT.done);
  expect((await say(`review attest R-00001 ${RITA} --text "in the case"`)).out).toBe(
    "R-00001 is assigned, attested by 1 of 2\n",
  );
  expect((await say(`review attest R-00001 ${ROLF} --text "and nothing else"`)).out).toBe("R-00001 is attested\n");
  expect((await say(`review close R-00001 ${ROLF}`)).out).toBe("R-00001 is closed\n");
  expect((await say("review list")).exit).toBe(EXIT.nothing);
  expect((await say("review list --all")).out).toContain("closed\n");
  const { out: sheet } = await say(`review show R-00001 ${RITA}`);
  expect(sheet).toMatch(/\nattested +by 2 of 2: rita@trustwell\.example, rolf@trustwell\.example\n/);
  expect(sheet).toMatch(/\ncannot review +sam@ledgerlabs\.example, nia@acme\.example\n/);
  expect(sheet).toMatch(/\n {2}2031-03-04 09:00 UTC {2}rita@trustwell\.example {2}note {2}asked Sam for the case\n/);

  machine.interrupt();
  await ending;
});

test("values are withheld from a reviewer until they are disclosed, and again once the review is closed", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const say = async (line: string) => machine.run(wordsOf(line));
  await say('grant add --as nia@acme.example --publisher "Ledger Labs" --for "1 week"');
  await say('login-as start --as sam@ledgerlabs.example --org "Acme Corp" --user nia@acme.example');
  const invoice = `'{"sobject":"ledg__Invoice__c","fields":{"Name":"4712"}}'`;
  await say(`call POST "/orgs/{Acme Corp}/app/records" ${invoice} --as sam@ledgerlabs.example --login-as`);
  await say("login-as return --as sam@ledgerlabs.example");
  const { visits } = JSON.parse((await say("audit who --json")).out).data;
  const sheet = async (reviewer: string) => (await say(`audit session ${visits[0].session} ${reviewer}`)).out;
  expect(await sheet(RITA)).toMatch(/ power\.record-changed .* \(withheld\)$/m);
  expect(await sheet("")).toContain("Name: 4712");

  const why = '--text "to compare it with the case"';
  await say(`review assign R-00001 ${ROLF}`);
  expect(await say(`review disclose R-00001 ${RITA} ${why}`)).toMatchObject({
    exit: EXIT.refused,
    err: expect.stringContaining("refused under REVIEW-21\nwhy: R-00001 is not assigned to rita@trustwell.example"),
  });
  await say(`review assign R-00001 ${RITA}`);
  expect((await say(`review disclose R-00001 ${RITA} ${why} --record 1`)).exit).toBe(EXIT.invalid);
  expect((await say(`review disclose R-00001 ${RITA} ${why} --record one`)).exit).toBe(EXIT.usage);
  expect((await say(`review disclose R-00001 ${RITA}`)).exit).toBe(EXIT.usage);
  expect((await say(`review disclose R-00001 ${RITA} ${why}`)).out).toBe(
    "R-00001: the values of all that it is about are disclosed to rita@trustwell.example until it is closed\n",
  );
  expect(await sheet(RITA)).toContain("Name: 4712");
  expect((await say("review show R-00001")).out).toMatch(/\ndisclosed to +rita@trustwell\.example, all of it\n/);
  expect(await sheet(ROLF)).toMatch(/ power\.record-changed .* \(withheld\)$/m);

  await say(`review reject R-00001 ${RITA} --text "nobody asked for it"`);
  await say(`review remediate R-00001 ${RITA} --text "it is deleted"`);
  await say(`review close R-00001 ${RITA}`);
  expect(await sheet(RITA)).toMatch(/ power\.record-changed .* \(withheld\)$/m);
  machine.interrupt();
  await ending;
});

test("a finding, its rejection and its remedy", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const say = async (line: string) => machine.run(wordsOf(line));
  expect((await say(`review open ${RITA} --records 0-1 --text "two worlds"`)).out).toBe("R-00001 is open\n");
  expect((await say(`review open ${RITA} --text "two worlds"`)).exit).toBe(EXIT.usage);
  expect((await say(`review open ${RITA} --records 1-2-3 --text "two worlds"`)).exit).toBe(EXIT.usage);
  expect((await say(`review open ${RITA} --records 900 --text "two worlds"`)).exit).toBe(EXIT.invalid);
  expect((await say(`review assign R-00001 ${RITA}`)).err).toContain("refused under REVIEW-07\n");
  expect((await say(`review assign R-00001 ${ROLF}`)).exit).toBe(EXIT.done);
  expect((await say(`review reject R-00001 ${ROLF} --text "there must be one"`)).out).toBe("R-00001 is rejected\n");
  expect((await say(`review close R-00001 ${ROLF}`)).err).toContain("refused under REVIEW-14\n");
  expect((await say(`review escalate R-00001 ${ROLF} --text "nobody answers"`)).out).toBe("R-00001 is escalated\n");
  expect((await say(`review remediate R-00001 ${ROLF} --text "there is one"`)).out).toBe("R-00001 is remediated\n");
  expect((await say(`review close R-00001 ${ROLF} --json`)).out).toContain('"state":"closed"');
  expect((await say("review show R-00009")).exit).toBe(EXIT.notFound);
  expect((await say("review show 9")).exit).toBe(EXIT.invalid);
  machine.interrupt();
  await ending;
});

test("a sample is drawn, and comes out the same again", async () => {
  const { machine, ending } = await started();
  using _ = machine;
  const say = async (line: string) => machine.run(wordsOf(line));
  await say('grant add --as nia@acme.example --publisher "Ledger Labs" --for "1 week"');
  for (let times = 0; times < 3; times += 1) {
    await say('login-as start --as sam@ledgerlabs.example --org "Acme Corp" --user nia@acme.example');
    await say("login-as return --as sam@ledgerlabs.example");
  }
  await say("clock advance 1 hour");
  const period = "--from 2031-03-04T00:00Z --to 2031-03-04T10:00Z";
  expect((await say(`review sample ${RITA} ${period} --rate 50`)).out).toMatch(
    /^S-00001: 2 of 3 sessions drawn\n {2}R-00001 {2}0Ak\w{15}\n {2}R-00002 {2}0Ak\w{15}\n$/,
  );
  expect((await say(`review sample ${RITA} ${period} --rate 50`)).err).toContain("refused under REVIEW-04\n");
  expect((await say(`review sample ${RITA} --from yesterday --to 2031-03-04T10:00Z --rate 5`)).exit).toBe(EXIT.usage);
  expect(await say("review redraw S-00001")).toMatchObject({
    exit: EXIT.done,
    out: "the same: S-00001, 2 sessions\n",
  });
  expect((await say(`review redraw S-00001 ${ROLF} --json`)).out).toContain('"holds":true');
  expect((await say("review redraw S-00002")).exit).toBe(EXIT.notFound);
  machine.interrupt();
  await ending;
});
