import { type Id, recordId } from "#domain/ids.ts";
import { companyOf, type OrgRows, type SObjectRecord, tablesOf } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { listen } from "#server/serve.ts";

// A simulator in a process of its own, in which one org has few records and another many. It tells where it listens,
// and a token for each of the two.

const [few = "0", many = "0"] = process.argv.slice(2);
const world = acme();
const [vera, nia] = ["Vera", "Nia"].map((name) => world.cast.find((one) => one.name === name)?.ref);
if (!vera || !nia) throw new Error("the world acme has lost Vera or Nia");
const sizes = new Map([
  [vera.org, Number(few)],
  [nia.org, Number(many)],
]);

function withAccounts(rows: OrgRows): OrgRows {
  const { id: org } = companyOf(rows);
  const [admin] = Object.values(rows.users);
  const size = sizes.get(org);
  if (size === undefined || !admin) return rows;
  const records: Record<string, SObjectRecord> = Object.fromEntries(rows.records);
  for (let n = 0; n < size; n += 1) {
    const id: Id<"Record"> = recordId("001", `a0B5f00000${n.toString(36).padStart(5, "0")}` as Id<"Record">);
    records[id] = {
      id,
      sobject: "Account",
      fields: { Name: `Account ${n}`, Phone: `${n}` },
      createdBy: admin.id,
      lastModifiedBy: admin.id,
      lastModifiedAt: world.clock,
    };
  }
  return tablesOf({ ...rows, records });
}

const simulator = await simulatorInMemory({ ...world, orgs: world.orgs.map(withAccounts) });
const tokens = sessionTokens(new Uint8Array(32));
const dailyRequests = Number.MAX_SAFE_INTEGER;
const { app } = createApp({ simulator, tokens, operatorToken: "the operator's token", dailyRequests });
const [tokenOfFew, tokenOfMany] = await Promise.all(
  [vera, nia].map(async (ref) =>
    tokens.issue(ref.org, (await simulator.takePlaceOf(ref, { mfa: true, myDomain: true })).session),
  ),
);
const { url } = await listen(app, "127.0.0.1", 0);
process.send?.({ port: Number(new URL(url).port), path: "", token: tokenOfFew, tokenOfMany });
