import { checkSuffix } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { checkQuery } from "#soql/check.ts";
import { runQuery } from "#soql/run.ts";
import type { ObjectSchema, Row, Source } from "#soql/schema.ts";
import { readQuery } from "#soql/soql.ts";
import { type Bench, median, shown, timed } from "./figure.ts";

const [FEW, MANY] = [1000, 100_000];
const ROUNDS = 7;
const ASKED = 300;
const QUERIES = 20;
/** As many rows share one owner in the small table as in the large one, so that only the table's size differs. */
const PER_OWNER = 10;

const MOMENT = { now: "2031-05-14T16:00:00.000Z" as Instant, zone: "UTC" };
const TYPICAL =
  "SELECT Id, logtype, startdate, expirationdate, debuglevelid, debuglevel.apexcode, debuglevel.visualforce FROM TraceFlag WHERE logtype='DEVELOPER_LOG' AND TracedEntityId='0055f0000000001AAA' ORDER BY CreatedDate DESC LIMIT 1";
const TEXT = (n: number) => `SELECT Id, Name FROM Thing__c WHERE OwnerId = '${idOf("005", n)}' AND Name LIKE 'thing%'`;

/** What a query costs: by an indexed field over a large table against a small one, and reading its text. */
export const soql: Bench = async () => {
  const first = await timed(() => readQuery(TYPICAL));
  const [few, many] = [sourceOver(FEW), sourceOver(MANY)];
  // The texts are read beforehand: that takes longer than all the rest, and would hide what the rows cost.
  const queries = await Promise.all(Array.from({ length: FEW / PER_OWNER }, (_, n) => readQuery(TEXT(n))));
  const ask = async (source: Source) => {
    for (let n = 0; n < ASKED; n += 1)
      for (const query of queries.slice(0, QUERIES)) {
        const { totalSize } = runQuery(checkQuery(query, source, MOMENT), source, MOMENT);
        if (totalSize !== PER_OWNER) throw new Error(`${totalSize} rows instead of ${PER_OWNER}`);
      }
  };
  await ask(few);
  await ask(many);
  const rounds: { small: number; large: number; read: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const small = await timed(() => ask(few));
    const large = await timed(() => ask(many));
    const read = await timed(async () => {
      for (let n = 0; n < ASKED; n += 1) await readQuery(TYPICAL);
    });
    rounds.push({ small: small / ASKED / QUERIES, large: large / ASKED / QUERIES, read: read / ASKED });
  }
  const large = median(rounds.map((round) => round.large));
  return [
    {
      name: "SOQL by an indexed field, 100,000 rows against 1,000",
      measured: median(rounds.map((round) => round.large / round.small)),
      unit: "times",
      bound: 2,
      wanted: "at most",
      beside: `${shown(large)} ms a query over 100,000 rows, its text read`,
    },
    {
      name: "reading the text of a query",
      measured: median(rounds.map(({ read }) => read)),
      unit: "ms",
      bound: 2,
      wanted: "at most",
      beside: `${shown(first)} ms the first time, with the grammar`,
    },
  ];
};

function idOf(prefix: string, n: number): string {
  const id15 = `${prefix}5f0${n.toString(36).padStart(9, "0")}`;
  return id15 + checkSuffix(id15);
}

function sourceOver(size: number): Source {
  const object: ObjectSchema = {
    name: "Thing__c",
    keyPrefix: "a01",
    fields: [
      { name: "Id", type: "id" },
      { name: "Name", type: "string" },
      { name: "OwnerId", type: "reference", referenceTo: ["User"], relationshipName: "Owner" },
    ],
  };
  const rows: Row[] = [];
  const byId = new Map<string, Row>();
  const byOwner = new Map<string, Row[]>();
  for (let n = 0; n < size; n += 1) {
    const row = { Id: idOf("a01", n), Name: `Thing ${n}`, OwnerId: idOf("005", Math.floor(n / PER_OWNER)) };
    rows.push(row);
    byId.set(row.Id, row);
    const own = byOwner.get(row.OwnerId);
    if (own) own.push(row);
    else byOwner.set(row.OwnerId, [row]);
  }
  return {
    schema: (name) => (name.toLowerCase() === "thing__c" ? object : undefined),
    scan: () => rows,
    byId: (_, id) => byId.get(id),
    by: (_, field, value) => (field === "OwnerId" ? (byOwner.get(String(value)) ?? []) : rows),
  };
}
