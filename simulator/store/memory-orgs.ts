import type { Orgs } from "#usecases/ports.ts";
import { StoredOrgs } from "./orgs.ts";
import { memoryPerOrg } from "./per-org.ts";

/** Orgs in memory, gone with the process: for specs. */
export const memoryOrgs = (): Orgs => new StoredOrgs(memoryPerOrg());
