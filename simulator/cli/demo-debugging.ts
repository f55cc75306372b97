import { parseStartLink } from "#domain/debug/start-link.ts";
import type { Frame } from "#domain/debug/variable.ts";
import { formatInstant, HOUR, later } from "#domain/time.ts";
import { type Beat, type Seen, seen } from "./demo-beat.ts";
import { NIA, type Stage } from "./demo-stage.ts";

const SAM = "sam@ledgerlabs.example";
const NIA_UAT = "nia@acme.example.uat";
const OMAR = "Omar of Acme UAT";
const PROJECT = "acme-uat";
const ENTRY = "InvoiceService.post";
const PLACE = { file: "ledg/RoundingService", line: 8 } as const;

/** Where the request stands when it has asked the setting how to round. */
const FRAME: Frame = {
  ...PLACE,
  method: PLACE.file,
  variables: [{ name: "mode", scope: "local", type: "String", value: "HALF_UP" }],
};

async function setsUp(stage: Stage): Promise<Seen> {
  const { simulator } = stage;
  const prepared = await simulator.prepareDebugging(stage.inside(), { from: "http://localhost:4100" });
  const link = prepared.value && parseStartLink(prepared.value.link);
  if (!link) return seen(prepared);
  // What stands in the link is the secret of this very session, as whoever hands it out puts it in.
  const answer = await simulator.setUpProject(stage.inside(), {
    path: PROJECT,
    link: { ...link, sessionId: stage.inside() },
  });
  return seen(answer, ({ steps, files }) => ({
    shown: steps.length,
    line: `${steps.length} steps, ${files.length} files of code that is the customer's or the package's`,
  }));
}

async function starts(stage: Stage): Promise<Seen> {
  const answer = await stage.simulator.startDebugging(stage.inside(), { project: PROJECT });
  return seen(answer, ({ debugSession }) => ({ line: `debugging session ${debugSession} is active` }));
}

async function begins(stage: Stage, who: string): Promise<Seen> {
  const { request, is, because } = await stage.simulator.beginRequest({
    user: stage.person(who).ref,
    type: "SYNCHRONOUS",
    entryPoint: ENTRY,
  });
  if (is === "debugged") stage.request = request;
  return { effect: "noted", shown: is, line: because ? `${is}: ${because}` : is };
}

/** The ends of debugging sessions that went on record since. */
const endsSince = async ({ simulator }: Stage, mark: number): Promise<readonly string[]> => {
  const { records } = await simulator.readAudit({ from: mark, limit: 100, type: "debug.ended" });
  return records.map((record) => `${"reason" in record ? record.reason : ""} at ${formatInstant(record.at)}`);
};

