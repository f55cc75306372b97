import { parseStartLink } from "#domain/debug/start-link.ts";
import type { EventType } from "#domain/events.ts";
import type { OrgId, PackageId, UserRef } from "#domain/ids.ts";
import type { Answer } from "#usecases/ports.ts";
import type { Simulator } from "#usecases/simulator.ts";
import type { AcknowledgedEvent } from "./acknowledged.ts";

/** What the people of the stories do, over and over, each in parts of the world that nobody else writes in. */
export interface Stage {
  readonly simulator: Simulator;
  readonly run: string;
  readonly person: (name: string) => UserRef;
  readonly say: (acknowledged: AcknowledgedEvent) => void;
}

type Story = (stage: Stage) => Promise<never>;

function told<Value>({ value, decision }: Answer<Value>): Value {
  if (value === undefined) throw new Error(`refused under ${decision.rule}: ${decision.because}`);
  return value;
}

/** Says that what was answered is an event of this org. */
const teller =
  ({ say }: Stage, org: OrgId) =>
  (type: EventType, about?: readonly [member: string, value: string]) =>
    say({ kind: "event", org, type, ...(about && { about }) });

/** Sam debugs in a sandbox from the start link to the deletion of the code. */
export const debugging: Story = async (stage) => {
  const { simulator, person, run } = stage;
  const [sam, nia] = [person("Sam"), person("Nia of Acme UAT")];
  const { org } = nia;
  const [inSandbox, inLmo] = [teller(stage, org), teller(stage, sam.org)];
  const admin = await simulator.takePlaceOf(nia, { mfa: true });
  await simulator.saveLoginAccess(admin.session, { party: sam.org, duration: "1 year" });
  const agent = await simulator.takePlaceOf(sam, { mfa: true, myDomain: true });
  const { session } = told(await simulator.logInAs(agent.session, { subscriber: org, user: nia.id }));
  for (let n = 0; ; n += 1) {
    const prepared = told(await simulator.prepareDebugging(session, { from: "http://localhost:4100" }));
    inSandbox("debug.prepared");
    const link = parseStartLink(prepared.link);
    if (!link) throw new Error("the start link is none");
    const path = `acme-uat-${run}-${n}`;
    told(await simulator.setUpProject(session, { path, link: { ...link, sessionId: session } }));
    inSandbox("debug.code-downloaded", ["path", path]);
    inLmo("debug.duty-opened", ["path", path]);
    const { debugSession } = told(await simulator.startDebugging(session, { project: path }));
    inSandbox("debug.started", ["debugSession", debugSession]);
    inLmo("debug.allowance-taken", ["debugSession", debugSession]);
    told(await simulator.setBreakpoint(session, PLACE));
    inSandbox("debug.breakpoint-set", ["debugSession", debugSession]);
    for (const entryPoint of ["one", "two"]) {
      const { request, is } = await simulator.beginRequest({ user: nia, type: "SYNCHRONOUS", entryPoint });
      if (is !== "debugged") throw new Error(`a request is ${is}`);
      inSandbox("debug.request-started", ["request", request]);
      const { stops } = await simulator.reachLine({ org, request, stack: [FRAME] });
      if (!stops) throw new Error("a breakpoint is passed");
      inSandbox("debug.stopped", ["request", request]);
      if (entryPoint === "two") continue;
      told(await simulator.continueThread(session, { request }));
      inSandbox("debug.resumed", ["request", request]);
      await simulator.finishRequest({ org, request });
      inSandbox("debug.request-finished", ["request", request]);
    }
    told(await simulator.endDebugging(session));
    inSandbox("debug.ended", ["debugSession", debugSession]);
    told(await simulator.deleteProject(agent.session, { path }));
    inLmo("debug.duty-closed", ["path", path]);
  }
};

const PLACE = { file: "ledg/RoundingService", line: 8 };
const FRAME = { ...PLACE, method: PLACE.file, variables: [] };

