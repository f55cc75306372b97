import { z } from "@hono/zod-openapi";
import { SUPPORT_PERMISSIONS } from "#domain/lmo/permission.ts";
import type { Guarded } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";
import { accountName } from "./throttle.ts";

const permission = z.enum(SUPPORT_PERMISSIONS);
const by = z.enum(["profile", "permission set"]);

const packageListed = z.object({
  id: z.string(),
  name: z.string(),
  namespace: z.string(),
  generation: z.enum(["1GP", "2GP"]),
  latestVersion: z.string(),
  versions: z.array(z.string()),
});

const permissionHeld = z.object({
  user: z.string(),
  name: z.string(),
  username: z.string(),
  permission,
  from: z.array(z.object({ by, name: z.string() })),
});

/** What an administrator sets up so that there is a License Management Org, and people to work in it. */
export function lmoAdminRoutes(app: App, { simulator, guard }: Guarded): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/setup/apps",
        summary: "Install an app; the License Management App makes the org a License Management Org",
        who: "person",
        rules: ["POWER-08", "LMO-02", "LMO-04"],
        params: { org: idOf("Org") },
        body: z.strictObject({ app: written(80) }),
        value: z.object({ app: z.string() }),
        status: 201,
      },
      ({ session, body: { app: name } }) => simulator.installApp(session, name),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/packages",
        summary: "The packages linked to the License Management Org",
        who: "person",
        rules: ["LMO-01", "LMO-06", "LMO-09", "LICENSE-21"],
        value: z.array(packageListed),
      },
      ({ session }) => simulator.viewPackages(session),
    ),
    define(
      app,
      {
        method: "post",
        path: "/lma/packages",
        summary: "Link a package to the License Management Org",
        who: "person",
        rules: ["POWER-08", "LMO-01", "LMO-05"],
        body: z.strictObject({
          packagingOrg: idOf("Org"),
          username: written(200),
          password: z.string().min(1).max(200),
          package: idOf("Package"),
        }),
        value: z.object({ package: z.string(), name: z.string() }),
        status: 201,
      },
      ({ session, body }) =>
        guard.attempt(
          [accountName(body.packagingOrg, body.username)],
          () => simulator.linkPackage(session, body),
          (one) => one.value !== undefined,
        ),
    ),
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/apps/{app}",
        summary: "Uninstall an app; with the License Management App go the records it kept",
        who: "person",
        rules: ["POWER-08", "LICENSE-22"],
        params: { org: idOf("Org"), app: written(80) },
        value: z.object({ app: z.string() }),
      },
      ({ session, params: { app: name } }) => simulator.uninstallApp(session, name),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/permissions",
        summary: "Who holds the support permissions, and from where",
        who: "person",
        rules: ["POWER-08", "LMO-01"],
        value: z.array(permissionHeld),
      },
      ({ session }) => simulator.viewPermissions(session),
    ),
    define(
      app,
      {
        method: "put",
        path: "/lma/permissions/{user}",
        summary: "Give an agent a support permission, or take it away",
        who: "person",
        rules: ["POWER-08", "LMO-01", "LMO-23"],
        params: { user: idOf("User") },
        body: z.strictObject({ permission, held: z.boolean(), by }),
        value: z.object({ held: z.boolean(), running: z.number() }),
      },
      ({ session, params: { user }, body }) => simulator.changePermission(session, { user, ...body }),
    ),
  ];
}
