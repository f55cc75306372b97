/**
 * What can go wrong that is no rule's refusal. Salesforce's own codes where one exists;
 * CONFLICT, UNSIMULATED, TOO_MANY_ATTEMPTS and LOG_UNAVAILABLE are ours.
 */
export type FaultCode =
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

  constructor(code: FaultCode, message: string) {
    super(message);
    this.name = "Fault";
    this.code = code;
  }
}

export const notFound = (what: string, id: string): Fault => new Fault("NOT_FOUND", `no ${what} "${id}"`);
