import { formatId } from "#domain/ids.ts";
import { DELETE_ORDER, mayDeleteLog } from "#domain/log/listing.ts";
import { bytesStored, enabledFrom, recentOf } from "#domain/log/storage.ts";
import type { OrgLogs } from "#domain/log/stored.ts";
import { maySetTraceFlag, TRACE_FLAG_ORDER, type TraceFlagFacts } from "#domain/log/trace-flag.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import type { Acting } from "#usecases/act.ts";
import { DELETING } from "#usecases/log/delete-debug-log.ts";
import { SETTING } from "#usecases/log/set-trace-flag.ts";
import { drafted, nameOf, traceFlagFacts } from "#usecases/log/trace-flags.ts";
import { logOf } from "#usecases/power/view-debug-log.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Case, caseOf } from "./case.ts";
import type { QuestionOf } from "./question.ts";

/** May this debug log be deleted? */
export function deleteLogCase(acting: Acting, { log: id }: QuestionOf<"delete a debug log">): Case {
  const log = logOf(acting, id);
  const facts = { person: acting, does: DELETING, tries: "delete", reader: acting, log } as const;
  const { effect } = mayDeleteLog(facts);
  return caseOf({
    facts,
    rules: DELETE_ORDER,
    decide: mayDeleteLog,
    // What was logged is not for somebody from whom the log is hidden.
    shown: { "works as": acting.user.username, "debug log": effect === "allow" ? log.operation : id },
  });
}

/** May a user be traced, at whatever debug level? */
export function traceFlagCase(acting: Acting, standing: Standing, question: QuestionOf<"set a trace flag">): Case {
  const { whom, endsAt } = question;
  const traced = { kind: "user", id: whom } as const;
  // Any level will do: which one is named makes no difference to the answer.
  const draft = drafted(acting, standing, endsAt ? { endsAt } : {}, {
    traced,
    logType: "USER_DEBUG",
    level: ANY_LEVEL,
  });
  const facts = traceFlagFacts(acting, standing, draft, SETTING);
  const logs = standing.debugLogs(acting.org.id);
  return caseOf({
    facts,
    rules: TRACE_FLAG_ORDER,
    decide: maySetTraceFlag,
    shown: {
      "works as": acting.user.username,
      traced: nameOf(acting.rows, traced),
      until: formatInstant(draft.endsAt),
      "bytes stored": String(facts.stored),
    },
    instants: [
      ...[...logs.stored.values()].map(({ dueAt }) => dueAt),
      ...(facts.disabledAt ? [enabledFrom(facts.disabledAt)] : []),
    ].filter((at) => at > standing.now),
    later: (now) => atLater(facts, logs, now),
  });
}

/** The same question later, with the same window from then on: logs have been deleted by their age, and bursts are over. */
const atLater = (facts: TraceFlagFacts, { stored, recent }: OrgLogs, now: Instant): TraceFlagFacts => ({
  ...facts,
  now,
  stored: bytesStored.gives([...stored.values()].filter(({ dueAt }) => dueAt > now)),
  written: recentOf(recent, now),
});

const ANY_LEVEL = formatId("DebugLevel", 0);
