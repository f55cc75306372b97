import { definition } from "#domain/decision.ts";
import type { AuditEvent, EventType } from "#domain/events.ts";
import type { BreakpointId, RequestId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";

/** The two channels of the debugger, and the kinds of message that come on each. */
export const CHANNELS = {
  "/systemTopic/ApexDebuggerSystemEvent": [
    "OrgChange",
    "Ready",
    "RequestStarted",
    "RequestFinished",
    "Resumed",
    "Stopped",
    "SessionTerminated",
    "SystemInfo",
    "SystemWarning",
    "SystemGack",
  ],
  "/systemTopic/ApexDebuggerEvent": ["ApexException", "Debug", "LogLine"],
} as const;
export type Channel = keyof typeof CHANNELS;
export type MessageKind = (typeof CHANNELS)[Channel][number];

/** What the debugger is told, without the place it has among the others. */
export interface Told {
  readonly channel: Channel;
  readonly kind: MessageKind;
  readonly request?: RequestId;
  readonly breakpoint?: BreakpointId;
  readonly file?: string;
  readonly line?: number;
  readonly description?: string;
}

/** A message to the debugger; `n` only ever grows, with gaps. */
export interface ServerMessage extends Told {
  readonly n: number;
  readonly at: Instant;
}

/** How many messages are kept for a debugger that was away. */
export const KEPT = 1_000;

/** Adds to the messages in place, since there are more of them than of anything else a debugger has. */
export function tell(messages: ServerMessage[], message: ServerMessage): void {
  messages.push(message);
  if (messages.length >= 2 * KEPT) messages.splice(0, messages.length - KEPT);
}

/** Those that are kept, oldest first. */
export const keptOf = (messages: readonly ServerMessage[]): readonly ServerMessage[] => messages.slice(-KEPT);

const about = (kind: MessageKind, details: Omit<Told, "channel" | "kind"> = {}): Told => {
  const system: readonly MessageKind[] = CHANNELS["/systemTopic/ApexDebuggerSystemEvent"];
  const channel = system.includes(kind) ? "/systemTopic/ApexDebuggerSystemEvent" : "/systemTopic/ApexDebuggerEvent";
  return { channel, kind, ...details };
};

type Telling = {
  readonly [Type in EventType]?: (event: Extract<AuditEvent, { readonly type: Type }>) => Told | undefined;
};

const TELLINGS: Telling = {
  "debug.started": () => about("Ready"),
  "debug.request-started": ({ request, entryPoint }) => about("RequestStarted", { request, description: entryPoint }),
  "debug.stopped": ({ request, breakpoint, file, line }) =>
    about("Stopped", { request, ...(breakpoint && { breakpoint }), file, line }),
  "debug.resumed": ({ request }) => about("Resumed", { request }),
  "debug.request-finished": ({ request }) => about("RequestFinished", { request }),
  "debug.exception-thrown": ({ request, file, line, exception }) =>
    about("ApexException", { request, file, line, description: exception }),
  // Of a request that passes for any other reason an engineer is not told: it may be another user's.
  "debug.request-passed": ({ entryPoint, decision }) =>
    decision?.rule === "DEBUG-17"
      ? about("SystemWarning", { description: `${entryPoint} is not debugged: ${decision.because}` })
      : undefined,
  "debug.request-waits": ({ entryPoint, decision }) =>
    about("SystemWarning", { description: `${entryPoint} waits: ${decision?.because}` }),
  "debug.request-refused": ({ entryPoint, decision }) =>
    about("SystemWarning", { description: `${entryPoint} was refused: ${decision?.because}` }),
  "debug.ended": ({ reason }) => about("SessionTerminated", { description: reason }),
  "power.code-changed": ({ name }) => about("OrgChange", { description: `${name} was changed` }),
  "package.installed": ({ name }) => about("OrgChange", { description: `${name} was installed` }),
  "package.uninstalled": ({ name }) => about("OrgChange", { description: `${name} was uninstalled` }),
};

/** What a debugger in the org is told of something that happened there; nothing where it is no concern of its. */
export const serverMessage = definition<AuditEvent, Told | undefined>("DEBUG-44", (event) => {
  const telling = Object.hasOwn(TELLINGS, event.type) ? TELLINGS[event.type] : undefined;
  return (telling as ((event: AuditEvent) => Told | undefined) | undefined)?.(event);
});
