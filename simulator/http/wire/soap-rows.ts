import { Fault } from "#domain/fault.ts";
import type { Guarded } from "#http/app.ts";
import type { RowChange, RowChanged } from "#usecases/wire/rows.ts";
import type { Call } from "./route.ts";
import type { Message, Operations, SoapReply } from "./soap.ts";
import { allowed, sessionOfMessage } from "./soap-session.ts";
import { type Contents, childrenOf } from "./xml.ts";

/** As many ids as one message may carry. */
const MOST = 200;

/** What the partner and enterprise APIs do with rows that REST has no way for: taking them out of the recycle bin. */
export function soapRowOperations(around: Guarded): Operations {
  const each =
    (does: "delete" | "undelete") =>
    async (message: Message, call: Call): Promise<SoapReply> => {
      const session = sessionOfMessage(around, call, message);
      const ids = childrenOf(message.operation, "ids").map(({ text }) => text.trim());
      if (ids.length > MOST) throw new Fault("EXCEEDED_ID_LIMIT", `no more than ${MOST} ids can be named at once`);
      const changes = ids.map((id): RowChange => ({ does, id }));
      const changed = allowed(await around.simulator.changeRows(session, { changes, allOrNone: false }));
      return { response: { result: changed.map(resultOf) } };
    };
  return { delete: each("delete"), undelete: each("undelete") };
}

const resultOf = ({ id, fault }: RowChanged): Contents =>
  fault
    ? { errors: { fields: fault.fields, message: fault.message, statusCode: fault.code }, id: null, success: false }
    : { id, success: true };
