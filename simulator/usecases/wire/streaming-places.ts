import type { OrgId } from "#domain/ids.ts";
import { type Instant, later } from "#domain/time.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { EVENT, keptFor, LOGGING, LOGIN_AS } from "./streaming-channels.ts";

/** Where the record of an event is in the log, and the number that clients know the event by. */
export interface EventPlace {
  readonly seq: number;
  readonly replayId: number;
  readonly at: Instant;
}

interface Kept {
  readonly places: EventPlace[];
  /** The newest number of those that are not kept any more. */
  gone: number;
}

/** How many events of one channel can be asked for again. */
const MOST = 2_000;

/** The channel on which a record is told to whoever may hear of it; nothing for most. */
export function channelOf(record: AuditRecord): string | undefined {
  switch (record.type) {
    case "log.written":
      return LOGGING;
    case "power.event-published":
      return `${EVENT}${record.sobject}`;
    case "login.started":
    case "login.approved":
      return LOGIN_AS;
    default:
      return undefined;
  }
}

/** Where in the log the events are that can be asked for again: nothing of an event is kept but its record. */
export class EventPlaces {
  readonly #kept = new Map<string, Kept>();

  /** Takes in the next record of the log. */
  take(record: AuditRecord): void {
    const { org, seq, orgSeq, at } = record;
    const channel = channelOf(record);
    if (channel === undefined || org === "platform") return;
    const key = `${org} ${channel}`;
    const kept = this.#kept.get(key) ?? { places: [], gone: -1 };
    this.#kept.set(key, kept);
    kept.places.push({ seq, replayId: orgSeq, at });
    trim(kept, channel, at);
  }

  /** The events of a channel that are kept at an instant, oldest first, and the newest number of those that are gone. */
  of(org: OrgId, channel: string, now: Instant): { readonly places: readonly EventPlace[]; readonly gone: number } {
    const kept = this.#kept.get(`${org} ${channel}`);
    if (!kept) return { places: [], gone: -1 };
    trim(kept, channel, now);
    return { places: kept.places.slice(), gone: kept.gone };
  }
}

function trim(kept: Kept, channel: string, now: Instant): void {
  const { places } = kept;
  const isKept = ({ at }: EventPlace) => later(at, keptFor(channel)) > now;
  const first = places[0];
  if (!first || (places.length <= MOST && isKept(first))) return;
  const firstKept = places.findIndex(isKept);
  const from = Math.max(firstKept < 0 ? places.length : firstKept, places.length - MOST);
  kept.gone = places[from - 1]?.replayId ?? kept.gone;
  places.splice(0, from);
}