/** Gwen gives a user a seat and takes it away; each touches her org and the publisher's. */
export const givingSeats: Story = async (stage) => {
  const { simulator, person } = stage;
  const [gwen, ivy, publisher] = [person("Gwen"), person("Ivy"), person("Sam").org];
  const tellers = [teller(stage, gwen.org), teller(stage, publisher)];
  const { session } = await simulator.takePlaceOf(gwen, { mfa: true });
  const seat = { package: await packageOf(stage), user: ivy.id };
  const { userPackageLicenses } = await simulator.ports.orgs.of(gwen.org);
  if (Object.values(userPackageLicenses).some(({ user }) => user === ivy.id))
    told(await simulator.unassignLicense(session, seat));
  for (;;) {
    told(await simulator.assignLicense(session, seat));
    for (const tell of tellers) tell("license.assigned");
    told(await simulator.unassignLicense(session, seat));
    for (const tell of tellers) tell("license.unassigned");
  }
};

/** Lena changes how many seats there are, of the very license that Gwen assigns. */
export const modifyingLicenses: Story = async (stage) => {
  const { simulator, person } = stage;
  const [lena, subscriber] = [person("Lena"), person("Gwen").org];
  const tellers = [teller(stage, subscriber), teller(stage, lena.org)];
  const { session } = await simulator.takePlaceOf(lena, { mfa: true, myDomain: true });
  const of = await packageOf(stage);
  for (let n = 0; ; n += 1) {
    told(await simulator.modifyLicense(session, { subscriber, package: of, seats: 3 + (n % 3) }));
    for (const tell of tellers) tell("license.modified");
  }
};

async function packageOf({ simulator, person }: Stage): Promise<PackageId> {
  const [first] = Object.values((await simulator.ports.orgs.of(person("Lena").org)).packages);
  if (!first) throw new Error("the publisher has no package");
  return first.id;
}

/** Gwen traces Hugo, who leaves debug logs, and deletes what he left. */
export const tracing: Story = async (stage) => {
  const { simulator, person } = stage;
  const [gwen, hugo] = [person("Gwen"), person("Hugo")];
  const { org } = gwen;
  const tell = teller(stage, org);
  const { session } = await simulator.takePlaceOf(gwen, { mfa: true });
  told(await simulator.setDebugLevel(session, { name: "fine", levels: { APEX_CODE: "FINE" } }));
  for (const { id } of told(await simulator.viewTraceFlags(session)).traceFlags)
    told(await simulator.deleteTraceFlag(session, id));
  for (;;) {
    const traced = { kind: "user", id: hugo.id } as const;
    const { traceFlag } = told(await simulator.setTraceFlag(session, { traced, debugLevel: "fine" }));
    tell("log.trace-flag-set", ["traceFlag", traceFlag]);
    const { log } = await simulator.runTransaction({ org, user: hugo.id, ...SAVE });
    if (!log) throw new Error("no debug log was left");
    tell("log.written", ["log", log]);
    told(await simulator.changeTraceFlag(session, { traceFlag }));
    tell("log.trace-flag-changed", ["traceFlag", traceFlag]);
    told(await simulator.deleteDebugLog(session, log));
    tell("log.deleted", ["log", log]);
    told(await simulator.deleteTraceFlag(session, traceFlag));
    tell("log.trace-flag-deleted", ["traceFlag", traceFlag]);
  }
};

const SAVE = {
  origin: "page request",
  operation: "save",
  application: "Browser",
  request: "Application",
  status: "Success",
  duration: 1,
  body: [{ text: "USER_DEBUG|[1]|DEBUG|saved", category: "APEX_CODE", level: "DEBUG" }],
} as const;

/** Nia deletes the sessions in which agents work as her, under their hands. */
export const deletingSessions: Story = async (stage) => {
  const { simulator, person } = stage;
  const nia = person("Nia");
  const tell = teller(stage, nia.org);
  const { session } = await simulator.takePlaceOf(nia, { mfa: true });
  for (;;) {
    const running = [...simulator.ports.folds.running.sessions.values()];
    const agents = running.find(({ user, delegate }) => user.org === nia.org && delegate);
    if (!agents) await new Promise((resolve) => setTimeout(resolve, 5));
    else {
      const { deleted } = told(await simulator.deleteSession(session, { session: agents.id }));
      tell("trace.session-deleted", ["deleted", deleted]);
    }
  }
};
