import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { deleteCookie, setCookie } from "hono/cookie";
import type { SessionId } from "#domain/ids.ts";
import { whoseDevice } from "#domain/power/second-factor.ts";
import type { Guarded, Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define, type Env } from "./route.ts";
import { accountName } from "./throttle.ts";

const code = z
  .string()
  .regex(/^\d{6}$/, "a one-time code has six digits")
  .openapi({ example: "123456" });
const level = z.enum(["standard", "high assurance"]);
const landsOn = z.enum(["own org", "login page"]);

/** Getting in and out with own credentials, and leaving whatever session is at hand. */
export function loginRoutes(app: App, { simulator, tokens, guard }: Guarded): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/login",
        summary: "Log in with own credentials",
        who: "anybody",
        rules: ["GRANT-01", "LOGIN-25"],
        params: { org: idOf("Org") },
        body: z.strictObject({
          username: written(200),
          password: z.string().min(1).max(200),
          code: code.optional(),
          myDomain: z.boolean().optional(),
          address: z
            .ipv4()
            .optional()
            .openapi({ description: "where the login comes from, if not from this connection" }),
        }),
        value: z.object({ token: z.string(), session: z.string(), level }),
        status: 201,
        setsCookie: true,
      },
      async ({ params: { org }, body: { username, password, code, myDomain, address }, c }) => {
        const from = address ?? remoteAddress(c);
        const request = {
          org,
          username,
          password,
          ...(code && { code }),
          ...(myDomain && { myDomain }),
          ...(from && { address: from }),
        };
        const names = [accountName(org, username), ...(from ? [from] : [])];
        const { decision, value } = await guard.attempt(
          names,
          () => simulator.signIn(request),
          (one) => one.value !== undefined,
        );
        if (!value) return { decision };
        const token = tokens.issue(org, value.session);
        setCookie(c, "sid", token, { httpOnly: true, sameSite: "Strict", path: "/" });
        return { decision, value: { token, session: value.session, level: value.level } };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/verify",
        summary: "Prove a second factor in the running session with a one-time code",
        who: "person",
        params: { org: idOf("Org") },
        body: z.strictObject({ code }),
        value: z.object({ level }),
      },
      ({ session, body }) =>
        guard.attempt(
          [deviceName(simulator, session)],
          () => simulator.verifySession(session, body),
          (one) => one.value !== undefined,
        ),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/logout",
        summary: "Log out of this org",
        who: "person",
        rules: ["LOGIN-10", "LOGIN-18", "LOGIN-20"],
        params: { org: idOf("Org") },
        value: z.object({ landsOn }),
        setsCookie: true,
      },
      ({ session, c }) => {
        deleteCookie(c, "sid", { path: "/" });
        return simulator.logOut(session);
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/return",
        summary: "Return to subscriber overview",
        who: "person",
        rules: ["LOGIN-11", "LOGIN-20"],
        params: { org: idOf("Org") },
        value: z.object({ landsOn }),
      },
      ({ session }) => simulator.returnToOverview(session),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/switch-user",
        summary: "Choose a username in the profile menu",
        who: "person",
        rules: ["LOGIN-15"],
        params: { org: idOf("Org") },
        body: z.strictObject({ username: written(200) }),
        value: z.object({}),
      },
      ({ session, body }) => simulator.switchUser(session, body),
    ),
  ];
}

/** Whose one-time codes are tried in a session: a new session is no new set of guesses. */
function deviceName({ ports }: Surroundings["simulator"], id: SessionId): string {
  const session = ports.folds.sessions.get(id);
  if (!session) return id;
  const { org, id: user } = whoseDevice.gives(session);
  return `${org} ${user}`;
}

/** The other end of the connection, where there is one: requests in process have none. */
export function remoteAddress(c: Context<Env>): string | undefined {
  const { incoming } = (c.env ?? {}) as {
    readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
  };
  return incoming?.socket?.remoteAddress?.replace(/^::ffff:/, "");
}
