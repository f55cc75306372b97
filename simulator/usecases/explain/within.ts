import { mayPrepare, PREPARE_ORDER } from "#domain/debug/prepare.ts";
import { formatId } from "#domain/ids.ts";
import { permissionsWithin } from "#domain/login/within.ts";
import { CODE_ORDER, mayViewCode } from "#domain/power/code.ts";
import { LOG_ORDER, mayOpenLog, mayReadPackageLines, PACKAGE_LINES_ORDER } from "#domain/power/debug-log.ts";
import { mayAuthorize, OAUTH_ORDER } from "#domain/power/oauth.ts";
import { mayUseSetting, SETTING_ORDER } from "#domain/power/settings.ts";
import type { Instant } from "#domain/time.ts";
import { mayRead, READING_RULES, type Trace } from "#domain/trace/reading.ts";
import { type Acting, personOf } from "#usecases/act.ts";
import { prepareFacts } from "#usecases/debug/prepare-debugging.ts";
import { codeFacts, codeOf } from "#usecases/power/code.ts";
import { settingFacts, settingOf } from "#usecases/power/settings.ts";
import { logOf, packageLinesFacts } from "#usecases/power/view-debug-log.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf, oneAfterTheOther } from "./case.ts";
import { deleteLogCase, traceFlagCase } from "./debug-logs.ts";
import { endCase, ownStartCase, saveCodeCase, setUpCase, startCase } from "./debugging.ts";
import { logInAsCase } from "./log-in-as.ts";
import { pageCase, who } from "./page.ts";
import type { Act, LicenseQuestion, QuestionOf, Within } from "./question.ts";

type WithinQuestion = QuestionOf<
  Exclude<Act, "log in as" | "grant login access" | "debug a request" | LicenseQuestion["act"]>
>;

/** May this user, or this agent logged in as the user, do that? An agent has to get in first. */
export async function withinCase(standing: Standing, question: WithinQuestion): Promise<Case> {
  const acting = await imagined(standing, question);
  const own = await caseWithin(acting, standing, question);
  if (!question.agent) return own;
  const { agent, user } = question;
  return oneAfterTheOther(await logInAsCase(standing, { act: "log in as", agent, user }), own);
}

function caseWithin(acting: Acting, standing: Standing, question: WithinQuestion): Case | Promise<Case> {
  switch (question.act) {
    case "view code": {
      const facts = codeFacts(acting, standing, codeOf(acting, question.code));
      const view = { facts, rules: CODE_ORDER, decide: mayViewCode, shown: {} };
      return oneAfterTheOther(pageCase(acting, "View Setup and Configuration", "view Apex source"), caseOf(view));
    }
    case "read a debug log": {
      const log = logOf(acting, question.log);
      const open = { facts: { reader: acting, log }, rules: LOG_ORDER, decide: mayOpenLog, shown: {} };
      const opened = oneAfterTheOther(pageCase(acting, "View All Data", "view a debug log"), caseOf(open));
      const facts = packageLinesFacts(acting, log, question.namespace);
      const lines = { facts, rules: PACKAGE_LINES_ORDER, decide: mayReadPackageLines, shown: {} };
      return oneAfterTheOther(opened, caseOf(lines));
    }
    case "delete a debug log":
      return deleteLogCase(acting, question);
    case "set a trace flag":
      return traceFlagCase(acting, standing, question);
    case "use a custom setting": {
      const setting = settingOf(acting.rows, question.setting);
      const later = (now: Instant) => settingFacts(acting, { now }, setting);
      const use = { facts: later(standing.now), rules: SETTING_ORDER, decide: mayUseSetting, shown: {}, later };
      const page = pageCase(acting, "View Setup and Configuration", "read a custom setting");
      return oneAfterTheOther(page, caseOf({ ...use, instants: lastDaysOf(acting, standing) }));
    }
    case "prepare debugging": {
      const about = { facts: prepareFacts(acting), rules: PREPARE_ORDER, decide: mayPrepare };
      return caseOf({ ...about, shown: who(acting) });
    }
    case "read a trace":
      return traceCase(acting, question.trace);
    case "delete a session":
      return traceCase(acting, "sessions");
    case "save code":
      return saveCodeCase(acting, standing, question.code);
    case "set up a project":
      return setUpCase(acting, standing);
    case "start debugging":
      return startCase(acting, standing, question.project);
    case "start own debugging":
      return ownStartCase(acting, standing);
    case "end debugging":
      return endCase(acting, standing);
    case "authorize an app": {
      const { app, purpose } = question;
      const about = { facts: { reader: acting, app, purpose }, rules: OAUTH_ORDER, decide: mayAuthorize };
      return caseOf({ ...about, shown: { ...who(acting), app, purpose } });
    }
  }
}

/** Reading a trace of the org, everybody's rows; who sees all sessions may delete each (TRACE-17). */
const traceCase = (acting: Acting, trace: Trace): Case =>
  caseOf({
    facts: { reader: acting, whose: "everybody" as const },
    rules: [READING_RULES[trace]],
    decide: (facts) => mayRead(facts, trace),
    shown: { ...who(acting), trace, "Event Monitoring": acting.org.eventMonitoring ? "yes" : "no" },
  });

/** When the licenses of the org's packages end that have not ended yet, since what belongs to a package goes with them (LICENSE-19). */
const lastDaysOf = ({ rows }: Acting, { now }: Standing): readonly Instant[] =>
  Object.values(rows.packageLicenses).flatMap(({ expires }) => (expires && expires > now ? [expires] : []));

/** Somebody at work whom nobody has seen: a session that exists only in the question. */
async function imagined(standing: Standing, { user, agent }: Within): Promise<Acting> {
  const person = await personOf(standing, user);
  const session: Acting["session"] = {
    id: formatId("AuthSession", 0),
    user,
    mfa: true,
    level: "high assurance",
    myDomain: false,
    timeout: 0,
    state: "active",
    startedAt: standing.now,
    lastActiveAt: standing.now,
  };
  if (!agent) return { ...person, session };
  const delegate = await personOf(standing, agent);
  const entitlements = permissionsWithin.gives({ user: person.entitlements, agent: delegate.entitlements });
  return { ...person, entitlements, delegate, session: { ...session, delegate: agent } };
}
