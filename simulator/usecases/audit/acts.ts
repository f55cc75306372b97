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
  auditWho: askedOf(ports, "who", whoWasIn),
  auditTimeline: askedOf(ports, "timeline", timelineOf),
  auditSheet: askedOf(ports, "sheet", sheetOf),
  auditGrants: askedOf(ports, "grants", grantsIn),
  auditRefusals: askedOf(ports, "refusals", refusalsIn),
  auditExposure: askedOf(ports, "exposure", exposureIn),
});
