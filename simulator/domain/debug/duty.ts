import { definition } from "#domain/decision.ts";
import type { OrgId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Project } from "./project.ts";

/** Code of a subscriber that somebody holds and has to delete: it is the subscriber's property. */
export interface Duty {
  readonly engineer: UserRef;
  readonly path: string;
  /** Whose code it is. */
  readonly subscriber: OrgId;
  readonly since: Instant;
}

/** The platform sees no deletion, so a duty is open from the download on until somebody has put the deletion on record. */
export const openDuties = definition<readonly Project[], readonly Duty[]>("DEBUG-45", (projects) =>
  projects.map(({ engineer, path, org, downloadedAt }) => ({ engineer, path, subscriber: org, since: downloadedAt })),
);
