import { memoryOrgs } from "./memory-orgs.ts";
import { orgsSuite } from "./orgs.suite.ts";

orgsSuite("orgs in memory", async () => memoryOrgs());
