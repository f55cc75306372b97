import type { Connection } from "jsforce";
import type { RuleId } from "#domain/decision.ts";
import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer } from "#usecases/ports.ts";
import type { Simulator } from "#usecases/simulator.ts";
import type { Story } from "./story.ts";

/** What a person sees of an act: let in or refused, under which rule and why; or a fault that no rule speaks of. */
export interface Seen<Value = unknown> {
  readonly effect: "allow" | "deny" | "fault";
  readonly rule?: RuleId;
  readonly because?: string;
  readonly value?: Value;
  readonly code?: string;
  /** Number of the record that was left, by which it can be proved. */
  readonly receipt?: number;
  /** The platform's own interfaces name no rule beside what they allow, so none is known here. */
  readonly unquoted?: true;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One act, said for every face: the use case it is, and the request it is. */
export interface Telling<Value> {
  readonly usecase: (simulator: Simulator, session: SessionId) => Promise<Answer<Value>>;
  readonly request: readonly [method: Method, path: string, body?: unknown];
  readonly wire?: WireTelling<Value> | undefined;
}

/** An act that takes no session, said for every face. */
export interface Knock<Value> {
  readonly usecase: (simulator: Simulator) => Promise<Answer<Value>>;
  readonly request: Telling<Value>["request"];
  readonly wire?: WireTelling<Value> | undefined;
}

/** Where in a story an act stands. */
export interface Moment {
  readonly story: Story;
  /** Whether somebody acts in a LoginAs session. */
  readonly isAgent: boolean;
}

/** The same act in the platform's own interfaces, as its clients say it; nothing where they cannot say this one. */
export type WireTelling<Value> = (moment: Moment) => WireAct<Value> | undefined | Promise<WireAct<Value> | undefined>;

/** What a client of the platform does, and what it makes of the answers. */
export interface WireAct<Value> {
  readonly say: (connection: Connection) => Promise<Value>;
  /**
   * Where the platform names no rule, whether that fits what the control interface answers; only a fault does, unless it
   * is said that the platform hides what it refuses.
   */
  readonly fits?: (seen: Seen<Value>) => boolean;
}

/** What the operator does, who stands outside all orgs and whom no rule refuses. */
export interface Operation<Value> {
  readonly usecase: (simulator: Simulator) => Promise<Value>;
  readonly request: Telling<Value>["request"];
}

/** How somebody logs in with own credentials. */
export interface Credentials {
  readonly mfa: boolean;
  readonly myDomain: boolean;
  /** Where from, where the story says so. */
  readonly address?: string;
}

/** One way for people to reach the simulator. A difference between faces is a defect by definition. */
export interface Face {
  /** Logs the person in with own credentials; what the person does from then on happens in that session. */
  signIn(person: CastMember, how: Credentials): Promise<Seen>;
  /** What anybody can try who has no session; let in, nobody goes on in that session. */
  knock<Value>(telling: Knock<Value>): Promise<Seen<Value>>;
  /** Acts in the session the person is working in: the LoginAs session after a login, else the own one. */
  act<Value>(person: CastMember, telling: Telling<Value>): Promise<Seen<Value>>;
  /** Acts with the own session, also while a LoginAs session is open. */
  actAsSelf<Value>(person: CastMember, telling: Telling<Value>): Promise<Seen<Value>>;
  /** What the operator does. */
  operate<Value>(operation: Operation<Value>): Promise<Seen<Value>>;
  /** Logs an agent in as a user; let in, the agent works in that LoginAs session until it is left. */
  enter<Value extends { readonly session: SessionId }>(
    agent: CastMember,
    telling: Telling<Value>,
  ): Promise<Seen<Value>>;
  /** The agent works in the own session again. */
  leave(agent: CastMember): void;
}

/** A seat is what a face holds for a session: its id, or its token. */
export abstract class SeatedFace<Seat> implements Face {
  protected readonly story: Story;
  readonly #own = new Map<string, Seat>();
  readonly #loginAs = new Map<string, Seat>();

  constructor(story: Story) {
    this.story = story;
  }

