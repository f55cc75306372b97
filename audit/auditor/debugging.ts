import { clientMinutes, type Debug, debugOf, nextEnd, nextOfTheClient } from "./debug-session.ts";
import { count, type Entry, flag, type Ref, ref, text } from "./entry.ts";
import type { Finding, Say } from "./finding.ts";
import { takeThread } from "./threads.ts";
import { instant } from "./time.ts";
import type { World } from "./world.ts";

/** Code of an org on an engineer's machine, and the session whose id the project stores. */
export interface Project {
  readonly engineer: Ref;
  readonly path: string;
  readonly org: string;
  readonly login: string;
}

const placeOf = (engineer: Ref, path: string): string => `${engineer.org} ${engineer.id} ${path}`;
const RECOMPILES = new Set(["package.installed", "package.uninstalled", "org.recompiled"]);
const ENDS_LOGIN = new Set(["session.ended", "login.ended"]);

/** Debugging sessions that run, the links and projects they start from, and the laws of their lives. */
export class Debugging {
  readonly #running = new Map<string, Debug>();
  /** Requests that a session which is over has yet to let go, and since when. */
  readonly #left = new Map<string, { readonly requests: Set<string>; readonly at: number }>();
  /** Requests whose process is gone, by their session. */
  readonly #lost = new Map<string, Set<string>>();
  /** Links that no start has used, by their session, with the paths that were set up with each. */
  readonly #links = new Map<string, Set<string>>();
  readonly #projects = new Map<string, Project>();

  get(id: string | undefined): Debug | undefined {
    return id === undefined ? undefined : this.#running.get(id);
  }

  get running(): IterableIterator<Debug> {
    return this.#running.values();
  }

