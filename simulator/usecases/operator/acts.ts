import type { Ports } from "#usecases/ports.ts";
import { changeOrg } from "./change-org.ts";
import { loadWorld } from "./load-world.ts";
import { moveClock } from "./move-clock.ts";
import { setPolicy } from "./set-policy.ts";

/** What the operator, who stands outside all orgs, does to the simulator. */
export const operatorActs = (ports: Ports) => ({
  loadWorld: loadWorld(ports),
  changeOrg: changeOrg(ports),
  moveClock: moveClock(ports),
  setPolicy: setPolicy(ports),
});
