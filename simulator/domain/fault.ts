/**
 * What can go wrong that is no rule's refusal. Salesforce's own codes where one exists;
 * CONFLICT, UNSIMULATED, TOO_MANY_ATTEMPTS and LOG_UNAVAILABLE are ours.
 */
export type FaultCode =
  | "MALFORMED_QUERY"
  | "INVALID_TYPE"
  | "INVALID_QUERY_FILTER_OPERATOR"
  | "INVALID_QUERY_LOCATOR"
  | "QUERY_TOO_COMPLICATED"
  | "NUMBER_OUTSIDE_VALID_RANGE"
  | "REQUIRED_FIELD_MISSING"
  | "STRING_TOO_LONG"
  | "INVALID_TYPE_ON_FIELD_IN_RECORD"
  | "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"
  | "INVALID_FIELD_FOR_INSERT_UPDATE"
  | "INVALID_CROSS_REFERENCE_KEY"
  | "DUPLICATE_VALUE"
  | "MULTIPLE_CHOICES"
  | "EXCEEDED_ID_LIMIT"
  | "LIMIT_EXCEEDED"
  | "INVALID_INPUT"
  | "PROCESSING_HALTED"
  | "UNDELETE_FAILED"
  | "ALL_OR_NONE_OPERATION_ROLLED_BACK"
  | "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY"
  | "INSUFFICIENT_ACCESS_OR_READONLY"
  | "ENTITY_IS_DELETED"
  | "UNSUPPORTED_API_VERSION"
  | "REQUEST_LIMIT_EXCEEDED"
  | "MALFORMED_ID"
  | "JSON_PARSER_ERROR"
  | "INVALID_FIELD"
  | "INVALID_LOGIN"
  | "INVALID_SESSION_ID"
  | "INSUFFICIENT_ACCESS"
  | "NOT_FOUND"
  | "METHOD_NOT_ALLOWED"
  | "REQUEST_TOO_LARGE"
  | "CONFLICT"
  | "TOO_MANY_ATTEMPTS"
  | "UNSIMULATED"
  | "LOG_UNAVAILABLE";

/** Message in lower case, no full stop, what was received in quotes, then what to do about it. */
export class Fault extends Error {
  readonly code: FaultCode;
  /** The fields of a record that are to blame, by their API names. */
  readonly fields: readonly string[];

  constructor(code: FaultCode, message: string, fields: readonly string[] = []) {
    super(message);
    this.name = "Fault";
    this.code = code;
    this.fields = fields;
  }
}

export const notFound = (what: string, id: string): Fault => new Fault("NOT_FOUND", `no ${what} "${id}"`);

/** What the platform's interfaces say of a path, an object or a row that is not there, word for word: clients look for it. */
export const noResource = (): Fault => new Fault("NOT_FOUND", "The requested resource does not exist");

/** What they say where a field is no external id by which a row could be told. */
export const noExternalId = (field: string): Fault =>
  new Fault("NOT_FOUND", `Provided external ID field does not exist or is not accessible: ${field}`);
