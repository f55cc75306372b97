// One contestant in a process of its own: appends so many events, so many at a time, and says how long it took.
import type { AuditEvent } from "#domain/events.ts";
import { formatId } from "#domain/ids.ts";
import { fromMillis } from "#domain/time.ts";
import { CONTESTANTS } from "./contestants.ts";

const [, , name = "", folder = "", batches = "1", together = "1"] = process.argv;
const make = CONTESTANTS[name];
if (!make) throw new Error(`no contestant "${name}"; there are ${Object.keys(CONTESTANTS).join(", ")}`);

/** A page that an agent opened, about 500 bytes as JSON. */
function visited(n: number): AuditEvent {
  const org = formatId("Org", n % 100);
  return {
    type: "login.visited",
    at: fromMillis(Date.UTC(2031, 2, 4) + n),
    org,
    user: { org, id: formatId("User", n % 100) },
    delegateUser: { org: formatId("Org", 101), id: formatId("User", 1) },
    session: formatId("AuthSession", n),
    decision: {
      effect: "allow",
      rule: "POWER-08",
      because: "A LoginAs session opens the pages that profile and permission sets of the user open, and no others",
    },
    page: "open the page Invoices of the app Ledger, second tab",
  };
}

const contestant = await make(folder);
const size = Number(together);
let n = 0;
const batch = (length = size) => Array.from({ length }, () => visited(n++));
// What is compiled and allocated once is not what is measured, and a lone caller too meets a process that has run a while.
for (let warm = 0; warm < 20; warm += 1) await contestant.append(batch(256));
const times: number[] = [];
const begun = performance.now();
const spent = process.cpuUsage();
for (let count = 0; count < Number(batches); count += 1) {
  const events = batch();
  const from = performance.now();
  await contestant.append(events);
  times.push(performance.now() - from);
}
const took = performance.now() - begun;
const { user, system } = process.cpuUsage(spent);
await contestant.close();
times.sort((one, other) => one - other);
const at = (share: number) => times[Math.floor(share * (times.length - 1))] ?? 0;
console.log(
  JSON.stringify({
    rate: (Number(batches) * size) / (took / 1000),
    micros: (user + system) / (Number(batches) * size),
    p50: at(0.5),
    p99: at(0.99),
    proves: contestant.proves,
    bytes: JSON.stringify(visited(1)).length,
  }),
);
