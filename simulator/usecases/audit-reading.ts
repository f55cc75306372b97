import type { SessionId } from "#domain/ids.ts";
import { isAskedAnew, keyOfReading, type Question, questionInWords, streamOfReading } from "#domain/review/reading.ts";
import { type Acting, type Happening, operate } from "./act.ts";
import type { Ports } from "./ports.ts";
import type { Standing } from "./until-settled.ts";

/** Whoever reads what only the operator and reviewers may: the operator, or somebody by the own session. */
export type ReaderId = SessionId | "operator";

/** What goes on record before somebody is shown what was asked; nothing where the same reader has just asked the same. */
export function readingBy({ ref, delegate }: Acting, standing: Standing, question: Question): readonly Happening[] {
  const [org, query] = [streamOfReading.gives(question), questionInWords.gives(question)];
  const reader = { user: ref, ...(delegate && { delegateUser: delegate.ref }) };
  if (!isNew(standing, keyOfReading(reader, org, query))) return [];
  // In the own org the session is part of it; elsewhere a record names people only.
  return org === ref.org ? [{ type: "audit.read", query }] : [{ type: "audit.read", org, ...reader, query }];
}

/**
 * What the operator reads, shown once it is on record that the operator read it: what is shown is the log as it was
 * before. Fault LOG_UNAVAILABLE when it cannot be put on record.
 */
export async function readAsOperator<Value>(
  ports: Ports,
  question: Question,
  read: () => Promise<Value> | Value,
): Promise<Value> {
  const [org, query] = [streamOfReading.gives(question), questionInWords.gives(question)];
  const key = keyOfReading({}, org, query);
  const { reviews } = ports.folds;
  const value = await read();
  if (isNew({ reviews, now: ports.clock.now() }, key))
    await operate(ports, async (standing) => ({
      events: isNew(standing, key) ? [{ type: "audit.read", org, query }] : [],
      value: undefined,
    }));
  return value;
}

function isNew({ reviews, now }: Pick<Standing, "reviews" | "now">, key: string): boolean {
  const lastAsked = reviews.readings.get(key);
  return isAskedAnew.gives({ ...(lastAsked && { lastAsked }), now });
}
