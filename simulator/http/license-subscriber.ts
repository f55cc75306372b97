import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const seat = z.object({ Id: z.string(), PackageLicenseId: z.string(), UserId: z.string(), username: z.string() });

const installation = z.object({
  package: z.string(),
  name: z.string(),
  version: z.string(),
  license: z
    .object({
      Id: z.string(),
      NamespacePrefix: z.string(),
      AllowedLicenses: z.int(),
      UsedLicenses: z.int(),
      ExpirationDate: z.string().nullable(),
      Status: z.enum(["Active", "Expired", "Free", "Trial"]),
      shownAs: z.enum(["Active", "Trial", "Free", "Expired", "Suspended"]),
    })
    .optional(),
  assigned: z.array(seat),
});

const used = z.object({ used: z.int() });
const holder = { org: idOf("Org"), package: idOf("Package"), user: idOf("User") };

/** What administrators of a subscriber org do about packages and their licenses. */
export function subscriberLicenseRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/packages",
        summary: "Setup, Installed Packages: what is installed, its license, and whom seats are assigned to",
        who: "person",
        rules: ["POWER-08", "LICENSE-12"],
        params: { org: idOf("Org") },
        value: z.array(installation),
      },
      async ({ session }) => {
        const { decision, value } = await simulator.viewInstalledPackages(session);
        return { decision, ...(value && { value: value.map((one) => ({ ...one, assigned: [...one.assigned] })) }) };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/setup/packages",
        summary: "Install a released package version, or upgrade to it",
        who: "person",
        rules: ["DEBUG-36", "POWER-08", "LICENSE-02", "LICENSE-10", "LICENSE-15"],
        params: { org: idOf("Org") },
        body: z.strictObject({ version: idOf("PackageVersion") }),
        value: z.object({ package: z.string(), name: z.string(), version: z.string(), upgraded: z.boolean() }),
        status: 201,
      },
      ({ session, body }) => simulator.installPackage(session, body.version),
    ),
    define(
      app,
      {
        method: "put",
        path: "/orgs/{org}/setup/packages/{package}/licenses/{user}",
        summary: "Assign a user a seat of a package license",
        who: "person",
        rules: ["LICENSE-13"],
        params: holder,
        value: used,
      },
      ({ session, params }) => simulator.assignLicense(session, { package: params.package, user: params.user }),
    ),
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/packages/{package}/licenses/{user}",
        summary: "Take a seat of a package license from a user",
        who: "person",
        rules: ["LICENSE-13"],
        params: holder,
        value: used,
      },
      ({ session, params }) => simulator.unassignLicense(session, { package: params.package, user: params.user }),
    ),
  ];
}
