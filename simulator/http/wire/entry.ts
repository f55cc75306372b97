import type { Guarded } from "#http/app.ts";
import type { Identity } from "#usecases/wire/identity.ts";
import { answered, json } from "./answers.ts";
import type { Wire } from "./route.ts";
import { API_VERSIONS } from "./versions.ts";

/** Where the APIs begin: which versions there are, and what there is in one. */
export function entryRoutes(wire: Wire, { simulator }: Guarded): void {
  wire.open("GET", "/services/data", () => json(API_VERSIONS));
  wire.session("GET", "/services/data/:version", async ({ base, version, session }) =>
    answered(await simulator.identify(session), (who) => json(resourcesAt(base, version, who))),
  );
}

const resourcesAt = (base: string, version: string, { org, user }: Identity) => {
  const names = [
    "tooling",
    "metadata",
    "composite",
    "query",
    "queryAll",
    "sobjects",
    "limits",
    "jobs",
    "recent",
    "search",
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, `/services/data/v${version}/${name}`])),
    identity: `${base}/id/${org}/${user}`,
  };
};
