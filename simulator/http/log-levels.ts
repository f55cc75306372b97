import { z } from "@hono/zod-openapi";
import { CATEGORIES, LEVELS } from "#domain/log/level.ts";

/** A level for some categories. */
export const someLevels = z
  .partialRecord(z.enum(CATEGORIES), z.enum(LEVELS))
  .openapi({ type: "object", example: { APEX_CODE: "FINEST", DB: "INFO" } });
