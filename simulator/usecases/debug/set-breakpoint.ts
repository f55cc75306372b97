import { type LineBreakpoint, type LineFacts, mayHit, onExecutableLine } from "#domain/debug/breakpoint.ts";
import { ANONYMOUS, linesOf, sourceOf } from "#domain/debug/type-ref.ts";
import { allow, type Decision } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type AtDebugger, atTheDebugger, codeNamed } from "./at-the-debugger.ts";

export interface SetBreakpoint {
  /** The type the line belongs to, as the debugger names it: `ledg/InvoiceService`. */
  readonly file: string;
  readonly line: number;
}

export interface BreakpointSet {
  readonly breakpoint: LineBreakpoint;
  /** Why it is unverified; absent where it is verified. */
  readonly unverified?: Decision;
}

/**
 * Sets one line breakpoint, as the client does: one record each (DEBUG-29). Where nothing can stop it is set as well
 * and stays unverified. Fault NOT_FOUND when no source of the org goes by that name.
 */
export const setBreakpoint =
  (ports: Ports) =>
  (session: SessionId, { file, line }: SetBreakpoint): Promise<Answer<BreakpointSet>> =>
    atTheDebugger<BreakpointSet>(ports, session, "set a breakpoint", (at) => {
      const judged = mayHit(lineFacts(at, file, line));
      const verified = judged.effect === "allow";
      const there = [...at.bench.breakpoints.values()].find(isAt(file, line));
      const breakpoint = there ?? {
        kind: "line",
        id: ports.ids.next("ApexDebuggerBreakpoint"),
        file,
        line,
        verified,
      };
      return {
        decision: allow(onExecutableLine),
        ...(!there && {
          happenings: [
            {
              type: "debug.breakpoint-set",
              debugSession: at.debug.id,
              breakpoint,
              ...(!verified && { unverified: judged.rule }),
            },
          ],
        }),
        value: { breakpoint, ...(!verified && { unverified: judged }) },
      };
    });

const isAt =
  (file: string, line: number) =>
  (one: { readonly kind: string }): one is LineBreakpoint =>
    one.kind === "line" && "file" in one && one.file === file && "line" in one && one.line === line;

/** Gathers what decides whether a line breakpoint can be hit. Only of an anonymous block there is no source. */
function lineFacts({ acting: { rows }, debug }: AtDebugger, file: string, line: number): LineFacts {
  const code = codeNamed(rows, file);
  const lines = file === ANONYMOUS ? undefined : linesOf(sourceOf(rows, file), file);
  return { session: debug, code, line, ...(lines && { lines }) };
}
