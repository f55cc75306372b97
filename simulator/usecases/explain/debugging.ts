import { nextEnd } from "#domain/debug/ends.ts";
import { mayEnd, removalOrder } from "#domain/debug/removal.ts";
import { maySave, SAVING_ORDER } from "#domain/debug/saving.ts";
import type { DebugSession } from "#domain/debug/session.ts";
import { maySetUp, SET_UP_ORDER } from "#domain/debug/set-up.ts";
import { mayStart, mayStartOwn, OWN_START_ORDER, START_ORDER, type StartFacts } from "#domain/debug/start.ts";
import { SECRET_REMOVED } from "#domain/debug/start-link.ts";
import { maySaveCode, SAVE_ORDER } from "#domain/power/code.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";
import { removalFacts } from "#usecases/debug/end-debugging.ts";
import { setUpFacts } from "#usecases/debug/set-up-project.ts";
import { startFacts } from "#usecases/debug/start-debugging.ts";
import { DEBUGGING, ownStartFacts } from "#usecases/debug/start-own-debugging.ts";
import { codeOf, entityOf } from "#usecases/power/code.ts";
import { packageFacts } from "#usecases/power/packages.ts";
import { SAVING } from "#usecases/power/save-code.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf, oneAfterTheOther } from "./case.ts";
import { pageCase, who } from "./page.ts";
import type { QuestionOf } from "./question.ts";

/** May the project be set up with the start link that is out, copied whole? */
export function setUpCase(imagined: Acting, standing: Standing): Case {
  const acting = atWork(imagined, standing);
  const link = { instanceUrl: acting.org.myDomain, sessionId: SECRET_REMOVED };
  const facts = setUpFacts(acting, standing, { link });
  const shown = { ...who(acting), "start link": facts.prepared ? "is out" : "none" };
  return caseOf({ facts, rules: SET_UP_ORDER, decide: maySetUp, shown });
}

/**
 * May this debugging session begin? Asked of the LoginAs session that the agent has as the user, if there is one, since
 * link and project belong to it. The answer turns round by itself as the sessions that are in the way end.
 */
export function startCase(imagined: Acting, standing: Standing, project: string | undefined): Case {
  const facts = startFacts(atWork(imagined, standing), standing, project);
  const { instants, runsAt } = endsOf(standing, [...facts.inTheSandbox, ...facts.ofThePublisher]);
  return caseOf({
    facts,
    rules: START_ORDER,
    decide: mayStart,
    shown: shownOf(facts),
    instants,
    later: (now) => ({
      ...facts,
      inTheSandbox: facts.inTheSandbox.filter(runsAt(now)),
      ofThePublisher: facts.ofThePublisher.filter(runsAt(now)),
    }),
  });
}

/** May the org's own Apex Debugger start? */
export async function ownStartCase(acting: Acting, standing: Standing): Promise<Case> {
  const facts = await ownStartFacts(acting, standing);
  const { instants, runsAt } = endsOf(standing, [...facts.inTheSandbox, ...facts.ofTheProduction]);
  const start = caseOf({
    facts,
    rules: OWN_START_ORDER,
    decide: mayStartOwn,
    shown: {},
    instants,
    later: (now) => ({
      ...facts,
      inTheSandbox: facts.inTheSandbox.filter(runsAt(now)),
      ofTheProduction: facts.ofTheProduction.filter(runsAt(now)),
    }),
  });
  return oneAfterTheOther(pageCase(acting, DEBUGGING.needs, DEBUGGING.name), start);
}

/** May the debugging session that runs in the org be ended? There is nothing to end once it has ended by itself. */
export function endCase(imagined: Acting, standing: Standing): Case {
  const { found, ...facts } = removalFacts(atWork(imagined, standing), standing);
  const { instants, runsAt } = endsOf(standing, found ? [found] : []);
  const runs = (now: Instant) => ({ ...facts, ...(found && runsAt(now)(found) && { found }) });
  const about = { rules: removalOrder(facts), decide: mayEnd, shown: who(imagined) };
  return caseOf({ ...about, facts: runs(standing.now), instants, later: runs });
}

/** May this code be saved? Nobody saves while somebody debugs. */
export function saveCodeCase(acting: Acting, standing: Standing, id: QuestionOf<"save code">["code"]): Case {
  const code = codeOf(acting, id);
  const own = packageFacts(acting, `${entityOf(code)} ${code.name}`, code.namespace);
  const inTheOrg = standing.debugSessionsOf(acting.org.id);
  const { instants, runsAt } = endsOf(standing, inTheOrg);
  const { org } = acting;
  const saving = { org, what: SAVING.saves, inTheOrg, policies: standing.policies };
  return [
    caseOf({ facts: own, rules: SAVE_ORDER, decide: maySaveCode, shown: {} }),
    caseOf({
      facts: saving,
      rules: SAVING_ORDER,
      decide: maySave,
      shown: {},
      instants,
      later: (now) => ({ ...saving, inTheOrg: inTheOrg.filter(runsAt(now)) }),
    }),
  ].reduce(oneAfterTheOther, pageCase(acting, SAVING.needs, SAVING.name));
}

/** When these sessions end by themselves, and which of them still run at a later instant. */
function endsOf(standing: Standing, sessions: readonly DebugSession[]) {
  const ends = new Map(
    sessions.flatMap((session) => {
      const end = nextEnd(standing.endFacts(session));
      return end ? [[session.id, end.at] as const] : [];
    }),
  );
  const runsAt = (now: Instant) => (session: DebugSession) => {
    const end = ends.get(session.id);
    return end === undefined || end > now;
  };
  return { instants: [...ends.values()], runsAt };
}

/** With the session of this user that runs, last started, of the same agent or of none; the imagined one where there is none. */
function atWork(imagined: Acting, standing: Standing): Acting {
  const { ref, delegate } = imagined;
  const running = standing
    .sessionsOf(ref.org)
    .findLast(
      (one) =>
        one.state === "active" &&
        one.user.id === ref.id &&
        one.delegate?.org === delegate?.ref.org &&
        one.delegate?.id === delegate?.ref.id,
    );
  return running ? { ...imagined, session: running } : imagined;
}

const shownOf = ({ sandbox, prepared, project, inTheSandbox, ofThePublisher, instance }: StartFacts) => ({
  sandbox: `${sandbox.name} on ${sandbox.instance}${instance.maintenanceSince ? ", in maintenance" : ""}`,
  "start link": prepared ? "is out" : "none",
  project: project?.path ?? "none",
  "sessions in the sandbox": String(inTheSandbox.length),
  "sessions of the publisher": String(ofThePublisher.length),
});
