import { bareBeside, CONNECTIONS, raced, ratio, serveFrom } from "./cannon.ts";
import { type Figure, median, shown } from "./figure.ts";
import { startPeers } from "./wire-peers.ts";

const ROUNDS = 5;

/** One row by its id as the platform's own clients read it. */
const PATH = "/services/data/v66.0/sobjects/ledg__Invoice__c/{record}";

/** A record by its id with a bearer token, beside a bare route and beside what others stand in for an API with. */
export async function wire(): Promise<readonly Figure[]> {
  const ours = await serveFrom(["simulator", PATH]);
  try {
    const { bare, body } = await bareBeside(ours);
    try {
      using others = await startPeers({ path: ours.path, body });
      const { ours: own, bare: floor, ...rest } = await raced<string>({ ours, bare, ...others.peers }, ROUNDS);
      if (!own || !floor) throw new Error("a race without the two it is about");
      const peers = Object.entries(rest).map(([name, rates]) => ({
        name,
        rate: median(rates),
        times: ratio(own, rates),
      }));
      const about = peers.map(({ name, rate, times }) => `${name} ${shown(rate)}/s (${shown(times)} times)`);
      const nearest = Math.min(...peers.map(({ times }) => times));
      const against: Figure = {
        name: "the same against the fastest of the others",
        measured: nearest,
        unit: "times",
        bound: 3,
        wanted: "at least",
        // What a bare route itself reaches is the most that anything built on one can.
        beside: [
          `a bare route ${shown(Math.min(...Object.values(rest).map((rates) => ratio(floor, rates))))} times`,
          ...about,
          ...others.missing.map((one) => `not here: ${one}`),
        ].join("; "),
      };
      if (peers.length === 0) throw new Error(`there is nothing to compare with: ${others.missing.join("; ")}`);
      return [
        {
          name: `a record by its id over the wire, ${CONNECTIONS} connections`,
          measured: ratio(own, floor),
          unit: "of a bare route",
          bound: 0.5,
          wanted: "at least",
          beside: `${shown(median(own))} of ${shown(median(floor))} requests/s, ${body.length} bytes`,
        },
        against,
      ];
    } finally {
      bare.child.kill();
    }
  } finally {
    ours.child.kill();
  }
}
