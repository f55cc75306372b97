import { Fault } from "#domain/fault.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { channelsOf } from "#domain/login/within.ts";
import { type Instant, later, MINUTE } from "#domain/time.ts";
import { OAuthRefusal } from "#domain/wire/oauth.ts";
import type { Guarded } from "#http/app.ts";
import { answered, json } from "./answers.ts";
import { inItsOrg } from "./caller.ts";
import { logInWith, loginPage } from "./login-form.ts";
import { type Form, formOf, NO_STORE, queryOf } from "./oauth-form.ts";
import { sentOn, sessionCookie } from "./page.ts";
import type { Call, Wire } from "./route.ts";

/** How long a link opens the org, once. */
const LINK_LASTS = 2 * MINUTE;
/** How many links are out at most; beyond that the oldest opens nothing any more. */
const LINKS = 10_000;

const LOGIN_PAGE = "/secur/login.jsp";

/** The ways from a session into a browser and out: a link that opens once, frontdoor, the login page, and logout. */
export function frontdoorRoutes(wire: Wire, around: Guarded): void {
  const { simulator, tokens } = around;
  const links = linksOf(around);

  for (const method of ["GET", "POST"] as const)
    wire.session(method, "/services/oauth2/singleaccess", async (call) => {
      const { session, org, base } = call;
      const known = simulator.ports.folds.sessions.get(session);
      if (!known || !channelsOf.gives(known).includes("pages"))
        throw new Fault("INSUFFICIENT_ACCESS", "the app was not let in for pages; ask for the scope web");
      const { redirect_uri: asked } = method === "GET" ? queryOf(call.c) : await formSent(call);
      const start = asked === undefined ? undefined : placeHere(base, asked);
      if (asked !== undefined && start === undefined)
        throw new Fault("INVALID_FIELD", `redirect_uri "${asked}" leads to another host; name a path of this one`);
      const rest = start === undefined ? "" : `&startURL=${encodeURIComponent(start)}`;
      return answered(await simulator.openSingleAccess(session), () =>
        json({ frontdoor_uri: `${base}/secur/frontdoor.jsp?otp=${links.make(org, session)}${rest}` }, 200, NO_STORE),
      );
    });

  const enter = async (call: Call, form: Form): Promise<Response> => {
    const { otp, sid, startURL, retURL } = form;
    const start = placeHere(call.base, startURL ?? retURL ?? "") ?? "/";
    const shown = otp === undefined ? sid && tokens.read(sid) : links.use(otp);
    try {
      const { session, org } = inItsOrg(simulator, call.c, shown || undefined);
      const known = simulator.ports.folds.sessions.get(session);
      if (known && channelsOf.gives(known).includes("pages"))
        return sentOn(`${call.base}${start}`, sessionCookie(tokens.issue(org, session)));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
    }
    return sentOn(`${call.base}${LOGIN_PAGE}?startURL=${encodeURIComponent(start)}`);
  };
  wire.open("GET", "/secur/frontdoor.jsp", (call) => enter(call, lastOf(new URL(call.c.req.url).searchParams)));
  wire.open("POST", "/secur/frontdoor.jsp", async (call) =>
    enter(call, {
      ...lastOf(new URL(call.c.req.url).searchParams),
      ...lastOf(new URLSearchParams(await call.c.req.text())),
    }),
  );

  wire.open("GET", LOGIN_PAGE, ({ c, base }) => {
    const { startURL = "/", username } = lastOf(new URL(c.req.url).searchParams);
    return loginPage(
      LOGIN_PAGE,
      { startURL: placeHere(base, startURL) ?? "/" },
      username === undefined ? {} : { username },
    );
  });
  wire.open("POST", LOGIN_PAGE, async ({ c, base }) => {
    const form = lastOf(new URLSearchParams(await c.req.text()));
    const start = placeHere(base, form.startURL ?? "") ?? "/";
    const who = await logInWith(around, c, form);
    if (!("wrong" in who)) return sentOn(`${base}${start}`, sessionCookie(who.token));
    const { username = "" } = form;
    return loginPage(LOGIN_PAGE, { startURL: start }, { wrong: who.wrong, username, status: 401 });
  });

  wire.open("GET", "/secur/logout.jsp", async ({ c, base }) => {
    const session = c.get("session");
    try {
      if (session) await simulator.logOut(inItsOrg(simulator, c, session).session);
    } catch (error) {
      // One that is over already has nothing left to log out of.
      if (!(error instanceof Fault && error.code === "INVALID_SESSION_ID")) throw error;
    }
    return sentOn(`${base}${LOGIN_PAGE}`, sessionCookie());
  });
}

/** Of parameters given twice the last, as browsers and servers of pages have it. */
const lastOf = (parameters: URLSearchParams): Form => Object.fromEntries(parameters);

/**
 * The path of an address on the host that was used, with what is behind it; nothing for an address that leads anywhere
 * else. It is put behind our own host again, since a path that begins with two slashes is another host to a browser.
 */
export function placeHere(base: string, address: string): string | undefined {
  if (address === "") return undefined;
  if (/[\\\p{Cc}]/u.test(address) || !URL.canParse(address, `${base}/`)) return undefined;
  const { origin, pathname, search, hash } = new URL(address, `${base}/`);
  return origin === new URL(base).origin ? `${pathname}${search}${hash}` : undefined;
}

/** Links that open an org once. Kept by this process only: one that is lost is asked for again. */
function linksOf({ simulator, tokens }: Guarded) {
  const links = new Map<string, { readonly session: SessionId; readonly until: Instant }>();
  let made = 0;
  return {
    make: (org: OrgId, session: SessionId): string => {
      const now = simulator.ports.clock.now();
      made += 1;
      const link = tokens.mac("single access", `${org} ${session} ${now} ${made}`);
      links.set(link, { session, until: later(now, LINK_LASTS) });
      for (const old of links.keys()) if (links.size > LINKS) links.delete(old);
      return link;
    },
    use: (link: string): SessionId | undefined => {
      const found = links.get(link);
      links.delete(link);
      return found && simulator.ports.clock.now() < found.until ? found.session : undefined;
    },
  };
}

/** The form of a request whose errors are those of the REST API. Fault INVALID_FIELD where it is none. */
async function formSent({ c }: Call): Promise<Form> {
  try {
    return await formOf(c);
  } catch (error) {
    if (error instanceof OAuthRefusal) throw new Fault("INVALID_FIELD", error.message);
    throw error;
  }
}
