import { expect, test } from "vitest";
import { judge } from "#audit/auditor/auditor.ts";
import { formatId } from "#domain/ids.ts";
import type { Org, OrgRows } from "#domain/org.ts";
import { companyOf } from "#domain/org.ts";
import { anOrg, rowsOf } from "#fixtures/builders.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

test("a world of more orgs than one record can name is there as a whole, and every org is named once", async () => {
  const orgs: OrgRows[] = Array.from({ length: 4500 }, (_, n) => {
    const company: Org = anOrg({ id: formatId("Org", n + 1), name: `Org ${n}` });
    return rowsOf(company);
  });
  const simulator = await simulatorInMemory({ ...acme(), orgs, cast: [] });
  const records: object[] = [];
  const named: string[] = [];
  for await (const record of simulator.ports.log.read()) {
    records.push(record);
    if (record.type === "world.loaded") named.push(...record.orgs);
  }
  expect(named).toEqual(orgs.map((rows) => companyOf(rows).id));
  expect(await simulator.ports.orgs.list()).toHaveLength(4500);
  expect(judge(records)).toEqual([]);
});
