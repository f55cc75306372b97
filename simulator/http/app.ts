import { timingSafeEqual } from "node:crypto";
import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { parse } from "hono/utils/cookie";
import { getPath } from "hono/utils/url";
import { Fault, noResource } from "#domain/fault.ts";
import { parseId, type SessionId } from "#domain/ids.ts";
import { channelsOf } from "#domain/login/within.ts";
import type { Instant } from "#domain/time.ts";
import type { Judge } from "#usecases/audit/report.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { auditRoutes } from "./audit.ts";
import { auditEvidenceRoutes, type ReportForm } from "./audit-evidence.ts";
import { auditQuestionRoutes } from "./audit-questions.ts";
import { auditUpkeepRoutes } from "./audit-upkeep.ts";
import { connectedAppRoutes } from "./connected-apps.ts";
import { debugRoutes } from "./debug.ts";
import { debugThreadRoutes } from "./debug-threads.ts";
import { faultBody, statusOf } from "./errors.ts";
import { explainRoutes } from "./explain.ts";
import { grantRoutes } from "./grant.ts";
import { headerOf } from "./header.ts";
import { healthRoutes } from "./health-routes.ts";
import { checkHost } from "./host.ts";
import { licenseRoutes } from "./license.ts";
import { lmoRoutes } from "./lmo.ts";
import { logRoutes } from "./log.ts";
import { loginRoutes } from "./login.ts";
import { loginAsRoutes } from "./login-as.ts";
import { loginSessionRoutes } from "./login-session.ts";
import { openApiRoute } from "./openapi.ts";
import { operatorRoutes } from "./operator.ts";
import { powerRoutes } from "./power.ts";
import { reviewRoutes } from "./review.ts";
import type { App, DefinedRoute, Env } from "./route.ts";
import { type Document, SECURE_HEADERS } from "./secured.ts";
import type { SessionTokens } from "./session-token.ts";
import { type Throttle, throttle } from "./throttle.ts";
import { traceRoutes } from "./trace.ts";
import { unsimulatedRoutes } from "./unsimulated.ts";
import { inPlatformWords } from "./wire/caller.ts";
import { faultOfStream, isCometd } from "./wire/cometd.ts";
import type { WireRoute } from "./wire/route.ts";
import { heedsNoCookie, isWire, tidy, wireRoutes } from "./wire/wire.ts";
import type { WorldFile, WorldFileJson } from "./world-file.ts";
import { wrongMethodRoutes } from "./wrong-method.ts";

export interface Surroundings {
  readonly simulator: Simulator;
  readonly tokens: SessionTokens;
  /** What the operator sends as a bearer token; printed at start. */
  readonly operatorToken: string;
  /** Host names that may be used besides loopback and `*.localhost`. */
  readonly hosts?: readonly string[];
  /** Told of what nobody expected; the caller of the route learns only that it failed. */
  readonly onDefect?: (error: unknown, requestId: string) => void;
  /** Version of the simulator, as the OpenAPI document names it. */
  readonly version?: string;
  /** Whether platform time runs by itself; frozen unless said otherwise. */
  readonly clockIs?: "running" | "frozen";
  /** The clock of the machine, which clients sign by; platform time where there is none. */
  readonly systemNow?: () => Instant;
  /** Which world was loaded, and the folder its records are kept in. */
  readonly world?: { readonly world?: string; readonly seed?: number; readonly state?: string };
  /** Erases a person from everything that is kept; where nothing is kept but orgs and log, the simulator's own does. */
  readonly erasePerson?: Simulator["erasePerson"];
  /** Reads the whole audit log from its first byte. */
  readonly verifyLog?: () => Promise<LogVerdict>;
  /** Judges the records that a report is about; without one a report has no findings. */
  readonly judge?: Judge;
  /** Makes a report of an evidence pack, in a form that is not the pack itself. */
  readonly renderReport?: (pack: string, form: ReportForm) => Promise<Document>;
  /** Loads a world, by name or as a file describes it, into a simulator without orgs. */
  readonly loadWorld?: (
    choice: string | WorldFile,
    seed: number | undefined,
  ) => Promise<{ readonly name: string; readonly seed: number }>;
  /** The orgs as they are now, as a file that can be loaded again. */
  readonly exportWorld?: (about: { readonly withCredentials: boolean }) => Promise<WorldFileJson>;
  /** Slows down who guesses; one of the app's own unless given. */
  readonly guard?: Throttle;
  /** Requests that each org may make through the API in a day; 15,000 unless it is said. */
  readonly dailyRequests?: number;
  /** Stops the process in order; absent where nobody may. */
  readonly stop?: () => void;
}

/** With the guard that all routes share at which passwords and codes can be guessed. */
export interface Guarded extends Surroundings {
  readonly guard: Throttle;
}

/** What a verification of the audit log comes to; the first defect with its place where it is bad. */
export interface LogVerdict {
  readonly verdict: "good" | "unfinished" | "bad";
  readonly records: number;
  readonly batches: number;
  /** Merkle root over the records, in base64. */
  readonly root: string;
  readonly defect?: { readonly kind: string; readonly file: string; readonly byte: number; readonly because: string };
}

const LARGEST_BODY = 1024 * 1024;
/** A world is all its orgs at once; what a transaction tells can be more than the largest debug log; Bulk is for much. */
const LARGEST_WORLD = 32 * LARGEST_BODY;
const LARGE = /^\/(?:sim\/(?:world|orgs\/[^/]+\/transactions)|services\/data\/[^/]+\/jobs\/ingest\/[^/]+\/batches)$/;

