import type { EngineerFacts, SupporterFacts } from "#domain/debug/engineer.ts";
import { agentOf } from "#domain/power/reader.ts";
import type { Permission } from "#domain/user.ts";
import type { Acting } from "#usecases/act.ts";

/** Gathers what decides about an engineer's step on the way to debugging. */
export function engineerFacts(
  acting: Acting,
  name: string,
  needs: readonly Permission[],
): EngineerFacts & SupporterFacts {
  const supporter = agentOf(acting);
  return { reader: acting, needs, name, ...(supporter && { supporter }), manages: false };
}
