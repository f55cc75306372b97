import { NOTHING_YET } from "#audit/log-end.ts";
import { memoryStorage } from "#audit/memory-storage.ts";
import type { Storage } from "#audit/storage.ts";

/**
 * Keeps nothing of a log but where it ends, for histories that no memory holds: whoever follows the log sees every
 * record once. Asked for one that is gone it throws, so that nobody takes an empty answer for an empty log.
 */
export function forgetfulStorage(): Storage {
  const { origin, key } = memoryStorage();
  let syncs = 0;
  return {
    end: NOTHING_YET,
    isFull: false,
    regain: async () => true,
    origin,
    key,
    setAside: 0,
    full: undefined,
    get syncs() {
      return syncs;
    },
    append: async () => {
      syncs += 1;
    },
    erase: () => gone(),
    nextKey: () => gone(),
    read: () => gone(),
    pick: () => gone(),
    lines: () => gone(),
    close: async () => {},
  };
}

function gone(): never {
  throw new Error("the records of this history are not kept; an act that reads the log cannot be played in it");
}
