import { named } from "#domain/debug/activity.ts";
import { hidden } from "#domain/debug/sight.ts";
import { type Frame, levelByLevel, mayAsk, type Variable } from "#domain/debug/variable.ts";
import { allow, type Decision } from "#domain/decision.ts";
import { Fault, notFound } from "#domain/fault.ts";
import type { RequestId, SessionId } from "#domain/ids.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { atTheDebugger, codeNamed, threadOf } from "./at-the-debugger.ts";
import { stackOf } from "./stacks.ts";

export interface ReadVariables {
  readonly request: RequestId;
  /** Which call on the stack, from 0 for the innermost. */
  readonly frame: number;
  /** Into which variable, name by name; empty for those of the frame itself. */
  readonly path: readonly string[];
}

/** A variable with what is in it left out: that is the next level. */
export interface ShownVariable extends Omit<Variable, "inside"> {
  readonly opens: boolean;
}

export interface ShownVariables {
  /** Whether all that there is is shown, or only what is global (DEBUG-41). */
  readonly seen: "all" | "globals";
  readonly variables: readonly ShownVariable[];
}

/**
 * Looks at the variables of one frame of a stopped thread, one level at a time (DEBUG-39). The record tells their names
 * and how many there were, and no value. Faults NOT_FOUND for no thread, frame or variable, CONFLICT while it runs.
 */
export const readVariables =
  (ports: Ports) =>
  (session: SessionId, { request, frame: nth, path }: ReadVariables): Promise<Answer<ShownVariables>> =>
    atTheDebugger<ShownVariables>(ports, session, "read variables", ({ acting: { rows }, debug, bench }) => {
      if (threadOf(bench, request).state !== "stopped")
        throw new Fault("CONFLICT", "the request is running; wait until it has stopped");
      const frame = stackOf(ports, request)[nth];
      if (!frame) throw notFound("frame with number", String(nth));
      const unseen = hidden({ session: debug, code: codeNamed(rows, frame.file) });
      const seen = unseen ? frame.variables.filter(({ scope }) => scope === "global") : frame.variables;
      const found = unfolded(seen, path);
      if (found.decision.effect === "deny") return { decision: found.decision };
      const { file, line } = frame;
      const { level, names } = found;
      return {
        decision: unseen ? { ...unseen, effect: "allow" } : found.decision,
        happenings: [
          {
            type: "debug.variables-read",
            ...named(debug, "debug.variables-read"),
            request,
            file,
            line,
            path: found.path,
            names,
            count: level.length,
          },
        ],
        value: { seen: unseen ? "globals" : "all", variables: level.map(shown) },
      };
    });

interface Level {
  readonly decision: Decision;
  readonly level: readonly Variable[];
  /** What the record may say of the way there, and of what was found. */
  readonly path: readonly string[];
  readonly names: readonly string[];
}

/** Follows a path, name by name. A refusal where it leads into what does not unfold; Fault NOT_FOUND where it leads nowhere. */
function unfolded(variables: Frame["variables"], path: readonly string[]): Level {
  let [level, isData, decision] = [variables, false, allow(levelByLevel)];
  const told: string[] = [];
  for (const name of path) {
    const into = level.find((one) => one.name === name);
    if (!into) throw notFound("variable", path.join("."));
    told.push(isData ? "*" : name);
    decision = mayAsk({ asks: "inspect", into });
    if (decision.effect === "deny") break;
    level = into.inside ?? [];
    // What is in a map or a set goes by keys and elements, which are the subscriber's data.
    isData = /^(?:System\.)?(?:Map|Set)</i.test(into.type);
  }
  return { decision, level, path: told, names: isData ? [] : level.map(({ name }) => name) };
}

const shown = ({ inside = [], ...variable }: Variable): ShownVariable => ({ ...variable, opens: inside.length > 0 });
