import type { Ports } from "#usecases/ports.ts";
import { HEALTH } from "./health.ts";
import { isAllowedHost } from "./host.ts";
import type { App } from "./route.ts";

/** What answers requests. */
export type Answering = Pick<App, "fetch">;

interface About {
  readonly ports: Ports;
  /** Host names that may be used besides loopback and `*.localhost`. */
  readonly hosts: readonly string[];
  readonly load: () => Promise<Answering>;
}

/**
 * Stands in for an app until it is loaded, since that takes longer than to open all that is kept. Whoever watches the
 * process is answered at once; what else comes first loads the app, and from then on the app answers everything.
 */
export function untilLoaded({ ports, hosts, load }: About): Answering & { readonly load: () => Promise<void> } {
  let app: Answering | undefined;
  let loading: Promise<Answering> | undefined;
  const loaded = async (): Promise<Answering> => {
    loading ??= load();
    app = await loading;
    return app;
  };
  const first = async (...[request, ...rest]: Parameters<Answering["fetch"]>): Promise<Response> =>
    (isWatching(request, hosts) && (await healthAt(new URL(request.url).pathname, ports))) ||
    (await loaded()).fetch(request, ...rest);
  return {
    fetch: (...call) => (app ? app.fetch(...call) : first(...call)),
    load: async () => void (await loaded()),
  };
}

/** A probe reads, by a name that is ours, and shows nothing that somebody would have to judge. */
const isWatching = ({ method, headers }: Request, hosts: readonly string[]): boolean =>
  method === "GET" &&
  isAllowedHost(headers.get("host") ?? undefined, hosts) &&
  !headers.has("authorization") &&
  !headers.has("cookie");

const healthAt = async (path: string, ports: Ports): Promise<Response | undefined> =>
  path === "/healthz" || path === "/readyz" ? HEALTH[path](ports) : undefined;
