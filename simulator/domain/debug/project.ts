import type { OrgId, SessionId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** An IDE project for debugging one subscriber org: on an engineer's machine, at a path that holds one project at a time. */
export interface Project {
  readonly engineer: UserRef;
  readonly path: string;
  /** The org it is connected to, and whose code it holds. */
  readonly org: OrgId;
  /** The LoginAs session whose id it stores as `isvDebuggerSid`. */
  readonly login: SessionId;
  readonly downloadedAt: Instant;
}

/** What a project is known by: an engineer's machine has one place of a name. */
export const placeOf = ({ engineer: { org, id }, path }: Pick<Project, "engineer" | "path">): string =>
  `${org} ${id} ${path}`;
