import { answerOf, CONNECTIONS, raced, type Served, serveFrom } from "./cannon.ts";
import { type Bench, median, shown } from "./figure.ts";

const [FEW, MANY] = [1000, 100_000];
const ROUNDS = 5;
const SOQL = "SELECT Id, Name, Phone FROM Account WHERE Name = 'Account 777'";

/** A query by an indexed field over the whole path, from the socket to the rows, over a large org against a small one. */
export const query: Bench = async () => {
  const served = (await serveFrom([`${FEW}`, `${MANY}`], "./rows-server.ts")) as Served & { tokenOfMany: string };
  try {
    const path = `/services/data/v66.0/query?q=${encodeURIComponent(SOQL)}`;
    const few = { ...served, path };
    const many = { ...few, token: served.tokenOfMany };
    for (const one of [few, many]) {
      const { totalSize } = JSON.parse((await answerOf(one)).body);
      if (totalSize !== 1) throw new Error(`${totalSize} rows instead of 1`);
    }
    const rates = await raced({ few, many }, ROUNDS);
    return [
      {
        name: `a query by an indexed field over the wire, ${shown(MANY)} rows against ${shown(FEW)}`,
        measured: median(rates.few.map((one, round) => one / (rates.many[round] ?? Number.NaN))),
        unit: "times the time",
        bound: 2,
        wanted: "at most",
        beside: `${shown(median(rates.many))} against ${shown(median(rates.few))} requests/s, ${CONNECTIONS} connections`,
      },
    ];
  } finally {
    served.child.kill();
  }
};
