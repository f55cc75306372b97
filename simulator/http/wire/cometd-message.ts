import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import { statusOf } from "#http/errors.ts";

const channel = z.string().max(255);

const MESSAGE = z.looseObject({
  channel,
  id: z.union([z.string().max(255), z.number()]).optional(),
  clientId: z.string().max(255).optional(),
  subscription: z.union([channel, z.array(channel).min(1).max(100)]).optional(),
  supportedConnectionTypes: z.array(z.string()).optional(),
  advice: z.looseObject({ timeout: z.number().min(0).optional() }).optional(),
  ext: z.looseObject({ replay: z.union([z.boolean(), z.record(z.string(), z.unknown())]).optional() }).optional(),
});

/** One message of a client: Bayeux 1.0, as far as it is spoken here. */
export type Message = z.infer<typeof MESSAGE>;

/** What a client is told to do next. */
export interface Advice {
  readonly reconnect: "retry" | "handshake" | "none";
  readonly interval?: number;
  readonly timeout?: number;
}

/** A message to a client. */
export type Reply = Readonly<Record<string, unknown>>;

/** The most messages of one request. */
const MOST = 100;

/** The messages of a body: an array of them, or one by itself. Fault JSON_PARSER_ERROR where it holds anything else. */
export function messagesIn(text: string): readonly Message[] {
  let sent: unknown;
  try {
    sent = JSON.parse(text);
  } catch {
    throw new Fault("JSON_PARSER_ERROR", "the body is no JSON; send an array of Bayeux messages");
  }
  const { success, data, error } = z
    .array(MESSAGE)
    .min(1)
    .max(MOST)
    .safeParse(Array.isArray(sent) ? sent : [sent]);
  if (success) return data;
  const [issue] = error.issues;
  throw new Fault("JSON_PARSER_ERROR", `no Bayeux messages: ${issue?.path.join(".") || "body"}: ${issue?.message}`);
}

/** That what a message asked for is done. */
export const done = ({ channel, id, clientId }: Message, more: Reply = {}): Reply => ({
  channel,
  ...(id !== undefined && { id }),
  ...(clientId !== undefined && { clientId }),
  ...more,
  successful: true,
});

/** That it is not, and why: `403::Unknown client`. */
export const failed = (
  { channel, id, clientId }: Message,
  error: string,
  advice?: Advice,
  more: Reply = {},
): Reply => ({
  channel,
  ...(id !== undefined && { id }),
  ...(clientId !== undefined && { clientId }),
  ...more,
  successful: false,
  error,
  ...(advice && { advice }),
});

/** Clients compare these two word for word. */
export const sessionOver = (message: Message): Reply =>
  failed(message, "401::Authentication invalid", { reconnect: "none" });
export const unknownClient = (message: Message): Reply =>
  failed(message, "403::Unknown client", { reconnect: "handshake", interval: 0 });

/** A fault as Bayeux writes errors: its status, arguments, which nobody reads, and the sentence. */
export const errorOf = ({ code, message }: Fault): string => `${statusOf[code]}::${message}`;