  protected abstract open(person: CastMember, how: Credentials): Promise<{ readonly seen: Seen; readonly seat?: Seat }>;
  /** The seat of somebody whose login the story does not speak of: multi-factor, at My Domain. */
  protected settle(person: CastMember): Promise<{ readonly seen: Seen; readonly seat?: Seat }> {
    return this.open(person, { mfa: true, myDomain: true });
  }
  protected abstract tell<Value>(seat: Seat, telling: Telling<Value>, isAgent: boolean): Promise<Seen<Value>>;
  protected abstract ask<Value>(telling: Knock<Value>): Promise<Seen<Value>>;
  protected abstract asOperator<Value>(operation: Operation<Value>): Promise<Seen<Value>>;
  protected abstract seatOf(value: { readonly session: SessionId }): Seat;

  async signIn(person: CastMember, how: Credentials): Promise<Seen> {
    const { seen, seat } = await this.open(person, how);
    if (seat !== undefined) this.#own.set(person.name, seat);
    return seen;
  }

  knock<Value>(telling: Knock<Value>): Promise<Seen<Value>> {
    this.story.mark = this.story.simulator.ports.log.end.size;
    return this.ask(telling);
  }

  operate<Value>(operation: Operation<Value>): Promise<Seen<Value>> {
    this.story.mark = this.story.simulator.ports.log.end.size;
    return this.asOperator(operation);
  }

  async act<Value>(person: CastMember, telling: Telling<Value>): Promise<Seen<Value>> {
    const loginAs = this.#loginAs.get(person.name);
    return this.#at(loginAs ?? (await this.#ownSeat(person)), telling, loginAs !== undefined);
  }

  async actAsSelf<Value>(person: CastMember, telling: Telling<Value>): Promise<Seen<Value>> {
    return this.#at(await this.#ownSeat(person), telling, false);
  }

  async enter<Value extends { readonly session: SessionId }>(agent: CastMember, telling: Telling<Value>) {
    const seen = await this.act(agent, telling);
    if (seen.value) this.#loginAs.set(agent.name, this.seatOf(seen.value));
    return seen;
  }

  leave(agent: CastMember): void {
    this.#loginAs.delete(agent.name);
  }

  async #ownSeat(person: CastMember): Promise<Seat> {
    const seat = this.#own.get(person.name);
    if (seat !== undefined) return seat;
    const { seen, seat: opened } = await this.settle(person);
    if (opened === undefined) throw new Error(`${person.name} could not log in: ${seen.because}`);
    this.#own.set(person.name, opened);
    return opened;
  }

  #at<Value>(seat: Seat, telling: Telling<Value>, isAgent: boolean): Promise<Seen<Value>> {
    this.story.mark = this.story.simulator.ports.log.end.size;
    return this.tell(seat, telling, isAgent);
  }
}

/** The fastest face: the use cases themselves. */
export class UseCaseFace extends SeatedFace<SessionId> {
  protected async open({ ref }: CastMember, how: Credentials) {
    const value = await this.story.simulator.takePlaceOf(ref, how);
    return { seen: { effect: "allow" } as const, seat: value.session };
  }

  protected tell<Value>(seat: SessionId, { usecase }: Telling<Value>): Promise<Seen<Value>> {
    return this.ask({ usecase: (simulator) => usecase(simulator, seat) });
  }

  protected async ask<Value>({ usecase }: Pick<Knock<Value>, "usecase">): Promise<Seen<Value>> {
    try {
      const { decision, value, receipt } = await usecase(this.story.simulator);
      return { ...decision, ...(value !== undefined && { value }), ...(receipt !== undefined && { receipt }) };
    } catch (error) {
      if (error instanceof Fault) return { effect: "fault", code: error.code, because: error.message };
      throw error;
    }
  }

  protected asOperator<Value>({ usecase }: Operation<Value>): Promise<Seen<Value>> {
    return this.ask({ usecase: async (simulator) => ({ decision: asTheUserMay(), value: await usecase(simulator) }) });
  }

  protected seatOf({ session }: { readonly session: SessionId }): SessionId {
    return session;
  }
}
