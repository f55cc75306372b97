import { nextEnd } from "#domain/debug/ends.ts";
import type { DebugSession } from "#domain/debug/session.ts";
import { mayStart, START_ORDER, type StartFacts } from "#domain/debug/start.ts";
import type { Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";
import { startFacts } from "#usecases/debug/start-debugging.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf } from "./case.ts";

/**
 * May this debugging session begin? Asked of the LoginAs session that the agent has as the user, if there is one, since
 * link and project belong to it. The answer turns round by itself as the sessions that are in the way end.
 */
export function startCase(imagined: Acting, standing: Standing, project: string | undefined): Case {
  const acting = { ...imagined, session: sessionOf(imagined, standing) };
  const facts = startFacts(acting, standing, project);
  const ends = new Map(
    [...facts.inTheSandbox, ...facts.ofThePublisher].flatMap((session) => {
      const end = nextEnd(standing.endFacts(session));
      return end ? [[session.id, end.at] as const] : [];
    }),
  );
  const runsAt = (now: Instant) => (session: DebugSession) => (ends.get(session.id) ?? now) > now;
  return caseOf({
    facts,
    rules: START_ORDER,
    decide: mayStart,
    shown: shownOf(facts),
    instants: [...ends.values()],
    later: (now: Instant): StartFacts => ({
      ...facts,
      inTheSandbox: facts.inTheSandbox.filter(runsAt(now)),
      ofThePublisher: facts.ofThePublisher.filter(runsAt(now)),
    }),
  });
}

/** The LoginAs session of the agent as the user that runs, last started; the imagined one where there is none. */
const sessionOf = ({ ref, delegate, session }: Acting, standing: Standing): Acting["session"] =>
  standing
    .sessionsOf(ref.org)
    .findLast(
      (one) =>
        one.state === "active" &&
        one.user.id === ref.id &&
        one.delegate?.org === delegate?.ref.org &&
        one.delegate?.id === delegate?.ref.id,
    ) ?? session;

const shownOf = ({ sandbox, prepared, project, inTheSandbox, ofThePublisher, instance }: StartFacts) => ({
  sandbox: `${sandbox.name} on ${sandbox.instance}${instance.maintenanceSince ? ", in maintenance" : ""}`,
  "start link": prepared ? "is out" : "none",
  project: project?.path ?? "none",
  "sessions in the sandbox": String(inTheSandbox.length),
  "sessions of the publisher": String(ofThePublisher.length),
});
