import { z } from "@hono/zod-openapi";
import { LMA_OBJECT_NAMES } from "#domain/license/api.ts";
import { LICENSE_STATUSES } from "#domain/license/terms.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const object = z.enum(LMA_OBJECT_NAMES);

const license = z.object({
  id: z.string(),
  subscriber: z.string(),
  package: z.string(),
  name: z.string(),
  account: z.string().optional(),
  contact: z.string().optional(),
  lead: z.string().optional(),
  status: z.enum(LICENSE_STATUSES),
  expirationDate: z.string(),
  installDate: z.string().optional(),
  licensedSeats: z.union([z.number(), z.literal("Site License")]),
  usedLicenses: z.number().optional(),
  instance: z.string().optional(),
  orgEdition: z.string().optional(),
  orgStatus: z.enum(["Active", "Free", "Trial"]).optional(),
  orgExpirationDate: z.string().optional(),
  packageVersion: z.string().optional(),
  packageVersionNumber: z.string().optional(),
  sandbox: z.boolean().optional(),
  subscriberOrgId: z.string(),
});

const packageRecord = z.object({
  name: z.string(),
  packageId: z.string(),
  developerName: z.string(),
  developerOrgId: z.string().optional(),
  latestVersion: z.string().optional(),
  leadManager: z.string().optional(),
  lastLicenseRefresh: z.string().optional(),
  nextAvailableRefresh: z.string().optional(),
  versions: z.array(
    z.object({
      package: z.string(),
      name: z.string(),
      versionNumber: z.string(),
      versionId: z.string(),
      releaseDate: z.string().optional(),
    }),
  ),
});

/** The records of the License Management App, as its pages and as the platform's API show them. */
export function licenseRecordRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/lma/objects",
        summary: "The objects of the License Management App, with how many records each has",
        who: "person",
        rules: ["LMO-01", "LMO-09", "LICENSE-01", "LICENSE-21"],
        value: z.array(z.object({ object, records: z.int().optional() })),
      },
      ({ session }) => simulator.viewObjects(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/objects/{object}/records",
        summary: "The records of one object, by the API names of their fields",
        who: "person",
        rules: ["LMO-01", "LMO-09", "LICENSE-04", "LICENSE-21"],
        params: { object },
        value: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      },
      ({ session, params }) => simulator.queryObject(session, params.object),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/licenses",
        summary: "The Licenses tab: one record for each installation of each package",
        who: "person",
        rules: ["LMO-01", "LMO-09", "LICENSE-02", "LICENSE-03", "LICENSE-21"],
        value: z.array(license),
      },
      ({ session }) => simulator.viewLicenses(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/licenses/{license}",
        summary: "One license record",
        who: "person",
        rules: ["LMO-01", "LMO-09", "LICENSE-03", "LICENSE-21"],
        params: { license: idOf("License") },
        value: license,
      },
      ({ session, params }) => simulator.viewLicense(session, params.license),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/packages/{package}",
        summary: "One package record with its versions, and when its licenses can be refreshed",
        who: "person",
        rules: ["LMO-01", "LMO-09", "LICENSE-18", "LICENSE-21"],
        params: { package: idOf("Package") },
        value: packageRecord,
      },
      async ({ session, params }) => {
        const { decision, value } = await simulator.viewPackage(session, params.package);
        return { decision, ...(value && { value: { ...value, versions: [...value.versions] } }) };
      },
    ),
  ];
}
