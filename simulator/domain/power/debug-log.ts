import { type Decision, decide, definition, type Rule, rule } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import type { ApexLog, LogLine } from "#domain/org.ts";
import { hiddenFromSubscriber, ownPackagesOnly, type PackageFacts } from "./managed.ts";
import { pageRight } from "./page-right.ts";
import { agentOf, type Reader } from "./reader.ts";

export interface LogFacts {
  readonly reader: Reader;
  readonly log: Pick<ApexLog, "id" | "publisher">;
}

/** Whether a log, or a trace flag, is a publisher's own and this reader is none of that publisher's agents. */
export const ofAnotherPublisher = (facts: { readonly reader: Reader; readonly publisher?: OrgId }): boolean =>
  facts.publisher !== undefined && facts.publisher !== agentOf(facts.reader)?.org.id;

/** Such a log holds managed code in clear, so it stays with the publisher whose agent made it. */
export const agentsLogsStayHidden = rule<LogFacts>(
  "POWER-17",
  ({ reader, log }) =>
    ofAnotherPublisher({ reader, ...(log.publisher && { publisher: log.publisher }) })
      ? `debug log "${log.id}" comes from a LoginAs session of a publisher`
      : undefined,
  "ask the publisher's agent what the log says",
);

export const packageLinesForThePublisher = rule<PackageFacts>(
  "POWER-03",
  (facts) =>
    !agentOf(facts.reader) && hiddenFromSubscriber.gives(facts)
      ? `what the managed package ${facts.managed?.name} logs is hidden from ${facts.reader.org.name}`
      : undefined,
  "give the publisher login access, or ask it to switch on subscriber debug logs",
);

/** The order in which a look at a package's lines in a log is judged. */
export const PACKAGE_LINES_ORDER: readonly Rule<PackageFacts>[] = [packageLinesForThePublisher, ownPackagesOnly];

/** May the lines be seen that a managed package left in a log? */
export const mayReadPackageLines = (facts: PackageFacts): Decision =>
  decide(facts, PACKAGE_LINES_ORDER, packageLinesForThePublisher);

/** What opening a log is asked. */
export const LOG_ORDER: readonly Rule<LogFacts>[] = [agentsLogsStayHidden];

/** May the log be opened at all, whatever of it is then shown? */
export const mayOpenLog = (facts: LogFacts): Decision => decide(facts, LOG_ORDER, pageRight);

/** Whether a namespace shows in a LoginAs session: the agent's own packages do, as in the org they are developed in. */
export const inFullForTheAgent = definition<PackageFacts, boolean>(
  "LOG-17",
  (facts) => mayReadPackageLines(facts).effect === "allow",
);

/**
 * A log as one reader sees it: lines of namespaces that stay closed give way to one line per passage,
 * `ENTERING_MANAGED_PKG|<namespace>` under the time of the passage's first line.
 */
export const linesFor = definition<
  { readonly lines: readonly LogLine[]; readonly isOpen: (namespace: string) => boolean },
  readonly string[]
>("LOG-16", ({ lines, isOpen }) => {
  const shown: string[] = [];
  let passage: string | undefined;
  for (const { namespace, text } of lines) {
    if (namespace === undefined || isOpen(namespace)) {
      shown.push(text);
      passage = undefined;
    } else if (namespace !== passage) {
      shown.push(`${timeOf(text)}ENTERING_MANAGED_PKG|${namespace}`);
      passage = namespace;
    }
  }
  return shown;
});

/** What stands before the first bar, with it; nothing for a line that only goes on with a text. */
const timeOf = (text: string): string => text.slice(0, text.indexOf("|") + 1);
