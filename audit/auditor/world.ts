import { Debugging } from "./debugging.ts";
import type { Entry, Ref } from "./entry.ts";
import type { Say } from "./finding.ts";
import { Grants } from "./grants.ts";
import { Instances } from "./instances.ts";
import { Choices, type Policies } from "./policies.ts";
import { Reviews } from "./reviews.ts";
import { Person, Rows } from "./rows.ts";
import { type Session, Sessions } from "./sessions.ts";
import { Tracing } from "./tracing.ts";

/** Whoever acts: the person it counts as, the session, and who is at the keyboard where that is somebody else. */
export interface Acting {
  readonly person: Person;
  readonly session?: Session;
  readonly delegate?: Person;
  /** The delegate, where that is a publisher's agent and not the org's own administrator. */
  readonly agent?: Person;
}

/** What the records so far add up to. */
export class World {
  /** The instant of the record that is judged, in milliseconds. */
  now = 0;
  readonly rows = new Rows();
  readonly choices = new Choices();
  readonly sessions = new Sessions();
  readonly grants = new Grants();
  readonly instances = new Instances();
  readonly debugging = new Debugging();
  readonly tracing = new Tracing();
  readonly reviews = new Reviews();

  get policies(): Policies {
    return this.choices.is;
  }

  /** A user of an org; nothing where there is none, or where rows of that org are not disclosed. */
  person(who: Ref | undefined): Person | undefined {
    const rows = this.rows.of(who?.org);
    const user = rows?.blind ? undefined : rows?.row("users", who?.id);
    return rows && user && new Person(rows, user);
  }

  /** Who did what a record says: by its session, or by the people it names where it names no session. */
  acting(entry: Entry): Acting | undefined {
    const session = this.sessions.get(entry.session);
    const person = this.person(session?.user ?? entry.user);
    if (!person) return undefined;
    const delegate = this.person(session ? session.delegate : entry.delegateUser);
    const isAgent = delegate && delegate.rows.id !== person.rows.id;
    return { person, ...(session && { session }), ...(delegate && { delegate }), ...(isAgent && { agent: delegate }) };
  }

  /** What time must have ended by now. */
  overdue(entry: Entry, say: Say): void {
    this.grants.overdue(entry, this.now, say);
    this.sessions.overdue(entry, this.now, this.grants, say);
    this.debugging.overdue(entry, this.now, this, say);
    this.tracing.overdue(entry, this.now, say);
    this.reviews.overdue(entry.seq, this.now, say);
  }

  /** Takes one record in. */
  take(entry: Entry, say: Say): void {
    const timeZone = this.person(entry.user)?.user.timeZone;
    const facts = { policies: this.policies, ...(typeof timeZone === "string" && { timeZone }) };
    if (this.grants.take(entry, this.now, facts, say)) this.sessions.wake();
    this.debugging.take(entry, this.now, this, say);
    this.sessions.take(entry, this.now, say);
    this.instances.take(entry, this.now);
    this.tracing.take(entry, this.now, say);
    this.reviews.take(entry, this.now, this, say);
    this.rows.take(entry);
    this.choices.take(entry, this.now);
  }
}
