import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Decision } from "#domain/decision.ts";
import type { Fault, FaultCode } from "#domain/fault.ts";

/** Each fault's status, in one table that the compiler keeps complete. */
export const statusOf: Readonly<Record<FaultCode, ContentfulStatusCode>> = {
  MALFORMED_ID: 400,
  MALFORMED_QUERY: 400,
  INVALID_TYPE: 400,
  INVALID_QUERY_FILTER_OPERATOR: 400,
  INVALID_QUERY_LOCATOR: 400,
  QUERY_TOO_COMPLICATED: 400,
  NUMBER_OUTSIDE_VALID_RANGE: 400,
  REQUIRED_FIELD_MISSING: 400,
  STRING_TOO_LONG: 400,
  INVALID_TYPE_ON_FIELD_IN_RECORD: 400,
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 400,
  INVALID_FIELD_FOR_INSERT_UPDATE: 400,
  INVALID_CROSS_REFERENCE_KEY: 400,
  DUPLICATE_VALUE: 400,
  MULTIPLE_CHOICES: 300,
  EXCEEDED_ID_LIMIT: 400,
  LIMIT_EXCEEDED: 400,
  INVALID_INPUT: 400,
  PROCESSING_HALTED: 400,
  UNDELETE_FAILED: 400,
  ALL_OR_NONE_OPERATION_ROLLED_BACK: 400,
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY: 400,
  JSON_PARSER_ERROR: 400,
  INVALID_FIELD: 400,
  INVALID_LOGIN: 401,
  INVALID_SESSION_ID: 401,
  INSUFFICIENT_ACCESS: 403,
  INSUFFICIENT_ACCESS_OR_READONLY: 403,
  REQUEST_LIMIT_EXCEEDED: 403,
  NOT_FOUND: 404,
  ENTITY_IS_DELETED: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  UNSUPPORTED_API_VERSION: 410,
  REQUEST_TOO_LARGE: 413,
  TOO_MANY_ATTEMPTS: 429,
  UNSIMULATED: 501,
  LOG_UNAVAILABLE: 503,
};

export type ErrorBody = readonly {
  readonly errorCode: string;
  readonly message: string;
  readonly fields?: readonly string[];
}[];

/** The platform's own error body and nothing more; the rule travels beside it in a header. */
export const refusal = ({ because }: Decision): ErrorBody => [{ errorCode: "INSUFFICIENT_ACCESS", message: because }];

export const faultBody = ({ code, message, fields }: Fault): ErrorBody => [
  { errorCode: code, message, ...(fields.length > 0 && { fields }) },
];
