import { Fault } from "#domain/fault.ts";
import type { Guarded } from "#http/app.ts";
import { statusOf } from "#http/errors.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { json } from "./answers.ts";
import { sessionOfCall } from "./caller.ts";
import { Exchange } from "./cometd-exchange.ts";
import { errorOf, messagesIn, type Reply, sessionOver } from "./cometd-message.ts";
import type { Call, Wire } from "./route.ts";

/** Some clients put what a message is about behind the address, too. */
const ENDS = ["", "/handshake", "/connect", "/subscribe", "/unsubscribe", "/disconnect"];

/**
 * The Streaming API: Bayeux over long polling, in any version. Its clients read nothing but Bayeux, so whatever goes
 * wrong is said in it, and they look at no status.
 */
export function cometdRoutes(wire: Wire, { simulator }: Guarded): void {
  for (const root of ["/cometd/:api", "/cometd/replay/:api"])
    for (const end of ENDS) {
      // Clients look first whether there is a WebSocket; one that gets no answer at once would wait for it.
      wire.open("GET", `${root}${end}`, () => streamAnswer([wrong("400::long-polling by POST is all there is")], 400));
      wire.open("POST", `${root}${end}`, (call) => answer(simulator, call));
    }
}

async function answer(simulator: Simulator, call: Call): Promise<Response> {
  const { c } = call;
  if (!/^\d{1,3}\.0$/.test(c.req.param("api") ?? ""))
    throw new Fault("NOT_FOUND", "there is no such version of the Streaming API; versions are NN.0");
  const messages = messagesIn(await c.req.text());
  const session = sessionIn(simulator, call);
  if (!session) return streamAnswer(messages.map(sessionOver));
  const exchange = new Exchange({ streams: simulator.streams, session, signal: c.req.raw.signal });
  const replies = await exchange.answer(messages);
  const { rule, isLast } = exchange;
  return streamAnswer(replies, 200, {
    ...(rule && { "understudy-rule": rule }),
    ...(isLast && { connection: "close" }),
  });
}

function sessionIn(simulator: Simulator, { c }: Call) {
  try {
    return sessionOfCall(simulator, c).session;
  } catch (error) {
    if (error instanceof Fault && error.code === "INVALID_SESSION_ID") return undefined;
    throw error;
  }
}

const streamAnswer = (replies: readonly Reply[], status = 200, headers: Readonly<Record<string, string>> = {}) =>
  json(replies, status, headers);

const wrong = (error: string): Reply => ({ successful: false, error, advice: { reconnect: "none" } });

/** Whether a request is one of the Streaming API's. */
export const isCometd = (path: string): boolean => path.startsWith("/cometd/");

/** A fault that no message is to blame for, in the form of Bayeux. */
export const faultOfStream = (fault: Fault): Response => streamAnswer([wrong(errorOf(fault))], statusOf[fault.code]);
