import { endFacts } from "#domain/debug/due.ts";
import type { EndFacts } from "#domain/debug/ends.ts";
import { type Project, placeOf } from "#domain/debug/project.ts";
import type { DebugSession, Preparation } from "#domain/debug/session.ts";
import type { Workbench } from "#domain/debug/workbench.ts";
import type { AuditEvent, Stream } from "#domain/events.ts";
import { Fault, notFound } from "#domain/fault.ts";
import { dueBy, type Folds } from "#domain/folds.ts";
import type { Grant } from "#domain/grant/grant.ts";
import type { OrgId, SessionId, UserRef } from "#domain/ids.ts";
import type { OrgLogs } from "#domain/log/stored.ts";
import type { DebugLevel, TraceFlag } from "#domain/log/trace-flag.ts";
import type { Session } from "#domain/login/session.ts";
import type { OrgRows } from "#domain/org.ts";
import type { Instance } from "#domain/platform/instance.ts";
import type { Policies } from "#domain/policies.ts";
import type { Reviews } from "#domain/review/fold.ts";
import type { Instant } from "#domain/time.ts";
import type { Answer, Ports } from "./ports.ts";
import { Turns } from "./turns.ts";

/** The simulator as one decision sees it. Whatever is looked at here becomes part of what the decision rests on. */
export interface Standing {
  readonly now: Instant;
  readonly policies: Policies;
  /** All reviews and samples, which stand in the platform's own stream. */
  readonly reviews: Omit<Reviews, "due" | "refusals">;
  /** Fault NOT_FOUND when there is no such org. */
  org(id: OrgId): Promise<OrgRows>;
  /** All grants of an org, oldest first, ended ones too. */
  grants(org: OrgId): readonly Grant[];
  session(id: SessionId): Session | undefined;
  /** The sessions of an org that are not over. */
  sessionsOf(org: OrgId): readonly Session[];
  /** The start link that is out for a LoginAs session, and that no debugging session has used up. */
  preparation(login: Session): Preparation | undefined;
  /** The debugging sessions in an org that are not over. */
  debugSessionsOf(org: OrgId): readonly DebugSession[];
  /** The one that rests on a session or, where that is over and no other has taken its place in the org, did so last. */
  debuggerIn(login: Session): DebugSession | undefined;
  /** All there have been in an org, oldest first, ended ones too. */
  debugRecordsOf(org: OrgId): readonly DebugSession[];
  /** Those on the allowance of an org, in whatever sandbox, that are not over. */
  debugSessionsBy(org: OrgId): readonly DebugSession[];
  /** What can end a debugging session by itself. */
  endFacts(session: DebugSession): EndFacts;
  /** The project an engineer has at a path, if its code was not deleted. */
  project(engineer: UserRef, path: string): Project | undefined;
  /** The projects that hold code of an org, or that engineers of an org have. */
  projectsAround(org: OrgId): readonly Project[];
  /** What a debugging session has set and is debugging; Fault NOT_FOUND when there is no such session. */
  workbench(session: DebugSession): Workbench;
  instance(name: string): Instance;
  /** The trace flags of an org, oldest first, those whose window is over too. */
  traceFlags(org: OrgId): readonly TraceFlag[];
  debugLevels(org: OrgId): readonly DebugLevel[];
  /** When a burst of debug logs disabled the trace flags of an org last (LOG-13). */
  tracingDisabledAt(org: OrgId): Instant | undefined;
  /** The debug logs of an org, without their lines. */
  debugLogs(org: OrgId): OrgLogs;
}

/** What a decision comes to: the events that put it on record, and the value to show once they are durable. */
export interface Outcome<Value> extends Answer<Value> {
  readonly events: readonly AuditEvent[];
  /** Thrown once the events are durable: for what is no rule's refusal and goes on record all the same. */
  readonly fault?: unknown;
}

/**
 * Hands out the simulator as it stands, appends what comes back, and asks again when an org that was looked at has
 * moved on in between. Answers when the record is durable, so no effect is seen before it.
 *
 * Who has lost waits for a turn, in which nobody writes where the decision looks: neither the others who lost nor those
 * who come anew. All at once, the one with the quickest decision would win every time, and a user who takes login access
 * back would wait until the last of a crowd is in.
 */
