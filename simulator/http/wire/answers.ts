import type { Decision } from "#domain/decision.ts";
import { refusal } from "#http/errors.ts";
import { headersUnder, withReceipt } from "#http/secured.ts";
import type { Answer } from "#usecases/ports.ts";

/** What the platform's own clients demand of an answer in JSON: another media type and they give up. */
const JSON_TYPE = "application/json;charset=UTF-8";

const JSON_HEADERS = { ...headersUnder(), "content-type": JSON_TYPE };

/** An answer in JSON in the platform's form. */
export const json = (value: unknown, status = 200, headers?: Readonly<Record<string, string>>): Response =>
  new Response(JSON.stringify(value), { status, headers: headers ? { ...JSON_HEADERS, ...headers } : JSON_HEADERS });

/** An answer without content. */
export const noContent = (headers: Readonly<Record<string, string>> = {}): Response => {
  const { "content-type": _, ...others } = headersUnder();
  return new Response(null, { status: 204, headers: { ...others, ...headers } });
};

/** What an act came to: what `shown` makes of its value, or the refusal with its rule beside it. */
export function answered<Value>(
  { decision, value, receipt }: Answer<Value>,
  shown: (value: Value) => Response,
): Response {
  if (decision.effect === "deny") return refused(decision, receipt);
  if (value === undefined) throw new Error("an act that was allowed without a value");
  return shown(value);
}

/** A refusal by a rule, in the platform's form. */
export const refused = (decision: Decision, receipt?: number): Response =>
  new Response(JSON.stringify(refusal(decision)), {
    status: 403,
    headers: { ...withReceipt(headersUnder(decision.rule), receipt), "content-type": JSON_TYPE },
  });
