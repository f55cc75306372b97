import { engineersOnly, userReachesIt } from "#domain/debug/engineer.ts";
import { CHANNELS, type Channel as DebuggerChannel } from "#domain/debug/message.ts";
import { type Decision, decide } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import { debugLogRight } from "#domain/log/right.ts";
import type { CustomObject } from "#domain/org.ts";
import { isPlatformEvent } from "#domain/power/platform-event.ts";
import { mayReachRecord } from "#domain/power/records.ts";
import type { Instant } from "#domain/time.ts";
import { mayRead } from "#domain/trace/reading.ts";
import { rightOn } from "#domain/user.ts";
import { type Acting, asTheUserMay, type Happening } from "#usecases/act.ts";
import { engineerFacts } from "#usecases/debug/engineer.ts";
import { recordFacts } from "#usecases/power/records.ts";
import { EVENT, LOGGING, LOGIN_AS } from "./streaming-channels.ts";

/** Something that can be listened to. */
export type Topic = { readonly channel: string } & (
  | { readonly tells: "debug logs" | "test results" | "logins as somebody" }
  | { readonly tells: "debugger"; readonly channel: DebuggerChannel }
  | { readonly tells: "events"; readonly of: CustomObject }
);

const SYSTEM: Readonly<Record<string, Topic>> = {
  [LOGGING]: { channel: LOGGING, tells: "debug logs" },
  // Subscribed to without complaint; no test is run here that could tell anything.
  "/systemTopic/TestResult": { channel: "/systemTopic/TestResult", tells: "test results" },
  [LOGIN_AS]: { channel: LOGIN_AS, tells: "logins as somebody" },
  ...Object.fromEntries(
    (Object.keys(CHANNELS) as DebuggerChannel[]).map((channel) => [channel, { channel, tells: "debugger" } as const]),
  ),
};

/**
 * What a channel tells in an org. Fault NOT_FOUND in the platform's own words where there is no such channel for whoever
 * asks, UNSIMULATED for one that the platform has and we have not.
 */
export function topicOf(channel: string, { rows, entitlements }: Acting): Topic {
  const system = Object.hasOwn(SYSTEM, channel) ? SYSTEM[channel] : undefined;
  if (system) return system;
  if (/^\/data\/\w*ChangeEvents?$/.test(channel))
    throw new Fault("UNSIMULATED", `Change Data Capture is not simulated {${channel}}`);
  const name = channel.startsWith(EVENT) ? channel.slice(EVENT.length) : "";
  const of = Object.values(rows.customObjects).find((one) => one.name === name);
  if (!of || !isPlatformEvent(of.name) || rightOn(entitlements, "objects", of.name) === "None")
    throw new Fault("NOT_FOUND", `The channel you requested to subscribe to does not exist {${channel}}`);
  return { channel: `${EVENT}${of.name}`, tells: "events", of };
}

/** May whoever is at work listen to this? Asked of a subscription, and again of all that is sent on it. */
export function mayListen(topic: Topic, acting: Acting, now: Instant): Decision {
  const name = nameOf(topic.channel);
  switch (topic.tells) {
    case "debug logs":
      return decide({ person: acting, does: name }, [debugLogRight], debugLogRight);
    case "debugger":
      return decide(engineerFacts(acting, name, ["API Enabled"]), [userReachesIt, engineersOnly], engineersOnly);
    case "logins as somebody":
      return mayRead({ reader: acting, whose: "everybody" }, "real-time events");
    case "events":
      return mayReachRecord(recordFacts(acting, { now }, { sobject: topic.of.name }, "read"));
    default:
      return asTheUserMay();
  }
}

/** What a refusal to listen leaves on record: the event of the area whose rule refuses. */
export function refusedTo({ tells, channel }: Topic): readonly Happening[] {
  const act = nameOf(channel);
  switch (tells) {
    case "debug logs":
      return [{ type: "log.refused", act }];
    case "debugger":
      return [{ type: "debug.refused", act }];
    case "logins as somebody":
      return [{ type: "trace.refused", act, whose: "everybody" }];
    default:
      return [{ type: "power.refused", act }];
  }
}

/** What the subscription to a channel is called where it is on record. */
export const nameOf = (channel: string): string => `subscribe to ${channel}`;