export async function untilSettled<Value>(
  ports: Ports,
  decide: (standing: Standing) => Promise<Outcome<Value>>,
): Promise<Answer<Value>> {
  const turns = turnsOf(ports);
  const first = await attempt(ports, decide, turns);
  if (!("lostOver" in first)) return first;
  let streams = first.lostOver;
  for (;;) {
    const last = await turns.wait(streams, () => attemptWithin(ports, decide, streams));
    if (!("lostOver" in last)) return last;
    streams = new Set([...streams, ...last.lostOver]);
  }
}

/** The streams that a decision which lost had rested on; the platform's is everybody's, and nobody waits for that. */
interface Lost {
  readonly lostOver: ReadonlySet<Stream>;
}

/** One turn: decides until it is settled, or looks at more than the turn is for. */
async function attemptWithin<Value>(
  ports: Ports,
  decide: (standing: Standing) => Promise<Outcome<Value>>,
  streams: ReadonlySet<Stream>,
): Promise<Answer<Value> | Lost> {
  for (;;) {
    const answer = await attempt(ports, decide);
    if (!("lostOver" in answer) || !answer.lostOver.isSubsetOf(streams)) return answer;
  }
}

/** One decision. Who gives `turns` comes anew, and has lost where somebody waits for a stream that it would write in. */
async function attempt<Value>(
  ports: Ports,
  decide: (standing: Standing) => Promise<Outcome<Value>>,
  turns?: Turns,
): Promise<Answer<Value> | Lost> {
  // What is asked of every request waits for nothing where nothing has happened.
  if (!ports.log.available) await demandLog(ports);
  let now = ports.clock.now();
  if (dueBy(ports.folds, now)) now = await passTime(ports);
  const expect = new Map<Stream, number>();
  const { events, fault, ...answer } = await decide(new Looking(ports, now, expect));
  for (const { org } of events) lookAt(ports, expect, org);
  const waitedFor = events.some(({ org }) => turns?.areWaitedFor(org));
  const appended = events.length > 0 && !waitedFor ? await ports.log.append(events, expect) : undefined;
  if (waitedFor || appended?.outcome === "moved on")
    return { lostOver: new Set([...expect.keys()].filter((stream) => stream !== "platform")) };
  // What follows from it by itself at this very instant, as a debugging session ends with its LoginAs session.
  if (events.length > 0) await passTime(ports);
  if (fault) throw fault;
  // That a session goes on is no act of anybody's.
  const own = appended?.records.find(({ type }) => type !== "session.extended");
  return { ...answer, ...(own && { receipt: own.seq }) };
}

/** By the log that they write in: there are ports for each door, and one log. */
const allTurns = new WeakMap<Ports["log"], Turns>();

function turnsOf({ log }: Ports): Turns {
  const turns = allTurns.get(log) ?? new Turns();
  allTurns.set(log, turns);
  return turns;
}

/** Fault LOG_UNAVAILABLE while nothing can be put on record: then nothing may happen either. */
export async function demandLog({ log }: Ports): Promise<void> {
  if (log.available) return;
  const state = await log.regain();
  if (state === "open") return;
  throw new Fault(
    "LOG_UNAVAILABLE",
    state === "disk full"
      ? "nothing is allowed while the disk of the audit log is full; make space, and it goes on by itself"
      : "nothing is allowed while the audit log cannot be written; see the process log and start again",
  );
}

/**
 * Puts on record what has happened by itself, each event at its own instant; answers the instant up to which all has.
 * Throws when an event that is on record is due again, for the log would fill without end.
 */
export async function passTime(ports: Ports): Promise<Instant> {
  let instant: Instant | undefined;
  const written = new Set<string>();
  for (;;) {
    const now = ports.clock.now();
    const due = dueBy(ports.folds, now);
    if (!due) return now;
    const event = JSON.stringify(due);
    if (due.at !== instant) written.clear();
    instant = due.at;
    if (written.has(event)) throw new Error(`it is on record and due all the same: ${event}`);
    const { outcome } = await ports.log.append([due], new Map([[due.org, headOf(ports, due.org)]]));
    if (outcome === "appended") written.add(event);
  }
}

const headOf = ({ folds }: Ports, stream: Stream): number => folds.heads.get(stream) ?? -1;

