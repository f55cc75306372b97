import type { OrgRows } from "#domain/org.ts";
import { type ConnectedApp, PLATFORM_CLI } from "#domain/power/connected-app.ts";
import { checkSecret, OAuthRefusal } from "./oauth.ts";

/** How an app says who it is. */
export interface Client {
  readonly key: string;
  readonly secret?: string;
}

/** All connected apps of an org, the platform's own first. */
export const appsOf = ({ connectedApps }: Pick<OrgRows, "connectedApps">): readonly ConnectedApp[] => [
  PLATFORM_CLI,
  ...Object.values(connectedApps),
];

/** The app that an org knows under a consumer key. */
export const appWithKey = (rows: Pick<OrgRows, "connectedApps">, key: string): ConnectedApp | undefined =>
  appsOf(rows).find((app) => app.key === key);

export const noClient = (): OAuthRefusal => new OAuthRefusal("invalid_client_id", "client identifier invalid");

/** The app that a client is and proves to be. OAuthRefusal where the org knows none, or its secret is another. */
export function clientIn(rows: Pick<OrgRows, "connectedApps">, { key, secret }: Client): ConnectedApp {
  const app = appWithKey(rows, key);
  if (!app) throw noClient();
  checkSecret(app, secret);
  return app;
}

/** Protocols that lead to no app, but run or show what stands in the address itself. */
const NO_APPS = ["javascript:", "data:", "vbscript:", "blob:", "about:", "file:", "view-source:"];
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/;

/** What keeps an address from being one that codes are sent to; nothing where it may be. */
export function callbackFault(text: string): string | undefined {
  if (!URL.canParse(text)) return `"${text}" is no absolute address`;
  const { protocol, hostname, hash, username, password } = new URL(text);
  if (NO_APPS.includes(protocol)) return `"${text}" is no address of an app`;
  if (protocol === "http:" && !LOOPBACK.test(hostname))
    return `"${text}" is not secure; only localhost can do with http`;
  if (hash !== "" || text.endsWith("#")) return `"${text}" has a fragment, which no code can be sent with`;
  if (username !== "" || password !== "") return `"${text}" has credentials in it`;
  return /[\s\\<>"'\p{Cc}]/u.test(text) ? `"${text}" has characters that no address has` : undefined;
}
