import type { Answer } from "#usecases/ports.ts";
import type { Stage } from "./demo-stage.ts";

/** What a beat comes to. */
export interface Seen {
  /** What was decided; `noted` where nothing was to be decided. */
  readonly effect: "allow" | "deny" | "noted";
  readonly rule?: string;
  readonly because?: string;
  /** In one line, what is on the screen. */
  readonly line?: string;
  /** What the story says must be seen, and is compared. */
  readonly shown?: unknown;
}

export interface Beat {
  readonly title: string;
  /** What does the same in a simulator that was started with `understudy start --clock 2031-03-04T09:00:00Z`. */
  readonly command: string;
  readonly act: (stage: Stage) => Promise<Seen>;
  readonly expect: Pick<Seen, "effect" | "rule" | "shown">;
}

/** An answer as a beat sees it; of what was allowed, `look` says what is on the screen. */
export function seen<Value>(
  { decision, value }: Answer<Value>,
  look?: (value: Value) => Pick<Seen, "line" | "shown">,
): Seen {
  return { ...decision, ...(value !== undefined && look?.(value)) };
}
