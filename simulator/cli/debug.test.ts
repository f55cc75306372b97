import { expect, test } from "vitest";
import { EXIT } from "./failure.ts";
import { SampleMachine } from "./sample-outside.ts";

const SAM = "sam@ledgerlabs.example";
const NIA = "nia@acme.example.uat";

test("a debugging session, command by command", async () => {
  using machine = new SampleMachine();
  const ending = machine.run(["start", "--port", "0", "--clock", "2031-03-04T09:00:00Z"]);
  await machine.listening();
  const said = async (...args: readonly string[]) => (await machine.run(args)).out;
  const refused = async (...args: readonly string[]) => {
    const { exit, err } = await machine.run(args);
    return { exit, why: err.split("\n")[1] };
  };

  expect(await machine.run(["debug", "prepare", "--as", SAM])).toMatchObject({
    exit: EXIT.notFound,
    err: expect.stringContaining("has started no LoginAs session here"),
  });
  await said("grant", "add", "--as", NIA, "--publisher", "Ledger Labs", "--for", "1 week");
  await said("login-as", "start", "--as", SAM, "--org", "Acme UAT", "--user", NIA);
  const link = (await said("debug", "prepare", "--as", SAM)).trim();
  expect(link).toMatch(/^forceide:\/\/acme--uat\?url=127\.0\.0\.1:\d+&sessionId=00D\w{12}!\S+&secure=0$/);
  expect(await refused("debug", "start", "--as", SAM)).toMatchObject({ exit: EXIT.refused });

  const setUp = await machine.run(["debug", "setup", link, "--as", SAM, "--project", "uat"]);
  expect(setUp.out).toMatch(/^ +step +did\n1 +create the project +uat\n/);
  expect(setUp.err).toContain("delete the project after debugging");
  expect(await said("debug", "start", "--as", SAM)).toMatch(/^sam@ledgerlabs\.example debugs \(session 07a\w{15}\)\n$/);
  expect(await said("debug", "list")).toMatch(
    /active +Acme UAT +nia@acme\.example\.uat +sam@ledgerlabs\.example +2031-03-04 10:00 UTC +2031-03-04 13:00 UTC/,
  );

  expect(await said("instance", "peak", "EU48", "on")).toBe("EU48: peak load has begun\n");
  expect((await machine.run(["instance", "peak", "EU48", "on"])).exit).toBe(EXIT.conflict);
  expect((await machine.run(["instance", "peak", "MARS", "on"])).exit).toBe(EXIT.notFound);
  expect((await machine.run(["instance", "peak", "EU48", "full"])).exit).toBe(EXIT.usage);
  expect(await said("instance", "list")).toMatch(/EU48 +since 2031-03-04 09:00 UTC +no +Acme UAT\n/);
  expect(await said("debug", "list")).toContain("2031-03-04 09:30 UTC");
  expect(await said("instance", "maintenance", "EU48", "on")).toBe("EU48: maintenance has begun\n");
  expect((await machine.run(["debug", "list"])).exit).toBe(EXIT.nothing);
  expect(await said("debug", "list", "--all")).toContain("ended for maintenance");
  expect(await said("instance", "maintenance", "EU48", "off")).toBe("EU48: maintenance is over\n");
  expect(await said("instance", "peak", "EU48", "off")).toBe("EU48: peak load is over\n");

  expect(await refused("debug", "stop", "--as", SAM)).toEqual({
    exit: EXIT.refused,
    why: expect.stringContaining("No Apex Debugger session found."),
  });
  const again = (await said("debug", "prepare", "--as", SAM)).trim();
  await said("debug", "setup", again, "--as", SAM, "--project", "uat");
  const { debugSession } = JSON.parse(await said("debug", "start", "--as", SAM, "--project", "uat", "--json")).data;
  expect(await said("debug", "close-ide", "--as", SAM)).toContain("is an orphan and keeps its place");
  expect(await refused("debug", "remove", debugSession, "--as", "lena@ledgerlabs.example", "--from-lmo")).toMatchObject(
    {
      why: expect.stringContaining("lacks View and Debug Managed Apex"),
    },
  );
  expect(await said("debug", "remove", debugSession, "--as", NIA)).toBe(`debugging session ${debugSession} is over\n`);

  expect(await refused("debug", "start-own", "--as", NIA)).toMatchObject({
    why: expect.stringContaining("lacks Debug Apex"),
  });

  expect(await said("debug", "duties")).toMatch(/sam@ledgerlabs\.example +Acme UAT +uat +2031-03-04 09:00 UTC/);
  expect(await said("debug", "delete-project", "uat", "--as", SAM)).toContain("has deleted uat");
  expect((await machine.run(["debug", "duties", "--as", SAM])).exit).toBe(EXIT.nothing);
  expect(await said("debug", "buy", "2", "--org", "Ledger Labs")).toBe("Ledger Labs has bought 2 debugging sessions\n");
  expect((await machine.run(["debug", "buy", "2", "--org", "Acme UAT"])).exit).toBe(EXIT.invalid);
  expect(await refused("explain", "--act", "start debugging", "--agent", SAM, "--user", NIA)).toMatchObject({
    exit: EXIT.no,
  });
  machine.interrupt();
  await ending;
});
