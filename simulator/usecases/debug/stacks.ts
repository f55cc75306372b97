import type { Frame } from "#domain/debug/variable.ts";
import { Fault } from "#domain/fault.ts";
import type { RequestId } from "#domain/ids.ts";
import type { AuditRecord, Ports } from "#usecases/ports.ts";

/** Puts a stack where the engineer finds it. Before the stop is on record, so that who reads of it can look at once. */
export function holdStack({ stacks }: Ports, request: RequestId, frames: readonly Frame[]): void {
  stacks.set(request, frames);
}

/** Lets go of the stack of a thread that stands no longer. */
export function forgetStack({ stacks }: Ports, record: AuditRecord): void {
  if (record.type === "debug.resumed" || record.type === "debug.request-finished" || record.type === "debug.released")
    stacks.delete(record.request);
}

/** The stack of a stopped thread. Fault CONFLICT when it is held by another process. */
export function stackOf({ stacks }: Ports, request: RequestId): readonly Frame[] {
  const frames = stacks.get(request);
  if (!frames) throw new Fault("CONFLICT", `the stack of the request "${request}" is not held here; ask where it runs`);
  return frames;
}
