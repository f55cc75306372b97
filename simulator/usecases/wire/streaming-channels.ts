import { HOUR } from "#domain/time.ts";

// The channels that tell what the log holds, by which a client can ask for it again.

export const LOGGING = "/systemTopic/Logging";
export const LOGIN_AS = "/event/LoginAsEventStream";
/** What the name of a platform event stands behind. */
export const EVENT = "/event/";

/** How long an event can be asked for again: what the platform says of itself for a day, platform events for three. */
export const keptFor = (channel: string): number => (channel.startsWith(EVENT) ? 72 : 24) * HOUR;
