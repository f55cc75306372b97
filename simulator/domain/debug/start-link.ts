import { definition, rule } from "#domain/decision.ts";

/** The link that Setup hands out, and that the IDE takes (`forceide://`). */
export interface StartLink {
  /** The suggested name of the project. */
  readonly project: string;
  /** Where the sandbox answers: `https://acme--uat.example`, or with http where `secure=0`. */
  readonly instanceUrl: string;
  /** The secret of the LoginAs session: whoever has it can call the org's APIs as the user. */
  readonly sessionId: string;
}

/** What stands where the secret was. */
export const SECRET_REMOVED = "SESSION_ID_REMOVED";

/** `forceide://acme--uat?url=acme--uat.localhost:4100&sessionId=…&secure=0`. Undone by `parseStartLink`. */
export function formatStartLink({ project, instanceUrl, sessionId }: StartLink): string {
  const [, scheme, host = ""] = /^(https?):\/\/(.*)$/.exec(instanceUrl) ?? [];
  const secure = scheme === "http" ? "&secure=0" : "";
  return `forceide://${project}?url=${encoded(host)}&sessionId=${encoded(sessionId)}${secure}`;
}

/** Leaves what addresses and session ids are made of as it is, so that a person can read the link. */
const encoded = (text: string): string => text.replace(/[^A-Za-z0-9!._:~/-]/gu, encodeURIComponent);

/** What the IDE refuses in an address or a session id, since it goes on to a command line. */
const UNSAFE = /[\s`$\\"'|&;<>()]/;

/**
 * The parts of a start link that the IDE reads; nothing where it is no such link. An address may come with its scheme,
 * else `secure` says which; a part that is missing or unsafe is absent. Undoes `formatStartLink`.
 */
export function parseStartLink(text: string): (Pick<StartLink, "project"> & Partial<StartLink>) | undefined {
  const [, host, query] = /^forceide:\/\/([^/?#\s]+)\/?\?([^#]*)$/i.exec(text) ?? [];
  if (host === undefined || query === undefined) return undefined;
  const parts = new Map(query.split("&").map((part) => splitAt(part, part.indexOf("="))));
  const [url, sessionId] = [safe(parts.get("url")), safe(parts.get("sessionId"))];
  const scheme = parts.get("secure") === "0" ? "http" : "https";
  return {
    project: host.replaceAll("+", "_"),
    ...(url && { instanceUrl: url.startsWith("http") ? url : `${scheme}://${url}` }),
    ...(sessionId && { sessionId }),
  };
}

const splitAt = (part: string, place: number): readonly [string, string] =>
  place < 0 ? [part, ""] : [part.slice(0, place), part.slice(place + 1)];

function safe(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    const value = decodeURIComponent(text.replaceAll("+", " "));
    return UNSAFE.test(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Where a sandbox answers, seen from where the client called: under its My Domain name where names are ours to give. */
export function instanceUrl(origin: string, myDomain: string): string {
  const [, scheme, port = ""] = /^(https?:\/\/)(?:[^/:]+\.)?localhost(:\d+)?$/i.exec(origin) ?? [];
  return scheme ? `${scheme}${myDomain}.localhost${port}` : origin;
}

/** The link as it is shown and put on record everywhere but in the one answer that hands it out. */
export const withoutSecret = definition<Omit<StartLink, "sessionId">, string>("DEBUG-12", (link) =>
  formatStartLink({ ...link, sessionId: SECRET_REMOVED }),
);

/** What came with a request in place of a start link. */
export interface LinkFacts {
  /** Its parts, as far as they could be read. */
  readonly link: Partial<StartLink> | undefined;
}

/** Says what is missing and never what is there: that would be the secret. */
export const wholeLink = rule<LinkFacts>(
  "DEBUG-11",
  ({ link }) => {
    if (!link) return "that is no start link";
    if (!link.instanceUrl) return "the start link names no instance";
    return link.sessionId ? undefined : "the start link names no session";
  },
  "copy the link again from Setup, Apex Debugger",
);
