import type { Context } from "hono";
import { html } from "hono/html";
import { Fault } from "#domain/fault.ts";
import type { SessionId, UserRef } from "#domain/ids.ts";
import type { Guarded } from "#http/app.ts";
import { remoteAddress } from "#http/login.ts";
import type { Env } from "#http/route.ts";
import { accountName } from "#http/throttle.ts";
import { labelOf, servesOrg } from "./caller.ts";
import type { Form } from "./oauth-form.ts";
import { type PageAbout, page } from "./page.ts";

/** What a form carries on that its reader does not fill in. */
export const hidden = (form: Form) =>
  Object.entries(form).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

/** The login page: sent to where it stands, with what it carries. */
export const loginPage = (
  action: string,
  carried: Form,
  { wrong, username = "", ...about }: PageAbout & { readonly wrong?: string; readonly username?: string } = {},
): Promise<Response> =>
  page(
    "Log in",
    html`${wrong === undefined ? "" : html`<p class="wrong" role="alert">${wrong}</p>`}
<form method="post" action="${action}">
${hidden(carried)}
<label for="username">Username</label>
<input id="username" name="username" value="${username}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="pw">Password</label>
<input id="pw" name="pw" type="password" autocomplete="current-password" required>
<label for="otp">One-time code, if you have a device</label>
<input id="otp" name="otp" inputmode="numeric" pattern="[0-9]{6}" autocomplete="one-time-code">
<button name="step" value="login">Log in</button>
</form>`,
    about,
  );

/** Whom a login page let in, or what it says instead. */
export type LoggedIn =
  | { readonly session: SessionId; readonly user: UserRef; readonly token: string }
  | { readonly wrong: string };

/** Logs in with what a person wrote into the login page. */
export async function logInWith(
  { simulator, tokens, guard }: Guarded,
  c: Context<Env>,
  { username = "", pw: password = "", otp: code }: Form,
): Promise<LoggedIn> {
  const { hosts } = simulator.ports;
  const org = hosts.orgOf(username);
  const wrong = "Please check your username and password. If you still can't log in, contact your administrator.";
  if (!org || !servesOrg(hosts, c, org)) return { wrong };
  const address = remoteAddress(c);
  const from = { ...(address && { address }), ...(code !== undefined && { code }) };
  try {
    const { decision, value } = await guard.attempt(
      [accountName(org, username), ...(address ? [address] : [])],
      () => simulator.signIn({ org, username, password, myDomain: hosts.orgAt(labelOf(c)) === org, ...from }),
      (one) => one.value !== undefined,
    );
    return value ? { ...value, token: tokens.issue(org, value.session) } : { wrong: decision.because };
  } catch (error) {
    if (error instanceof Fault && error.code === "INVALID_LOGIN") return { wrong };
    if (error instanceof Fault && error.code === "TOO_MANY_ATTEMPTS") return { wrong: error.message };
    throw error;
  }
}
