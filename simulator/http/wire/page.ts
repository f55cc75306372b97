import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import { SECURE_HEADERS } from "#http/secured.ts";
import { NO_STORE } from "./oauth-form.ts";

type Html = ReturnType<typeof html>;

const CSS = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f3f4f6, #16181d); color: light-dark(#1a1c20, #eceef2); }
main { box-sizing: border-box; width: min(26rem, 100%); padding: 2rem; background: light-dark(#fff, #22252c); border: 1px solid light-dark(#d5d8de, #3a3f49); border-radius: 0.5rem; }
h1 { margin: 0 0 1rem; font-size: 1.3rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: 0.5rem; font: inherit; border: 1px solid light-dark(#6b7280, #8b93a1); border-radius: 0.25rem; background: transparent; color: inherit; }
button { margin: 1.5rem 0.5rem 0 0; padding: 0.5rem 1.25rem; font: inherit; font-weight: 600; border: 1px solid light-dark(#0b5cab, #78b0fd); border-radius: 0.25rem; background: light-dark(#0b5cab, #78b0fd); color: light-dark(#fff, #10131a); cursor: pointer; }
button.second { background: transparent; color: light-dark(#0b5cab, #78b0fd); }
:focus-visible { outline: 3px solid light-dark(#f59e0b, #fbbf24); outline-offset: 2px; }
.wrong { padding: 0.5rem 0.75rem; border-left: 4px solid light-dark(#b91c1c, #f87171); background: light-dark(#fef2f2, #3b1d1f); overflow-wrap: anywhere; }
p, li { overflow-wrap: anywhere; }
`;
const STYLE = `'sha256-${createHash("sha256").update(CSS).digest("base64")}'`;

/**
 * A page by itself: no script, nothing from elsewhere, in nobody's frame. Its forms are sent to us, and on from there to
 * `sendsTo` only, which a browser would not follow otherwise.
 */
export async function page(
  title: string,
  content: Html,
  { status = 200, sendsTo, headers = {} }: PageAbout = {},
): Promise<Response> {
  const text = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${raw(CSS)}</style>
</head>
<body><main>
<h1>${title}</h1>
${content}
</main></body>
</html>`;
  const policy = `default-src 'none'; style-src ${STYLE}; form-action 'self'${targetOf(sendsTo)}; base-uri 'none'; frame-ancestors 'none'`;
  return new Response(`${text}`, {
    status,
    headers: {
      ...SECURE_HEADERS,
      ...NO_STORE,
      "content-type": "text/html;charset=UTF-8",
      "content-security-policy": policy,
      "x-frame-options": "DENY",
      ...headers,
    },
  });
}

export interface PageAbout {
  readonly status?: number;
  readonly sendsTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a policy calls the place of an address: its origin or, where it has none, its scheme. */
function targetOf(address: string | undefined): string {
  if (address === undefined) return "";
  const { origin, protocol } = new URL(address);
  return ` ${origin === "null" ? protocol : origin}`;
}

/** What a person is told that leads nowhere from here. */
export const errorPage = (title: string, because: string, about: PageAbout = {}): Promise<Response> =>
  page(title, html`<p class="wrong" role="alert">${because}</p>`, { status: 400, ...about });

/** Sends the browser on; the address was found to be one where it may go. */
export const sentOn = (to: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status: 302, headers: { ...SECURE_HEADERS, ...NO_STORE, location: to, ...headers } });

/** The cookie that a browser holds a session with; without a token the one that takes it away. */
export const sessionCookie = (token?: string): Readonly<Record<string, string>> => ({
  "set-cookie": `sid=${token ?? ""}; Path=/; HttpOnly; SameSite=Strict${token === undefined ? "; Max-Age=0" : ""}`,
});
