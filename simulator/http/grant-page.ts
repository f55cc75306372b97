import { z } from "@hono/zod-openapi";
import type { Party } from "#domain/grant/grant.ts";
import { parseId } from "#domain/ids.ts";
import { ACCESS_DURATIONS } from "#domain/policies.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** Whose row it is: `administrators`, `salesforce`, or a publisher by the id of its License Management Org. */
const party = z
  .string()
  .transform((text, context): Party => {
    if (text === "administrators" || text === "salesforce") return text;
    const publisher = parseId("Org", text);
    if (publisher) return publisher;
    context.addIssue({
      code: "custom",
      message: `"${text}" is no row of the grant page; name a publisher's org, administrators or salesforce`,
      params: { errorCode: "MALFORMED_ID" },
    });
    return z.NEVER;
  })
  .openapi({ type: "string", example: "administrators" });

const duration = z.enum([...ACCESS_DURATIONS, "no access"]);
const row = z.object({
  party: z.string(),
  label: z.string(),
  durations: z.array(z.string()),
  endsAt: z.string().optional(),
  lastChange: z
    .object({
      at: z.string(),
      how: z.enum(["given", "changed", "revoked", "expired", "void"]),
      by: z.string().optional(),
    })
    .optional(),
});

/** The page Grant Account Login Access in a user's personal settings. */
export function grantPageRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/settings/login-access",
        summary: "Open Grant Account Login Access",
        who: "person",
        rules: ["GRANT-05", "GRANT-10", "GRANT-11", "GRANT-12", "GRANT-29"],
        params: { org: idOf("Org") },
        value: z.object({ rows: z.array(row) }),
      },
      async ({ session }) => {
        const { decision, value } = await simulator.viewLoginAccess(session);
        const rows = value?.rows.map((one) => ({ ...one, durations: [...one.durations] }));
        return { decision, ...(rows && { value: { rows } }) };
      },
    ),
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/settings/login-access/{party}",
        summary: "Choose an access duration without saving it: when access would end",
        who: "person",
        rules: ["GRANT-02", "GRANT-06"],
        params: { org: idOf("Org"), party },
        query: { duration },
        value: z.object({ endsAt: z.string().optional() }),
      },
      ({ session, params, query }) => simulator.chooseLoginAccess(session, { party: params.party, ...query }),
    ),
    define(
      app,
      {
        method: "put",
        path: "/orgs/{org}/settings/login-access/{party}",
        summary: "Save an access duration in a row of the grant page",
        who: "person",
        rules: ["GRANT-02", "GRANT-04", "GRANT-05", "GRANT-07", "GRANT-08", "GRANT-12", "GRANT-18"],
        params: { org: idOf("Org"), party },
        body: z.strictObject({ duration, account: idOf("User").optional() }),
        value: z.object({ endsAt: z.string().optional() }),
      },
      ({ session, params, body: { account, ...chosen } }) =>
        simulator.saveLoginAccess(session, { party: params.party, ...chosen, ...(account && { account }) }),
    ),
  ];
}
