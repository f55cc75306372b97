import type { OrgId, UserRef } from "#domain/ids.ts";

/** Whom a legal hold or an erasure is about. */
interface About {
  readonly person: UserRef;
}

/** What each event of the log's own upkeep adds to the envelope. */
export interface AuditEvents {
  /** The first record of all; the log writes it, with its name and the key that signs it. */
  "audit.founded": { readonly origin: string; readonly key: string };
  "audit.opened": { readonly version: string };
  "audit.closed": Record<never, never>;
  /** No rule refused it, and the simulator could not do it: nothing of it has happened. */
  "audit.act-failed": { readonly act: string };
  /** Bytes of a torn last record that were set aside; nothing acknowledged was among them. */
  "audit.recovered": { readonly bytes: number };
  /** Last words: the sessions that end by it are part of the same append. */
  "audit.degraded": { readonly because: "disk full" };
  "audit.restored": Record<never, never>;
  /** What an org's own records came to when this was written: with two of these nothing in between can be withheld. */
  "audit.org-stated": { readonly subject: OrgId; readonly number: number; readonly hash: string };
  "audit.segment-sealed": { readonly first: number };
  "audit.key-rotated": { readonly before: string; readonly key: string };
  /** Nothing has happened for a while, and so many sessions are open: the log was not silent because nobody wrote. */
  "audit.heartbeat": { readonly loginAs: number; readonly debugging: number };
  /** What is known of a person may not be erased, because somebody may need it before a court. */
  "audit.hold-placed": About & { readonly because: string };
  "audit.hold-released": About;
  /** From here on what the orgs hold of a person is gone; what the log holds beside its records goes next. */
  "audit.erasure-requested": About;
  /** In the stream of the person's org, once it is done; how many values were destroyed. */
  "audit.erased": About & { readonly request: number; readonly values: number };
  "audit.erasure-refused": About;
}

export const AUDIT_EVENTS: Readonly<Record<keyof AuditEvents, string>> = {
  "audit.founded": "the audit log began",
  "audit.opened": "the simulator opened its audit log",
  "audit.closed": "the simulator closed its audit log in order",
  "audit.act-failed": "an act broke off by an error of the simulator's own, and nothing came of it",
  "audit.recovered": "a torn last record was set aside when the log was opened",
  "audit.degraded": "the disk of the log was full, and all access ended",
  "audit.restored": "there was space for the log again",
  "audit.org-stated": "the log stated how many records it has of an org, and the hash of the last",
  "audit.segment-sealed": "a segment of the log was full and is sealed",
  "audit.key-rotated": "another key signs the log from here on",
  "audit.heartbeat": "nothing happened for a minute while sessions were open",
  "audit.hold-placed": "a legal hold was placed on what is known of a person",
  "audit.hold-released": "a legal hold was released",
  "audit.erasure-requested": "what is known of a person was to be erased",
  "audit.erased": "the values that say something of a person were destroyed, and the commitments to them are left",
  "audit.erasure-refused": "an erasure was refused because of a legal hold",
};
