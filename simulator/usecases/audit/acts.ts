import type { Ports } from "#usecases/ports.ts";
import { askedOf } from "./asked.ts";
import { exposureIn } from "./exposure.ts";
import { grantsIn } from "./grants.ts";
import { refusalsIn } from "./refusals.ts";
import { sheetOf } from "./sheet.ts";
import { timelineOf } from "./timeline.ts";
import { whoWasIn } from "./who.ts";

/** The questions that a reviewer, the operator or an org's own administrator asks of the log. */
export const auditActs = (ports: Ports) => ({
  auditWho: askedOf(ports, whoWasIn),
  auditTimeline: askedOf(ports, timelineOf),
  auditSheet: askedOf(ports, sheetOf),
  auditGrants: askedOf(ports, grantsIn),
  auditRefusals: askedOf(ports, refusalsIn),
  auditExposure: askedOf(ports, exposureIn),
});