/** Sam debugs, and the debugging session ends in each way that a day brings. */
export const debugging: readonly Beat[] = [
  {
    title: "Nia cannot debug the package herself: managed code is debugged by its publisher",
    command: `understudy call POST "/orgs/{Acme UAT}/setup/apex-debugger/start" --as ${NIA_UAT}`,
    act: async (stage) =>
      seen(await stage.simulator.prepareDebugging(await stage.own(NIA), { from: "http://localhost" })),
    expect: { effect: "deny", rule: "POWER-05" },
  },
  {
    title: "Sam takes the start link from Setup and sets up his project, which downloads the code",
    command: `understudy debug setup --as ${SAM} --project ${PROJECT}`,
    act: setsUp,
    expect: { effect: "allow", rule: "DEBUG-13", shown: 7 },
  },
  {
    title: "He launches the debugger: that is the one session Ledger Labs has",
    command: `understudy debug start --as ${SAM} --project ${PROJECT}`,
    act: starts,
    expect: { effect: "allow", rule: "DEBUG-03" },
  },
  {
    title: "A breakpoint where the rounding mode is known",
    command: `understudy debugger break ${PLACE.file} ${PLACE.line} --as ${SAM}`,
    act: async (stage) =>
      seen(await stage.simulator.setBreakpoint(stage.inside(), PLACE), ({ breakpoint: { verified } }) => ({
        shown: verified,
        line: `line ${PLACE.line} of ${PLACE.file}, ${verified ? "verified" : "unverified"}`,
      })),
    expect: { effect: "allow", rule: "DEBUG-29", shown: true },
  },
  {
    title: "Omar posts an invoice: Sam is not logged in as him, so nothing of it is debugged",
    command: `understudy request begin ${ENTRY} --user omar@acme.example.uat`,
    act: (stage) => begins(stage, OMAR),
    expect: { effect: "noted", shown: "undebugged" },
  },
  {
    title: "Nia posts invoice 4711, and her request is a thread of the debugging session",
    command: `understudy request begin ${ENTRY} --user ${NIA_UAT}`,
    act: (stage) => begins(stage, NIA),
    expect: { effect: "noted", shown: "debugged" },
  },
  {
    title: "It stops at the breakpoint",
    command: `understudy request reach ${ENTRY} ${PLACE.file} ${PLACE.line} --org "Acme UAT" --variable mode:String=HALF_UP`,
    act: async (stage) => {
      const { org } = stage.person(NIA).ref;
      const { stops } = await stage.simulator.reachLine({ org, request: stage.thread(), stack: [FRAME] });
      return { effect: "noted", shown: stops, line: stops ? "stopped" : "runs on" };
    },
    expect: { effect: "noted", shown: true },
  },
  {
    title: "Sam looks at its variables: mode is HALF_UP. The log keeps that he looked, and not what he saw",
    command: `understudy debugger variables ${ENTRY} --as ${SAM}`,
    act: async (stage) => {
      const asked = { request: stage.thread(), frame: 0, path: [] };
      return seen(await stage.simulator.readVariables(stage.inside(), asked), ({ variables }) => {
        const values = variables.map(({ name, value }) => `${name} = ${value}`);
        return { shown: values, line: values.join(", ") };
      });
    },
    expect: { effect: "allow", rule: "DEBUG-39", shown: ["mode = HALF_UP"] },
  },
  {
    title: "Sam closes the IDE without stopping: what is left is an orphan",
    command: `understudy debug close-ide --as ${SAM}`,
    act: async (stage) => {
      const answer = await stage.simulator.closeIde(stage.inside());
      return seen(answer, ({ debugSession }) => {
        const state = stage.simulator.ports.folds.debugging.sessions.get(debugSession)?.state;
        return { shown: state, ...(state && { line: state }) };
      });
    },
    expect: { effect: "allow", shown: "orphaned" },
  },
  {
    title: "There is no going on where he was: all steps again, with a new link",
    command: `understudy debug setup --as ${SAM} --project ${PROJECT}`,
    act: setsUp,
    expect: { effect: "allow", rule: "DEBUG-13", shown: 7 },
  },
  {
    title: "But the orphan keeps the sandbox's one place",
    command: `understudy debug start --as ${SAM} --project ${PROJECT}`,
    act: starts,
    expect: { effect: "deny", rule: "DEBUG-06" },
  },
  {
    title: "Nia removes it in Setup, Apex Debugger; Nia's request, which had stopped, runs on",
    command: `understudy debug remove --as ${NIA_UAT}`,
    act: async (stage) => {
      const mark = stage.simulator.ports.log.end.size;
      const answer = await stage.simulator.endDebugging(await stage.own(NIA));
      const { records } = await stage.simulator.readAudit({ from: mark, limit: 100, type: "debug.released" });
      return seen(answer, () => ({ shown: records.length, line: `${records.length} request released` }));
    },
    expect: { effect: "allow", rule: "DEBUG-25", shown: 1 },
  },
  {
    title: "Sam launches again, and is called away",
    command: `understudy debug start --as ${SAM} --project ${PROJECT}`,
    act: starts,
    expect: { effect: "allow", rule: "DEBUG-03" },
  },
  {
    title: "After one hour without activity the session is over by itself",
    command: "understudy clock advance 60 minutes",
    act: async (stage) => {
      const { clock, log } = stage.simulator.ports;
      const mark = log.end.size;
      await stage.simulator.moveClock(later(clock.now(), HOUR));
      const ends = await endsSince(stage, mark);
      return { effect: "noted", shown: ends, line: `debugging session over: ${ends.join(", ")}` };
    },
    expect: { effect: "noted", shown: ["idle at 2031-03-04 10:00 UTC"] },
  },
  {
    title: "Once more from Setup on",
    command: `understudy debug setup --as ${SAM} --project ${PROJECT}`,
    act: setsUp,
    expect: { effect: "allow", rule: "DEBUG-13", shown: 7 },
  },
  {
    title: "And the debugger runs again",
    command: `understudy debug start --as ${SAM} --project ${PROJECT}`,
    act: starts,
    expect: { effect: "allow", rule: "DEBUG-03" },
  },
];

/** Sam goes back, and what rests on his login goes with it; what he downloaded is still to be deleted. */
export const goingBack: readonly Beat[] = [
  {
    title: "Sam returns to the subscriber overview: the LoginAs session is over, and the debugging session with it",
    command: `understudy login-as return --as ${SAM}`,
    act: async (stage) => {
      const mark = stage.simulator.ports.log.end.size;
      const answer = await stage.simulator.returnToOverview(stage.inside());
      const end = stage.simulator.ports.folds.sessions.get(stage.inside())?.end?.because;
      const ends = await endsSince(stage, mark);
      return seen(answer, () => ({
        shown: [end, ...ends],
        line: `${end}; debugging session over: ${ends.join(", ")}`,
      }));
    },
    expect: {
      effect: "allow",
      rule: "LOGIN-11",
      shown: ["returned to subscriber overview", "login ended at 2031-03-04 10:00 UTC"],
    },
  },
  {
    title: "The downloaded code is the customer's: Sam deletes it, and that closes the duty",
    command: `understudy debug delete-project ${PROJECT} --as ${SAM}`,
    act: async (stage) => {
      const sam = await stage.own("Sam");
      const answer = await stage.simulator.deleteProject(sam, { path: PROJECT });
      const open = (await stage.simulator.listDuties(sam)).value ?? [];
      return seen(answer, () => ({ shown: open.length, line: `${open.length} duties are open` }));
    },
    expect: { effect: "allow", rule: "DEBUG-45", shown: 0 },
  },
];
