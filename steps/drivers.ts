import { auditActs, operatorAuditActs } from "./acts/audit.ts";
import { debugActs } from "./acts/debug.ts";
import { debugThreadActs } from "./acts/debug-threads.ts";
import { evidenceActs } from "./acts/evidence.ts";
import { grantActs } from "./acts/grant.ts";
import { licenseActs } from "./acts/license.ts";
import { lmoActs } from "./acts/lmo.ts";
import { logActs } from "./acts/log.ts";
import { loginActs } from "./acts/login.ts";
import { powerActs } from "./acts/power.ts";
import { reviewActs } from "./acts/review.ts";
import { traceActs } from "./acts/trace.ts";
import type { Face } from "./face.ts";

/** What the people of a story can do, each act said once for every face. */
export type Driver = ReturnType<typeof driveThrough>;

export const driveThrough = (face: Face) => ({
  face,
  ...grantActs(face),
  ...lmoActs(face),
  ...loginActs(face),
  ...powerActs(face),
  ...debugActs(face),
  ...debugThreadActs(face),
  ...logActs(face),
  ...licenseActs(face),
  ...traceActs(face),
  ...reviewActs(face),
  ...auditActs(face),
  ...operatorAuditActs(face),
  ...evidenceActs(face),
});