  inOrg(org: string): readonly Debug[] {
    return [...this.#running.values()].filter((one) => one.org === org);
  }

  /** The paths set up with the link that is out in a session; nothing where none is. */
  link(login: string): ReadonlySet<string> | undefined {
    return this.#links.get(login);
  }

  project(engineer: Ref | undefined, path: string | undefined): Project | undefined {
    return engineer && path !== undefined ? this.#projects.get(placeOf(engineer, path)) : undefined;
  }

  /** The project that an engineer set up last with a session. */
  projectOf(engineer: Ref, login: string): Project | undefined {
    const own = (one: Project) => one.engineer.org === engineer.org && one.engineer.id === engineer.id;
    return [...this.#projects.values()].findLast((one) => own(one) && one.login === login);
  }

  /** What should be over, and is not on record as over. */
  overdue(entry: Entry, at: number, world: World, say: Say): void {
    for (const debug of this.#running.values()) {
      const end = nextEnd(debug, world);
      if (at <= end.at) continue;
      const says = `record ${entry.seq} is later than ${instant(end.at)}, when debugging session ${debug.id} was over (${end.reason}), and its end is not on record`;
      say({ check: "A06", rule: end.rule, seq: entry.seq, also: [debug.seq], says });
      this.#running.delete(debug.id);
    }
    for (const [id, { requests, at: since }] of this.#left) {
      if (at <= since) continue;
      const says = `debugging session ${id} was over at ${instant(since)}, and has not let go of ${[...requests].join(", ")}`;
      say({ check: "A06", rule: "DEBUG-22", seq: entry.seq, says });
      this.#left.delete(id);
    }
  }

  take(entry: Entry, at: number, world: World, say: Say): void {
    const { type, session, org, seq } = entry;
    if (session !== undefined && ENDS_LOGIN.has(type)) this.#loginEnds(session, at);
    if (RECOMPILES.has(type)) for (const one of this.#running.values()) if (one.org === org) one.recompiledAt ??= at;
    if (type === "audit.opened") this.#cutOff();
    if (!type.startsWith("debug.")) return;
    const wrong = (about: Omit<Finding, "seq">) => say({ seq, ...about });
    this.#takeProject(entry);
    const id = text(entry, "debugSession");
    if (id === undefined || type === "debug.refused") return;
    if (type === "debug.started") {
      this.#start(entry, at, world, wrong);
      return;
    }
    const requests = this.#left.get(id)?.requests ?? this.#lost.get(id);
    const request = text(entry, "request");
    if (requests && request !== undefined && (type === "debug.released" || type === "debug.request-finished")) {
      if (!requests.delete(request))
        wrong({ check: "A15", says: `record ${seq} (${type}) is of request ${request}, which is not debugged` });
      if (requests.size === 0) {
        this.#left.delete(id);
        this.#lost.delete(id);
      }
      return;
    }
    const debug = this.#running.get(id);
    if (!debug) {
      const check = type === "debug.ended" ? "A08" : "A15";
      wrong({ check, says: `record ${seq} (${type}) is of debugging session ${id}, which does not run` });
      return;
    }
    if (flag(entry, "activity")) {
      debug.lastActiveAt = at;
      debug.warned = 0;
    }
    this.#move(debug, entry, at, world, wrong);
  }

  #start(entry: Entry, at: number, world: World, wrong: (about: Omit<Finding, "seq">) => void): void {
    const debug = debugOf(entry, at);
    if (!debug) {
      wrong({
        check: "A19",
        says: `record ${entry.seq} starts a debugging session without saying whose, or in which session`,
      });
      return;
    }
    for (const other of this.inOrg(entry.org))
      wrong({
        check: "A14",
        rule: "DEBUG-06",
        also: [other.seq],
        says: `record ${entry.seq} starts a debugging session where ${other.id} runs`,
      });
    const company = world.rows.of(entry.org)?.company;
    if (company && text(company, "instance") !== debug.instance)
      wrong({
        check: "A19",
        says: `record ${entry.seq} names instance ${debug.instance}, and the org runs on ${text(company, "instance")}`,
      });
    this.#links.delete(debug.login);
    this.#running.set(debug.id, debug);
  }

  #move(debug: Debug, entry: Entry, at: number, world: World, wrong: (about: Omit<Finding, "seq">) => void): void {
    const { type, seq } = entry;
    if (type === "debug.ended") {
      this.#end(debug, entry, at, world, wrong);
      return;
    }
    if (type === "debug.orphaned") {
      if (entry.session !== debug.login)
        wrong({ check: "A15", rule: "DEBUG-24", says: `record ${seq} closes an IDE that is another session's` });
      debug.orphaned = true;
      return;
    }
    if (type === "debug.idle-warned") {
      const [minutes, due] = [count(entry, "minutes") ?? 0, nextOfTheClient(debug, world)];
      if (!clientMinutes(world).includes(minutes) || due?.at !== at)
        wrong({
          check: "A06",
          rule: "DEBUG-19",
          says: `record ${seq} warns after ${minutes} minutes, and the session is idle since ${instant(debug.lastActiveAt)}`,
        });
      debug.warned += 1;
      return;
    }
    takeThread(debug, entry, wrong);
  }

  #end(debug: Debug, entry: Entry, at: number, world: World, wrong: (about: Omit<Finding, "seq">) => void): void {
    const reason = text(entry, "reason");
    const { seq, decision, session } = entry;
    if (decision) {
      const due = session === debug.login ? "stopped" : "killed";
      if (reason !== due)
        wrong({
          check: "A08",
          rule: "DEBUG-25",
          says: `record ${seq} has a debugging session be ${reason}, and it was ${due}`,
        });
    } else {
      const end = nextEnd(debug, world);
      if (end.at !== at || end.reason !== reason)
        wrong({
          check: "A06",
          rule: end.rule,
          also: [debug.seq],
          says: `record ${seq} ends a debugging session (${reason}) that was to end (${end.reason}) at ${Number.isFinite(end.at) ? instant(end.at) : "no time"}`,
        });
    }
    this.#running.delete(debug.id);
    const requests = new Set([...debug.threads.keys(), ...debug.waiting]);
    if (requests.size > 0) this.#left.set(debug.id, { requests, at });
  }

  #loginEnds(session: string, at: number): void {
    this.#links.delete(session);
    for (const debug of this.#running.values()) if (debug.login === session) debug.loginEndedAt ??= at;
  }

  /** Requests do not outlive the process that runs them. */
  #cutOff(): void {
    for (const { id, threads, waiting } of this.#running.values()) {
      const requests = new Set([...threads.keys(), ...waiting, ...(this.#lost.get(id) ?? [])]);
      if (requests.size > 0) this.#lost.set(id, requests);
      threads.clear();
      waiting.clear();
    }
  }

  #takeProject(entry: Entry): void {
    const { type, session, org } = entry;
    const [engineer, path, login] = [ref(entry, "engineer"), text(entry, "path"), text(entry, "login")];
    if (type === "debug.prepared" && session !== undefined)
      this.#links.set(session, this.#links.get(session) ?? new Set());
    if (!engineer || path === undefined) return;
    const place = placeOf(engineer, path);
    if (type === "debug.code-downloaded" && login !== undefined) {
      this.#projects.delete(place);
      this.#projects.set(place, { engineer, path, org, login });
      if (session !== undefined) this.#links.get(session)?.add(path);
    } else if (type === "debug.code-deleted" && this.#projects.get(place)?.org === org) this.#projects.delete(place);
  }
}
