import type { SessionId } from "#domain/ids.ts";
import { everyCategory, type Levels } from "#domain/log/level.ts";
import { API_VERSION } from "#domain/log/transaction.ts";
import { header } from "#domain/log/writing.ts";
import { asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { inApi } from "./in-api.ts";

export interface ExecuteAnonymous {
  readonly code: string;
  /** What the caller wants logged of it, whatever trace flags are set. */
  readonly debugging?: Partial<Levels>;
}

/** What came of a block, under the names of the platform. */
export interface Executed {
  readonly line: number;
  readonly column: number;
  readonly compiled: boolean;
  readonly success: boolean;
  readonly compileProblem: string | null;
  readonly exceptionStackTrace: string | null;
  readonly exceptionMessage: string | null;
  /** The log that the caller wanted of it. */
  readonly log?: string;
}

/** Said of a block whose syntax is in order. */
const NOT_RUN = "Understudy does not run Apex yet: the syntax of this block is in order, and nothing of it was run";

/**
 * Compiles a block of anonymous Apex as far as its syntax goes, and says that no more is simulated. Nothing runs, and so
 * no ApexLog is written; the log that a caller wants holds its first line only.
 */
export const executeAnonymous =
  (ports: Ports) =>
  (session: SessionId, { code, debugging }: ExecuteAnonymous): Promise<Answer<Executed>> =>
    inApi<Executed>(ports, session, { name: "execute anonymous Apex" }, async () => {
      // The grammar takes longer to load than the rest of a start, and most simulators never need it.
      const { syntaxProblem } = await import("#apex/anonymous-block.ts");
      const { line, column, problem } = syntaxProblem(code) ?? { line: 1, column: 1, problem: NOT_RUN };
      const levels = debugging && { ...everyCategory("NONE"), ...debugging };
      return {
        decision: asTheUserMay(),
        value: {
          line,
          column,
          compiled: false,
          success: false,
          compileProblem: problem,
          exceptionStackTrace: null,
          exceptionMessage: null,
          ...(levels && { log: header.gives({ apiVersion: API_VERSION, levels }) }),
        },
      };
    });
