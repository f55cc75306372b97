import { Fault } from "#domain/fault.ts";

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/i;

/** Whether a host name is loopback or one of those that may be used besides. */
export function isAllowedHost(header: string | undefined, hosts: readonly string[]): boolean {
  const name = nameIn(header);
  return LOOPBACK.test(name) || hosts.includes(name.toLowerCase());
}

/** An unknown host name may be another site's page talking to us through a rebound DNS name. */
export function checkHost(header: string | undefined, hosts: readonly string[]): void {
  if (isAllowedHost(header, hosts)) return;
  const name = nameIn(header);
  throw new Fault(
    "INSUFFICIENT_ACCESS",
    `host "${name}" is not allowed; start with --allow-host ${name} if it is meant`,
  );
}

const nameIn = (header: string | undefined): string => (header ?? "localhost").replace(/:\d+$/, "");
