import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { headersUnder, withReceipt } from "#http/secured.ts";
import type { SessionTokens } from "#http/session-token.ts";
import type { Answer } from "#usecases/ports.ts";
import { inPlatformWords } from "./caller.ts";
import type { Call } from "./route.ts";
import { type Contents, childOf, type Element, elements, escaped, MalformedXml, parseXml, textIn } from "./xml.ts";

/** A SOAP message as it was read. */
export interface Message {
  readonly header: Element | undefined;
  /** What is asked for: the first element in the body. */
  readonly operation: Element;
}

/** What an operation answers: the content of its response and, where there is any, of the header. */
export interface SoapReply {
  readonly response: Contents;
  readonly header?: Contents;
}

/** Each operation by the name of its element. */
export type Operations = Readonly<Record<string, (message: Message, call: Call) => Promise<SoapReply>>>;

type Refusal = Pick<Answer<unknown>, "decision" | "receipt">;

/** A refusal in the form of SOAP: `sf:INVALID_SESSION_ID`, and the sentence behind the same code. */
export class SoapFault extends Error {
  readonly code: string;
  /** The refusal that it is, where a rule refuses. */
  readonly refusal: Refusal | undefined;

  constructor(code: string, sentence: string, refusal?: Refusal) {
    super(sentence);
    this.code = code;
    this.refusal = refusal;
  }
}

/**
 * Answers a SOAP message with the operation it asks for. The clients compare prefixes literally: `soapenv` for the
 * envelope, none for what is in it, and no attributes on the body.
 */
export async function soapAnswer(call: Call, namespace: string, operations: Operations): Promise<Response> {
  try {
    const message = messageIn(await call.c.req.text());
    const { name } = message.operation;
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation) throw new SoapFault("soapenv:Client", `UNSIMULATED: the operation "${name}" is not simulated here`);
    const { response, header } = await operation(message, call);
    const head = header ? `<soapenv:Header>${elements(header)}</soapenv:Header>` : "";
    return xmlAnswer(
      `${head}<soapenv:Body>${elements({ [`${name}Response`]: response })}</soapenv:Body>`,
      namespace,
      200,
    );
  } catch (error) {
    const { code, message, refusal } = asSoapFault(error);
    const fault = `<faultcode>${escaped(code)}</faultcode><faultstring>${escaped(message)}</faultstring>`;
    return xmlAnswer(`<soapenv:Body><soapenv:Fault>${fault}</soapenv:Fault></soapenv:Body>`, namespace, 500, refusal);
  }
}

const xmlAnswer = (content: string, namespace: string, status: number, refusal?: Refusal): Response =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</soapenv:Envelope>`,
    {
      status,
      headers: {
        ...withReceipt(headersUnder(refusal?.decision.rule), refusal?.receipt),
        "content-type": "text/xml;charset=UTF-8",
      },
    },
  );

function messageIn(text: string): Message {
  let envelope: Element;
  try {
    envelope = parseXml(text);
  } catch (error) {
    if (error instanceof MalformedXml) throw new SoapFault("soapenv:Client", `the message is no XML: ${error.message}`);
    throw error;
  }
  const [operation] = childOf(envelope, "Body")?.children ?? [];
  if (envelope.name !== "Envelope" || !operation)
    throw new SoapFault("soapenv:Client", "the message is no SOAP envelope with an operation in its body");
  return { header: childOf(envelope, "Header"), operation };
}

/** The session that a message carries in its header; nothing where there is no genuine one. */
export const sessionIn = ({ header }: Message, tokens: SessionTokens): SessionId | undefined =>
  tokens.read(textIn(childOf(header, "SessionHeader"), "sessionId") ?? "");

function asSoapFault(error: unknown): SoapFault {
  if (error instanceof SoapFault) return error;
  if (!(error instanceof Fault)) throw error;
  const { code, message } = inPlatformWords(error);
  return new SoapFault(`sf:${code}`, `${code}: ${message}`);
}
