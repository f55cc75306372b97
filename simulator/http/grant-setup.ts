import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const availability = z.enum(["users", "adminsOnly"]);
const switches = { adminsLogInAsAnyUser: z.boolean(), usersMayGrantLoginAccess: z.boolean() };

/** What an administrator of a subscriber org does in Setup about login access. */
export function grantSetupRoutes(app: App, { simulator, tokens }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/login-access-policies",
        summary: "Open Login Access Policies",
        who: "person",
        rules: ["GRANT-17", "GRANT-20", "GRANT-21", "GRANT-22"],
        params: { org: idOf("Org") },
        value: z.object({
          ...switches,
          publishers: z.array(
            z.object({
              publisher: z.string(),
              supportOrganization: z.string(),
              packages: z.array(z.string()),
              availability,
            }),
          ),
          mayChange: z.boolean(),
        }),
      },
      async ({ session }) => {
        const { decision, value } = await simulator.viewLoginAccessPolicies(session);
        const publishers = value?.publishers.map((one) => ({ ...one, packages: [...one.packages] }));
        return { decision, ...(value && publishers && { value: { ...value, publishers } }) };
      },
    ),
    define(
      app,
      {
        method: "patch",
        path: "/orgs/{org}/setup/login-access-policies",
        summary: "Save Login Access Policies",
        who: "person",
        rules: ["DEBUG-37", "GRANT-19"],
        params: { org: idOf("Org") },
        body: z.strictObject({
          adminsLogInAsAnyUser: z.boolean().optional(),
          usersMayGrantLoginAccess: z.boolean().optional(),
          publishers: z
            .array(z.strictObject({ publisher: idOf("Org"), availability }))
            .max(1000)
            .optional(),
        }),
        value: z.object(switches),
      },
      ({ session, body: { adminsLogInAsAnyUser, usersMayGrantLoginAccess, publishers } }) =>
        simulator.changeLoginAccessPolicies(session, {
          ...(adminsLogInAsAnyUser !== undefined && { adminsLogInAsAnyUser }),
          ...(usersMayGrantLoginAccess !== undefined && { usersMayGrantLoginAccess }),
          ...(publishers && { publishers }),
        }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/setup/users/{user}/login",
        summary: "Log in as a user of the own org",
        who: "person",
        rules: ["GRANT-22", "GRANT-26", "LOGIN-14"],
        params: { org: idOf("Org"), user: idOf("User") },
        value: z.object({ token: z.string(), session: z.string(), state: z.enum(["active"]) }),
        status: 201,
      },
      async ({ session, params: { org, user } }) => {
        const { decision, value } = await simulator.logInAsOwnUser(session, { user });
        return { decision, ...(value && { value: { ...value, token: tokens.issue(org, value.session) } }) };
      },
    ),
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/packages/{package}",
        summary: "Uninstall a package; with its publisher's last one the grants are void",
        who: "person",
        rules: ["DEBUG-36", "GRANT-09"],
        params: { org: idOf("Org"), package: idOf("Package") },
        value: z.object({ name: z.string(), voided: z.int() }),
      },
      ({ session, params }) => simulator.uninstallPackage(session, { package: params.package }),
    ),
  ];
}
