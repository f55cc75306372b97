import { z } from "@hono/zod-openapi";
import { type Expiration, LICENSE_STATUSES } from "#domain/license/terms.ts";
import { parseDay } from "#domain/time.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** Seats as a person writes them: how many are too many is for LICENSE-08 to say. */
const seats = z.union([z.int().min(1), z.literal("site")], { error: 'is a whole number from 1 on, or "site"' });

/** The last day of access, or none. */
const expires = z
  .string()
  .transform((text, context): Expiration => {
    const day = text === "never" ? text : parseDay(text);
    if (day) return day;
    context.addIssue({ code: "custom", message: `"${text}" is no day; write it like 2031-03-31, or "never"` });
    return z.NEVER;
  })
  .openapi({ type: "string", example: "2031-03-31" });

/** What Modify License can set; what is left out stays. */
export const modification = {
  status: z.enum(LICENSE_STATUSES).optional(),
  seats: seats.optional(),
  expires: expires.optional(),
};

const terms = z.object({
  status: z.enum(["Trial", "Active", "Suspended"]),
  seats: z.union([z.number(), z.literal("site")]),
  expires: z.string().optional(),
});

const defaults = z.strictObject({
  status: z.enum(["Trial", "Active"]),
  seats,
  days: z.int().min(1).max(36_500).exactOptional(),
});

/** What the publisher changes about licenses and what new ones get. */
export function licenseChangeRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "patch",
        path: "/lma/subscribers/{subscriber}/licenses/{package}",
        summary: "Modify License: expiration as a last day of access, seats and status",
        who: "person",
        rules: ["LMO-01", "LICENSE-21", "LMO-18", "LICENSE-16", "LICENSE-05", "LMO-22", "LICENSE-06", "LICENSE-08"],
        params: { subscriber: idOf("Org"), package: idOf("Package") },
        body: z.strictObject(modification),
        value: terms,
      },
      ({ session, params, body: { status, seats: number, expires: until } }) =>
        simulator.modifyLicense(session, {
          ...params,
          ...(status && { status }),
          ...(number !== undefined && { seats: number }),
          ...(until && { expires: until }),
        }),
    ),
    define(
      app,
      {
        method: "patch",
        path: "/lma/licenses/{license}",
        summary: "Edit a license record field by field, which is not how licenses are edited",
        who: "person",
        rules: ["LMO-01", "LICENSE-21", "LICENSE-16"],
        params: { license: idOf("License") },
        body: z.strictObject({
          fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
        }),
        value: terms,
      },
      ({ session, params }) => simulator.editLicenseRecord(session, params.license),
    ),
    define(
      app,
      {
        method: "put",
        path: "/lma/packages/{package}/defaults",
        summary: "Register what new licenses of a package get, and who manages its leads",
        who: "person",
        rules: ["LMO-01", "LICENSE-21", "LICENSE-06", "LICENSE-08", "LICENSE-15"],
        params: { package: idOf("Package") },
        body: z.strictObject({ defaults: defaults.optional(), leadManager: idOf("User").optional() }),
        value: z.object({ defaults: defaults.optional(), leadManager: z.string().optional() }),
      },
      ({ session, params, body: { defaults: given, leadManager } }) =>
        simulator.registerDefaults(session, {
          ...params,
          ...(given && { defaults: given }),
          ...(leadManager && { leadManager }),
        }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/lma/packages/{package}/refresh-licenses",
        summary: "Refresh Licenses: brings all records of a package in step",
        who: "person",
        rules: ["LMO-01", "LICENSE-21", "LICENSE-17", "LICENSE-22"],
        params: { package: idOf("Package") },
        value: z.object({ records: z.int(), made: z.int(), nextAvailableRefresh: z.string() }),
      },
      ({ session, params }) => simulator.refreshLicenses(session, params.package),
    ),
  ];
}
