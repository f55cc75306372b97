import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { formatStartLink, parseStartLink } from "#domain/debug/start-link.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Surroundings } from "./app.ts";
import { debugSessionRoutes, path } from "./debug-sessions.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const org = { org: idOf("Org") };
const filter = z.string().max(4_000);
const filters = z.strictObject({ userIdFilter: filter, requestTypeFilter: filter, entryPointFilter: filter });
const started = z.object({ debugSession: z.string() });

/** The way to a debugging session: the link from Setup, the project, the launch; and the way out. */
export function debugRoutes(app: App, around: Surroundings): readonly DefinedRoute[] {
  const { simulator, tokens } = around;
  return [
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/setup/apex-debugger/start",
        summary: "Start Partner Debugging Session: the link for the IDE, whose session id is a secret",
        who: "person",
        rules: ["POWER-05", "DEBUG-02", "DEBUG-08", "DEBUG-12", "DEBUG-47"],
        params: org,
        value: z.object({ sandbox: z.string(), username: z.string(), link: z.string() }),
        status: 201,
      },
      async ({ session, params, c }) => {
        const { decision, value } = await simulator.prepareDebugging(session, { from: originOf(c) });
        return { decision, ...(value && { value: { ...value, link: withSecret(value.link, params.org, session) } }) };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/debugger/projects",
        summary: "Create and Set Up Project for ISV Debugging",
        who: "person",
        rules: ["DEBUG-10", "DEBUG-11", "DEBUG-13", "DEBUG-23", "DEBUG-43", "DEBUG-45"],
        params: org,
        body: z.strictObject({ path, link: z.string().max(4_000) }),
        value: z.object({
          path: z.string(),
          steps: z.array(z.object({ step: z.string(), did: z.string() })),
          configuration: z.object({
            isvDebuggerSid: z.string(),
            isvDebuggerUrl: z.string(),
            instanceUrl: z.string(),
            connectType: z.string(),
          }),
          files: z.array(
            z.object({
              kind: z.enum(["class", "trigger"]),
              name: z.string(),
              namespace: z.string().optional(),
              form: z.enum(["full", "skeleton"]),
              body: z.string(),
            }),
          ),
        }),
        status: 201,
      },
      ({ session, body }) => simulator.setUpProject(session, { path: body.path, link: readLink(body.link) }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/debugger/sessions",
        summary: "Launch the debugger from a project that was set up with a start link",
        who: "person",
        rules: ["DEBUG-03", "DEBUG-05", "DEBUG-06", "DEBUG-15", "DEBUG-21", "DEBUG-23", "DEBUG-28"],
        params: org,
        body: z.strictObject({ project: path.exactOptional(), filters: filters.exactOptional() }),
        value: started,
        status: 201,
      },
      ({ session, body }) => simulator.startDebugging(session, body),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/debugger/own-sessions",
        summary: "Launch the org's own Apex Debugger",
        who: "person",
        rules: ["DEBUG-06", "DEBUG-07", "DEBUG-21"],
        params: org,
        body: z.strictObject({ filters: filters.exactOptional() }),
        value: started,
        status: 201,
      },
      ({ session, body }) => simulator.startOwnDebugging(session, body),
    ),
    define(
      app,
      {
        method: "put",
        path: "/orgs/{org}/debugger/projects/source/{code}",
        summary: "Save a file of the project to the server: a deployment",
        who: "person",
        rules: ["DEBUG-15", "DEBUG-36", "DEBUG-42", "POWER-11"],
        params: { ...org, code: idOf("ApexClass", "ApexTrigger") },
        body: z.strictObject({ path, body: z.string().max(1_000_000) }),
        value: z.object({
          id: z.string(),
          kind: z.enum(["class", "trigger"]),
          name: z.string(),
          namespace: z.string().optional(),
          apiVersion: z.string(),
        }),
      },
      ({ session, params: { code }, body }) => simulator.deployFromProject(session, { code, ...body }),
    ),
    ...debugSessionRoutes(app, around),
  ];

  /** The secret goes into the one answer that hands the link out. */
  function withSecret(link: string, of: OrgId, session: SessionId): string {
    const { project, instanceUrl = "" } = parseStartLink(link) ?? { project: "" };
    return formatStartLink({ project, instanceUrl, sessionId: tokens.issue(of, session) });
  }

  /** The link with the session its secret stands for; a secret that stands for none is as good as none. */
  function readLink(text: string) {
    const link = parseStartLink(text);
    if (!link) return undefined;
    const { sessionId, ...others } = link;
    const session = sessionId === undefined ? undefined : tokens.read(sessionId);
    return { ...others, ...(session && { sessionId: session }) };
  }
}

/** Scheme, host and port that the client used. */
const originOf = (c: Context): string => new URL(c.req.url).origin;
