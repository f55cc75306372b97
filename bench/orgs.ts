import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Bench, median, shown } from "./figure.ts";
import type { OrgsHeld } from "./orgs-held.ts";

const [FEW, MANY] = [10, 10_000];

/** What ten thousand orgs hold in one process while nobody asks, and what they cost the one that is asked. */
export const orgs: Bench = async () => {
  const script = fileURLToPath(new URL("./orgs-held.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", script, `${FEW}`, `${MANY}`]);
  const { bytes, rounds }: OrgsHeld = JSON.parse(stdout);
  const [few, many] = [median(rounds.map((one) => one.few)), median(rounds.map((one) => one.many))];
  return [
    {
      name: `an idle org among ${shown(MANY)} in one process`,
      measured: bytes / 1000,
      unit: "kB",
      bound: 50,
      wanted: "at most",
      beside: "three users, a package and its class, in memory",
    },
    {
      name: `one org's request among ${shown(MANY)} orgs against ${FEW}`,
      measured: median(rounds.map((one) => one.many / one.few)),
      unit: "times",
      bound: 1.2,
      wanted: "at most",
      beside: `${shown(many)} against ${shown(few)} ms, of ${rounds.length} rounds`,
    },
  ];
};
