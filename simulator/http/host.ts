import { Fault } from "#domain/fault.ts";

/** A host as a client names it. */
interface Host {
  /** In small letters, without the port. */
  readonly name: string;
  /** The first label of it, `acme` of `acme.localhost:4100`; nothing for a bare host. */
  readonly label: string | undefined;
  /** Whether it can be nothing but this machine. */
  readonly isLoopback: boolean;
}

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)$/;

/** What was read last: a client names the same host every time. */
let read: { readonly header: string; readonly host: Host } | undefined;

/** Reads the header `Host`; a client that sends none means this machine. */
export function hostIn(header = "localhost"): Host {
  if (read?.header !== header) {
    const name = header.replace(/:\d+$/, "").toLowerCase();
    const label = /^([a-z0-9-]+)\.(?:my\.)?localhost$/.exec(name)?.[1];
    read = { header, host: { name, label, isLoopback: LOOPBACK.test(name) } };
  }
  return read.host;
}

/** Whether a host name is loopback or one of those that may be used besides. */
export function isAllowedHost(header: string | undefined, hosts: readonly string[]): boolean {
  const { name, isLoopback } = hostIn(header);
  return isLoopback || hosts.includes(name);
}

/** An unknown host name may be another site's page talking to us through a rebound DNS name. */
export function checkHost(header: string | undefined, hosts: readonly string[]): void {
  if (isAllowedHost(header, hosts)) return;
  const { name } = hostIn(header);
  throw new Fault(
    "INSUFFICIENT_ACCESS",
    `host "${name}" is not allowed; start with --allow-host ${name} if it is meant`,
  );
}
