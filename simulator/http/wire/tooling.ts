import { Fault } from "#domain/fault.ts";
import type { Guarded } from "#http/app.ts";
import { headersUnder } from "#http/secured.ts";
import { answered, json } from "./answers.ts";
import type { SessionCall, Wire } from "./route.ts";

const DATA = "/services/data/:version";
const TOOLING = `${DATA}/tooling`;

/** What a version of the Tooling API is made of here. */
const RESOURCES = ["sobjects", "query", "queryAll", "executeAnonymous", "describe"];

/** What clients know of the Tooling API and nothing here does. */
const UNSIMULATED = [
  ["POST", "runTestsAsynchronous", "run Apex tests"],
  ["GET", "runTestsAsynchronous", "run Apex tests"],
  ["POST", "runTestsSynchronous", "run Apex tests"],
  ["GET", "runTestsSynchronous", "run Apex tests"],
  ["GET", "completions", "ask for code completion"],
  ["GET", "search", "search by SOSL"],
] as const;

/** What the Tooling API has besides queries, rows and describe, and the files of logs that both APIs have. */
export function toolingRoutes(wire: Wire, { simulator }: Guarded): void {
  for (const root of [DATA, TOOLING])
    wire.session("GET", `${root}/sobjects/ApexLog/:id/Body`, async (call) =>
      answered(await simulator.readLogBody(call.session, { log: idOf(call) }), (log) => file(log, "text/plain")),
    );
  wire.session("GET", `${DATA}/sobjects/EventLogFile/:id/LogFile`, async (call) =>
    answered(await simulator.readEventLogFile(call.session, { file: idOf(call) }), (log) => file(log, "text/csv")),
  );
  wire.session("GET", TOOLING, async ({ session, version }) =>
    answered(await simulator.identify(session), () =>
      json(Object.fromEntries(RESOURCES.map((name) => [name, `/services/data/v${version}/tooling/${name}`]))),
    ),
  );
  wire.session("GET", `${TOOLING}/executeAnonymous`, async ({ c, session }) => {
    const code = c.req.query("anonymousBody");
    if (code === undefined)
      throw new Fault("REQUIRED_FIELD_MISSING", "the parameter anonymousBody with the code is missing");
    return answered(await simulator.executeAnonymous(session, { code }), ({ log: _, ...result }) => json(result));
  });
  for (const [method, path, act] of UNSIMULATED)
    wire.session(method, `${TOOLING}/${path}`, async ({ session }) =>
      answered(await simulator.tryUnsimulated(session, { act }), json),
    );
  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"] as const)
    wire.session(method, "/services/apexrest/*", async ({ c, session }) => {
      const path = c.req.path.slice("/services/apexrest".length);
      return answered(await simulator.callApexRest(session, { path }), json);
    });
}

const idOf = ({ c }: SessionCall): string => c.req.param("id") ?? "";

/** A file as its bytes are; one that is empty is empty, and no 204, at which clients fail. */
const file = (text: string, type: string): Response =>
  new Response(text, { headers: { ...headersUnder(), "content-type": `${type};charset=UTF-8` } });
