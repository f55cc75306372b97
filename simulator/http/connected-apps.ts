import { X509Certificate } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import { OAUTH_SCOPE_NAMES } from "#domain/power/connected-app.ts";
import type { RegisterApp } from "#usecases/wire/connected-apps.ts";
import type { Surroundings } from "./app.ts";
import { given, idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";
import type { SessionTokens } from "./session-token.ts";

const scope = z.enum(OAUTH_SCOPE_NAMES);

const wanted = z.strictObject({
  name: written(80),
  key: z
    .string()
    .regex(/^[A-Za-z0-9._-]{8,256}$/, "a consumer key has 8 to 256 letters, digits, dots, dashes and underscores")
    .optional()
    .openapi({ description: "the consumer key; one is made where none is given" }),
  callbacks: z.array(written(2000)).max(20).default([]),
  scopes: z.array(scope).min(1).optional().openapi({ description: "all of them unless said otherwise" }),
  certificate: z
    .string()
    .max(20_000)
    .optional()
    .openapi({ description: "X.509 in PEM, of the key that signs assertions" }),
  preauthorized: z.boolean().default(false),
  secret: z.boolean().default(true).openapi({ description: "whether the app can keep a secret, shown this once" }),
  rotateRefreshTokens: z.boolean().default(false),
  refreshTokenHours: z.int().min(0).max(87_600).optional(),
  runAs: idOf("User").optional(),
});

const shown = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  hasSecret: z.boolean(),
  certificate: z.string().optional(),
  callbacks: z.array(z.string()),
  scopes: z.array(scope),
  preauthorized: z.boolean(),
  refreshTokens: z.object({ rotate: z.boolean(), hours: z.number().optional() }),
  runAs: z.string().optional(),
});
const registered = shown.extend({ secret: z.string().optional() });

const SETUP = "/orgs/{org}/setup/connected-apps";
const SIM = "/sim/orgs/{org}/connected-apps";

/** The connected apps of an org, for its administrators and for the operator. */
export function connectedAppRoutes(app: App, { simulator, tokens }: Surroundings): readonly DefinedRoute[] {
  const ofOrg = { org: idOf("Org") };
  const one = { ...ofOrg, connectedApp: idOf("ConnectedApp") };
  return [
    define(
      app,
      {
        method: "get",
        path: SETUP,
        summary: "List the connected apps of the org",
        who: "person",
        rules: ["POWER-08"],
        params: ofOrg,
        value: z.array(shown),
      },
      ({ session }) => simulator.listConnectedApps(session),
    ),
    define(
      app,
      {
        method: "post",
        path: SETUP,
        summary: "Register a connected app; its secret is shown this once",
        who: "person",
        rules: ["POWER-06", "POWER-08", "POWER-14"],
        params: ofOrg,
        body: wanted,
        value: registered,
        status: 201,
      },
      ({ session, body }) => simulator.registerApp(session, requestOf(tokens, body)),
    ),
    define(
      app,
      {
        method: "delete",
        path: `${SETUP}/{connectedApp}`,
        summary: "Remove a connected app, with its consents, tokens and sessions",
        who: "person",
        rules: ["POWER-08"],
        params: one,
        value: shown,
      },
      ({ session, params }) => simulator.removeApp(session, params.connectedApp),
    ),
    define(
      app,
      {
        method: "get",
        path: SIM,
        summary: "List the connected apps of an org",
        who: "operator",
        params: ofOrg,
        value: z.object({ apps: z.array(shown) }),
      },
      async ({ params: { org } }) => ({ value: { apps: await simulator.listConnectedAppsIn(org) } }),
    ),
    define(
      app,
      {
        method: "post",
        path: SIM,
        summary: "Register a connected app in an org; its secret is shown this once",
        who: "operator",
        params: ofOrg,
        body: wanted,
        value: registered,
        status: 201,
      },
      async ({ params: { org }, body }) => ({ value: await simulator.registerAppIn(org, requestOf(tokens, body)) }),
    ),
    define(
      app,
      {
        method: "delete",
        path: `${SIM}/{connectedApp}`,
        summary: "Remove a connected app from an org, with its consents, tokens and sessions",
        who: "operator",
        params: one,
        value: shown,
      },
      async ({ params: { org, connectedApp } }) => ({ value: await simulator.removeAppIn(org, connectedApp) }),
    ),
  ];
}

/** What is asked for, with its certificate as it was read, and with what makes its secret. */
function requestOf(tokens: SessionTokens, { secret, certificate, ...body }: z.infer<typeof wanted>): RegisterApp {
  return {
    ...given(body),
    ...(certificate !== undefined && { certificate: checkedCertificate(certificate) }),
    // Like a session's token it is made of the key of this simulator, and only its hash is kept.
    ...(secret && { secretFor: (id) => tokens.mac("consumer secret", id).toUpperCase() }),
  };
}

/** A certificate, and nothing besides it that was in the file. Fault INVALID_FIELD where there is none that signs RS256. */
function checkedCertificate(text: string): string {
  if (/PRIVATE KEY/.test(text))
    throw new Fault(
      "INVALID_FIELD",
      "certificate: that is a private key, which stays with the app; send the certificate",
    );
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(text);
  } catch {
    throw new Fault(
      "INVALID_FIELD",
      "certificate: that is no X.509 certificate in PEM; make one with openssl req -x509",
    );
  }
  const { publicKey } = certificate;
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  if (publicKey.asymmetricKeyType !== "rsa" || bits < 2048)
    throw new Fault("INVALID_FIELD", "certificate: its key is not RSA of 2048 bits or more, and so signs no RS256");
  return certificate.toString();
}
