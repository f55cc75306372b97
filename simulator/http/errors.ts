import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Decision } from "#domain/decision.ts";
import type { Fault, FaultCode } from "#domain/fault.ts";

/** Each fault's status, in one table that the compiler keeps complete. */
export const statusOf: Readonly<Record<FaultCode, ContentfulStatusCode>> = {
  MALFORMED_ID: 400,
  JSON_PARSER_ERROR: 400,
  INVALID_FIELD: 400,
  INVALID_LOGIN: 401,
  INVALID_SESSION_ID: 401,
  INSUFFICIENT_ACCESS: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  REQUEST_TOO_LARGE: 413,
  TOO_MANY_ATTEMPTS: 429,
  UNSIMULATED: 501,
  LOG_UNAVAILABLE: 503,
};

export type ErrorBody = readonly { readonly errorCode: string; readonly message: string }[];

/** The platform's own error body and nothing more; the rule travels beside it in a header. */
export const refusal = ({ because }: Decision): ErrorBody => [{ errorCode: "INSUFFICIENT_ACCESS", message: because }];

export const faultBody = ({ code, message }: Fault): ErrorBody => [{ errorCode: code, message }];
