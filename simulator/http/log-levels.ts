import { z } from "@hono/zod-openapi";
import { CATEGORIES, LEVELS } from "#domain/log/level.ts";

/** A level for some categories. */
export const someLevels = z
  .strictObject(Object.fromEntries(CATEGORIES.map((one) => [one, z.enum(LEVELS).exactOptional()])) as SomeLevels)
  .openapi({ example: { APEX_CODE: "FINEST", DB: "INFO" } });

type SomeLevels = { readonly [One in (typeof CATEGORIES)[number]]: z.ZodExactOptional<z.ZodEnum<Enum>> };
type Enum = { [One in (typeof LEVELS)[number]]: One };