/** The whole request path, readable from top to bottom. */
export function createApp(around: Surroundings): {
  readonly app: App;
  readonly routes: readonly DefinedRoute[];
  /** The endpoints of the platform's own interfaces. */
  readonly wire: readonly WireRoute[];
} {
  const { simulator, tokens, operatorToken, hosts = [], onDefect } = around;
  const guarded: Guarded = { guard: throttle(() => simulator.ports.clock.now()), ...around };
  const app: App = new OpenAPIHono<Env>({ getPath: (request) => tidy(getPath(request)) });
  let requests = 0;

  app.use((c, next) => {
    requests += 1;
    c.set("requestId", `r${requests}`);
    checkHost(headerOf(c, "host"), hosts);
    const token = /^(?:bearer|oauth) (\S+)$/i.exec(headerOf(c, "authorization") ?? "")?.[1] ?? cookieOf(c);
    c.set("isOperator", token !== undefined && sameText(token, operatorToken));
    const session = token === undefined ? undefined : tokens.read(token);
    c.set("session", session);
    if (!isWire(c.req.path)) checkControl(simulator, session, c.req.path);
    return next();
  });
  // A browser says where a write comes from and sends its cookie by itself; a client that sends a token of its own and
  // no origin is no browser, and may write without a body.
  const ownOrigin = csrf();
  app.on(WRITES, "*", (c, next) =>
    (c.req.header("authorization") || heedsNoCookie(c.req.path)) && !c.req.header("origin")
      ? next()
      : ownOrigin(c, next),
  );
  const limitedTo = (maxSize: number) =>
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Fault("REQUEST_TOO_LARGE", `the body is larger than ${maxSize} bytes; send less`);
      },
    });
  const limited = limitedTo(LARGEST_BODY);
  const limitedWorld = limitedTo(LARGEST_WORLD);
  // Nobody reads the body of a GET, and to look for one costs more than all else on the way to the route.
  app.on(WRITES, "*", (c, next) => (LARGE.test(c.req.path) ? limitedWorld : limited)(c, next));
  const routes = [
    ...healthRoutes(app, around),
    ...auditUpkeepRoutes(app, around),
    ...auditRoutes(app, around),
    ...auditEvidenceRoutes(app, around),
    ...reviewRoutes(app, around),
    ...auditQuestionRoutes(app, around),
    ...operatorRoutes(app, around),
    ...loginRoutes(app, guarded),
    ...loginSessionRoutes(app, around),
    ...loginAsRoutes(app, around),
    ...explainRoutes(app, around),
    ...grantRoutes(app, around),
    ...lmoRoutes(app, guarded),
    ...powerRoutes(app, around),
    ...debugRoutes(app, around),
    ...debugThreadRoutes(app, around),
    ...logRoutes(app, around),
    ...licenseRoutes(app, around),
    ...traceRoutes(app, around),
    ...connectedAppRoutes(app, around),
  ];
  const wire = wireRoutes(app, guarded);
  openApiRoute(app, around);
  wrongMethodRoutes(app, routes);
  unsimulatedRoutes(app);

  app.notFound((c) => {
    const fault = isWire(c.req.path)
      ? noResource()
      : new Fault("NOT_FOUND", `nothing is at "${c.req.path}"; see /api/openapi.json`);
    return c.json(faultBody(fault), 404, SECURE_HEADERS);
  });
  app.onError((error, c) => {
    const fault = asFault(error, c.req.path);
    if (fault && isCometd(c.req.path)) return faultOfStream(fault);
    if (fault) return c.json(faultBody(fault), statusOf[fault.code], SECURE_HEADERS);
    onDefect?.(error, c.get("requestId"));
    return c.json(
      [{ errorCode: "UNKNOWN_EXCEPTION", message: `our defect, request ${c.get("requestId")}; see the process log` }],
      500,
      SECURE_HEADERS,
    );
  });
  return { app, routes, wire };
}

const WRITES = ["POST", "PUT", "PATCH", "DELETE"];

/** The session's token as a browser sends it. */
const cookieOf = (c: Context<Env>): string | undefined => {
  const cookies = headerOf(c, "cookie");
  return cookies === undefined ? undefined : parse(cookies, "sid").sid;
};

/** What is asked of every request of the control interface, whichever it is. */
function checkControl(simulator: Simulator, session: SessionId | undefined, path: string): void {
  if (session) checkPages(simulator, session);
  const org = /^\/orgs\/([^/]+)\//.exec(path)?.[1];
  if (org !== undefined) checkTenant(simulator, session, org);
}

/** A session is good in its own org only; what comes with none is for the routes to judge. */
function checkTenant(simulator: Simulator, session: SessionId | undefined, named: string): void {
  const own = session && simulator.ports.folds.sessions.get(session)?.user.org;
  if (own === named) return;
  const org = parseId("Org", named);
  if (!org) throw new Fault("MALFORMED_ID", `"${named}" is no id of an Org`);
  if (own && own !== org) throw new Fault("INVALID_SESSION_ID", `this session is not for org "${named}"; log in there`);
}

/** What an app has fetched serves what it was let in for, and the control interface is the pages of an org. */
function checkPages(simulator: Simulator, session: SessionId): void {
  const known = simulator.ports.folds.sessions.get(session);
  if (known?.through && !channelsOf.gives(known).includes("pages"))
    throw new Fault("INSUFFICIENT_ACCESS", "the app was not let in for pages; ask for the scope web");
}

const sameText = (given: string, right: string): boolean => {
  // Its length is no secret, and most tokens differ in it.
  if (given.length !== right.length) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

function asFault(error: unknown, path: string): Fault | undefined {
  if (error instanceof Fault) return isWire(path) ? inPlatformWords(error) : error;
  // The one thing Hono's own middleware refuses here by itself is a write that another site sent.
  if (error instanceof HTTPException && error.status === 403)
    return new Fault("INSUFFICIENT_ACCESS", "another site sent this request; writes must come from our own origin");
  return undefined;
}
