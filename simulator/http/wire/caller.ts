import type { Context } from "hono";
import { Fault, type FaultCode } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { headerOf } from "#http/header.ts";
import { hostIn } from "#http/host.ts";
import type { Env } from "#http/route.ts";
import type { Hosts } from "#usecases/hosts.ts";
import type { Simulator } from "#usecases/simulator.ts";

/** What the platform says whatever the cause was, word for word: clients look for these sentences. */
const WORDS: { readonly [Code in FaultCode]?: string } = {
  INVALID_SESSION_ID: "Session expired or invalid",
  INVALID_LOGIN: "Invalid username, password, security token; or user locked out.",
};

/** A fault in the platform's own words, where it has some for everything of the kind. */
export function inPlatformWords(fault: Fault): Fault {
  const words = WORDS[fault.code];
  return words === undefined ? fault : new Fault(fault.code, words, fault.fields);
}

const sessionInvalid = (): Fault => inPlatformWords(new Fault("INVALID_SESSION_ID", "no session that is good here"));

/** The session of a request and its org. Fault INVALID_SESSION_ID where none came, or one of another org than the host's. */
export function sessionOfCall(
  simulator: Simulator,
  c: Context<Env>,
): { readonly session: SessionId; readonly org: OrgId } {
  return inItsOrg(simulator, c, c.get("session"));
}

/** A session that came with a request, wherever in it, with its org. */
export function inItsOrg(
  { ports }: Simulator,
  c: Context<Env>,
  id: SessionId | undefined,
): { readonly session: SessionId; readonly org: OrgId } {
  const session = id && ports.folds.sessions.get(id);
  if (!session || session.end) throw sessionInvalid();
  const { org } = session.user;
  const named = ports.hosts.orgAt(labelOf(c));
  // A session is good in its own org only, and so on its own host.
  if (named && named !== org) throw sessionInvalid();
  return { session: session.id, org };
}

/** The first label of the host name that a client used, `acme` of `acme.localhost:4100`; nothing for a bare host. */
export const labelOf = (c: Context<Env>): string | undefined => hostIn(headerOf(c, "host") ?? "").label;

/** Hosts that are no org's own, and so anybody's to log in at. */
const LOGIN_HOSTS = ["login", "test"];

/** Whether people of an org can log in at the host that a client used: at their own, and at one that is no org's. */
export function servesOrg(hosts: Hosts, c: Context<Env>, org: OrgId): boolean {
  const label = labelOf(c);
  const named = hosts.orgAt(label);
  return named === org || (!named && (label === undefined || LOGIN_HOSTS.includes(label)));
}
