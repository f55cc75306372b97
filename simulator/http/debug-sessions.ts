import { z } from "@hono/zod-openapi";
import type { Surroundings } from "./app.ts";
import { idOf, written } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const org = { org: idOf("Org") };
const ended = z.object({ debugSession: z.string() });

/**
 * Where on an engineer's machine: one line, kept as it is. A start link that slipped in here would put its secret on
 * record (DEBUG-12).
 */
export const path = written(255).refine((text) => !/sessionId=|forceide:/i.test(text), {
  error: "is a start link and no path; send the link as `link`",
});

/** A debugging session as a list shows it. */
export const debugSession = z.object({
  record: z.object({
    Id: z.string(),
    Status: z.enum(["Active", "Detach"]),
    StatusMessage: z.string(),
    StatusUsername: z.string(),
    LicenseOrg: z.string(),
    LicenseType: z.string(),
    UserIdFilter: z.string(),
    RequestTypeFilter: z.string(),
    EntryPointFilter: z.string(),
    CreatedDate: z.string(),
  }),
  state: z.enum(["active", "orphaned", "ended"]),
  org: z.string(),
  user: z.string(),
  delegate: z.string().optional(),
  idleEndsAt: z.string().optional(),
  longestEndsAt: z.string().optional(),
  endedAt: z.string().optional(),
});

/** Downloaded code that has not been deleted. */
export const duty = z.object({
  engineer: z.string(),
  subscriber: z.string(),
  path: z.string(),
  since: z.string(),
});

/** Seeing and ending debugging sessions, from the sandbox and from the License Management Org; and the duties they leave. */
export function debugSessionRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  return [
    define(
      app,
      {
        method: "get",
        path: "/orgs/{org}/setup/apex-debugger",
        summary: "Setup, Apex Debugger: the debugging sessions of the org",
        who: "person",
        rules: ["DEBUG-16", "POWER-08"],
        params: org,
        value: z.object({ sessions: z.array(debugSession) }),
      },
      async ({ session }) => {
        const { decision, value } = await simulator.viewDebugSessions(session);
        return { decision, ...(value && { value: { sessions: value } }) };
      },
    ),
    define(
      app,
      {
        method: "delete",
        path: "/orgs/{org}/setup/apex-debugger/{debugSession}",
        summary: "Remove a debugging session, whosever it is",
        who: "person",
        rules: ["DEBUG-25", "POWER-08"],
        params: { ...org, debugSession: idOf("ApexDebuggerSession") },
        value: ended,
      },
      ({ session, params: { debugSession: id } }) => simulator.endDebugging(session, { debugSession: id }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/debugger/stop",
        summary: "Stop the debugging session that runs in the org: Detach",
        who: "person",
        rules: ["DEBUG-16", "DEBUG-25"],
        params: org,
        value: ended,
      },
      ({ session }) => simulator.endDebugging(session),
    ),
    define(
      app,
      {
        method: "post",
        path: "/orgs/{org}/debugger/close-ide",
        summary: "Close the IDE without stopping, which leaves an orphan",
        who: "person",
        rules: ["DEBUG-24"],
        params: org,
        value: ended,
      },
      ({ session }) => simulator.closeIde(session),
    ),
    define(
      app,
      {
        method: "get",
        path: "/lma/debugger",
        summary: "The publisher's allowance, and the debugging sessions on it over all subscribers",
        who: "person",
        rules: ["DEBUG-04", "DEBUG-08"],
        value: z.object({ allowance: z.int(), inUse: z.int(), sessions: z.array(debugSession) }),
      },
      ({ session }) => simulator.viewAllowance(session),
    ),
    define(
      app,
      {
        method: "delete",
        path: "/lma/debugger/{debugSession}",
        summary: "Remove a debugging session on the publisher's allowance",
        who: "person",
        rules: ["DEBUG-08", "DEBUG-25"],
        params: { debugSession: idOf("ApexDebuggerSession") },
        value: ended,
      },
      ({ session, params }) => simulator.removeDebugSession(session, params),
    ),
    define(
      app,
      {
        method: "get",
        path: "/debugger/duties",
        summary: "Downloaded code that is to be deleted: the own, and what an administrator has to see to",
        who: "person",
        rules: ["DEBUG-45"],
        value: z.object({ duties: z.array(duty) }),
      },
      async ({ session }) => {
        const { decision, value } = await simulator.listDuties(session);
        return { decision, ...(value && { value: { duties: value } }) };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/debugger/duties/deleted",
        summary: "Put on record that a downloaded project is deleted",
        who: "person",
        rules: ["DEBUG-45"],
        body: z.strictObject({ path }),
        value: z.object({ path: z.string() }),
      },
      ({ session, body }) => simulator.deleteProject(session, body),
    ),
  ];
}
