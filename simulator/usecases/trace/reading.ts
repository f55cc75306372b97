import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Policies } from "#domain/policies.ts";
import type { Instant } from "#domain/time.ts";
import type { Whose } from "#domain/trace/reader.ts";
import { mayRead, type Trace } from "#domain/trace/reading.ts";
import { type Acting, act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type Material, materialOf } from "./material.ts";

/** Rows of a trace; where the org keeps none whatever happens, also why. */
export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly because?: string;
}

interface About {
  readonly trace: Trace;
  /** In words that can follow "refused to". */
  readonly name: string;
  readonly whose?: Whose;
}

/** What a view is drawn from, besides the reader. */
export interface Drawn extends Material {
  readonly org: OrgId;
  readonly now: Instant;
  readonly policies: Policies;
}

/** Somebody reads one of the traces of the org that the session is for. What an agent reads is on record. */
export const reading = <Value>(
  ports: Ports,
  session: SessionId,
  { trace, name, whose = "everybody" }: About,
  view: (drawn: Drawn, acting: Acting) => Value,
): Promise<Answer<Value>> => {
  const org = orgOfSession(ports, session);
  return act<Value>(ports, session, { org, name, refusal: "trace.refused" }, async (acting, { now, policies }) => {
    const decision = mayRead({ reader: acting, whose }, trace);
    if (decision.effect === "deny") return { decision, happenings: [{ type: "trace.refused", act: name, whose }] };
    return {
      decision,
      happenings: [{ type: "trace.read", trace, whose }],
      value: view({ ...(await materialOf(ports, org)), org, now, policies }, acting),
    };
  });
};