function lookAt(ports: Ports, expect: Map<Stream, number>, stream: Stream): void {
  if (!expect.has(stream)) expect.set(stream, headOf(ports, stream));
}

/** Hands out what is asked for, and notes whose it was. */
class Looking implements Standing {
  readonly now: Instant;
  readonly policies: Policies;
  readonly reviews: Standing["reviews"];
  readonly #ports: Ports;
  readonly #expect: Map<Stream, number>;

  constructor(ports: Ports, now: Instant, expect: Map<Stream, number>) {
    this.now = now;
    this.policies = ports.folds.policies;
    this.reviews = ports.folds.reviews;
    this.#ports = ports;
    this.#expect = expect;
    this.#at("platform");
  }

  #at(stream: Stream): Folds {
    lookAt(this.#ports, this.#expect, stream);
    return this.#ports.folds;
  }

  org(id: OrgId): Promise<OrgRows> {
    this.#at(id);
    return this.#ports.orgs.of(id);
  }

  grants(org: OrgId): readonly Grant[] {
    return this.#at(org).grants.get(org) ?? [];
  }

  session(id: SessionId): Session | undefined {
    const session = this.#ports.folds.sessions.get(id);
    if (session) this.#at(session.user.org);
    return session;
  }

  sessionsOf(org: OrgId): readonly Session[] {
    return [...this.#at(org).running.sessions.values()].filter(({ user }) => user.org === org);
  }

  preparation({ id, user }: Session): Preparation | undefined {
    return this.#at(user.org).debugging.prepared.get(id);
  }

  debugSessionsOf(org: OrgId): readonly DebugSession[] {
    return [...this.#at(org).debugging.running.values()].filter(({ user }) => user.org === org);
  }

  debugSessionsBy(org: OrgId): readonly DebugSession[] {
    const found = [...this.#at(org).debugging.running.values()].filter(({ license }) => license.org === org);
    // Each ends in the log of its own sandbox.
    for (const { user } of found) this.#at(user.org);
    return found;
  }

  debuggerIn(login: Session): DebugSession | undefined {
    const { workbenches, debugging } = this.#at(login.user.org);
    for (const { id } of workbenches.values()) {
      const session = debugging.sessions.get(id);
      if (session?.login === login.id) return session;
    }
    return undefined;
  }

  debugRecordsOf(org: OrgId): readonly DebugSession[] {
    return [...this.#at(org).debugging.sessions.values()].filter(({ user }) => user.org === org);
  }

  endFacts(session: DebugSession): EndFacts {
    return endFacts(this.#at(session.user.org), session);
  }

  /** What comes and goes there is on record in the engineer's own org, too, so that org's head is enough (DEBUG-45). */
  project(engineer: UserRef, path: string): Project | undefined {
    return this.#at(engineer.org).debugging.projects.get(placeOf({ engineer, path }));
  }

  projectsAround(org: OrgId): readonly Project[] {
    const { projects } = this.#at(org).debugging;
    return [...projects.values()].filter((one) => one.org === org || one.engineer.org === org);
  }

  workbench({ id, user }: DebugSession): Workbench {
    const bench = this.#at(user.org).workbenches.get(id);
    if (!bench) throw notFound("debugging session with id", id);
    return bench;
  }

  instance(name: string): Instance {
    return this.#ports.folds.instances.get(name) ?? {};
  }

  traceFlags(org: OrgId): readonly TraceFlag[] {
    return this.#at(org).tracing.flags.get(org) ?? [];
  }

  debugLevels(org: OrgId): readonly DebugLevel[] {
    return this.#at(org).tracing.levels.get(org) ?? [];
  }

  tracingDisabledAt(org: OrgId): Instant | undefined {
    return this.#at(org).tracing.disabledAt.get(org);
  }

  debugLogs(org: OrgId): OrgLogs {
    return this.#at(org).debugLogs.of(org);
  }
}

/** The rows of an org, or nothing where there is none: for questions to which "no such org" is an answer. */
export async function orgIfAny(standing: Standing, id: OrgId): Promise<OrgRows | undefined> {
  try {
    return await standing.org(id);
  } catch (error) {
    if (error instanceof Fault && error.code === "NOT_FOUND") return undefined;
    throw error;
  }
}

export const noSuchOrg = (id: string): Fault => notFound("org with id", id);
