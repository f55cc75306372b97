import type { Context } from "hono";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { headerOf } from "#http/header.ts";
import type { App, Env } from "#http/route.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { refused } from "./answers.ts";
import { sessionOfCall } from "./caller.ts";
import { versionIn } from "./versions.ts";

/** What every endpoint of the wire knows of a request. */
export interface Call {
  readonly c: Context<Env>;
  /** Scheme, host and port as the client wrote them: every address in an answer begins with it. */
  readonly base: string;
  /** `66.0`, where the path names one. */
  readonly version: string;
}

/** A request with a session that is good where it was sent. */
export interface SessionCall extends Call {
  readonly session: SessionId;
  readonly org: OrgId;
}

/** An endpoint of the wire, for the trial that sends each the sessions of others. */
export interface WireRoute {
  readonly method: string;
  readonly path: string;
  /** Who is heard: anybody, whoever sends a session, or whoever has one in the body of a SOAP message. */
  readonly who: "anybody" | "session" | "session in the message";
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD";

/** The endpoints of the wire as they are defined, in order. */
export class Wire {
  readonly routes: WireRoute[] = [];
  readonly #app: App;
  readonly #simulator: Simulator;

  constructor(app: App, simulator: Simulator) {
    this.#app = app;
    this.#simulator = simulator;
  }

  /** An endpoint that hears anybody. */
  open(method: Method, path: string, answer: (call: Call) => Promise<Response> | Response): void {
    this.#define({ method, path, who: "anybody" }, (c) => answer(new Called(c)));
  }

  /** An endpoint that hears whoever sends a session. Fault INVALID_SESSION_ID where none is good here. */
  session(method: Method, path: string, answer: (call: SessionCall) => Promise<Response> | Response): void {
    this.#define({ method, path, who: "session" }, async (c) => {
      const caller = sessionOfCall(this.#simulator, c);
      const refusal = await this.#simulator.refusedApi(caller.session);
      return refusal ? refused(refusal) : answer(new SessionCalled(c, caller));
    });
  }

  /** An endpoint for SOAP messages, which looks for the session in each. */
  soap(path: string, answer: (call: Call) => Promise<Response> | Response): void {
    this.#define({ method: "POST", path, who: "session in the message" }, (c) => answer(new Called(c)));
  }

  #define(route: WireRoute, answer: (c: Context<Env>) => Promise<Response> | Response): void {
    this.routes.push(route);
    this.#app.on(route.method, route.path, answer);
  }
}

class Called implements Call {
  readonly c: Context<Env>;
  readonly version: string;

  constructor(c: Context<Env>) {
    this.c = c;
    this.version = versionIn(c.req.param("version"));
  }

  /** Nothing is known of a client but the host it used, so no answer may name another one. */
  get base(): string {
    const { url } = this.c.req;
    const named = url.indexOf("//") + 2;
    return `${url.slice(0, named)}${headerOf(this.c, "host") ?? url.slice(named, url.indexOf("/", named))}`;
  }
}

class SessionCalled extends Called implements SessionCall {
  readonly session: SessionId;
  readonly org: OrgId;

  constructor(c: Context<Env>, { session, org }: Pick<SessionCall, "session" | "org">) {
    super(c);
    this.session = session;
    this.org = org;
  }
}
