import { Fault } from "#domain/fault.ts";
import { parseId, type SessionId } from "#domain/ids.ts";
import type { Guarded } from "#http/app.ts";
import type { Answer } from "#usecases/ports.ts";
import { inItsOrg } from "./caller.ts";
import type { Call } from "./route.ts";
import { type Message, SoapFault, sessionIn } from "./soap.ts";

/** The session in the header of a message. Fault INVALID_SESSION_ID where none is good here, or in the org of the address. */
export function sessionOfMessage({ simulator, tokens }: Guarded, { c }: Call, message: Message): SessionId {
  const { session, org } = inItsOrg(simulator, c, sessionIn(message, tokens));
  const named = c.req.param("org");
  if (named !== undefined && parseId("Org", named) !== org)
    throw new Fault("INVALID_SESSION_ID", "the session is of another org than the address");
  return session;
}

/** The value of an act; a refusal is a fault whose sentence says the rule's reason, with the rule beside it. */
export function allowed<Value>(answer: Answer<Value>): Value {
  const { decision, value } = answer;
  if (value === undefined)
    throw new SoapFault("sf:INSUFFICIENT_ACCESS", `INSUFFICIENT_ACCESS: ${decision.because}`, answer);
  return value;
}
