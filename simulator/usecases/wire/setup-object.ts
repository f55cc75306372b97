import type { OrgId, SessionId } from "#domain/ids.ts";
import type { DebugLevel } from "#domain/log/trace-flag.ts";
import type { OrgRows } from "#domain/org.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import type { Sent } from "./sent.ts";

/** Whose row is to be written, and what it is read against before any rule is asked. */
export interface Around {
  /** The simulator as the API opens it. */
  readonly ports: Ports;
  readonly session: SessionId;
  readonly org: OrgId;
  readonly rows: OrgRows;
  readonly debugLevels: readonly DebugLevel[];
}

/** A row that was written. */
export interface RowDone {
  readonly id: string;
  readonly created: boolean;
  /** Of an event, which is published and not kept. */
  readonly published?: true;
}

/** The act that a request turned out to be. */
export type Doing = () => Promise<Answer<RowDone>>;

export type Verb = "create" | "update" | "delete";

/**
 * An object whose rows are no business records, as far as the API writes them: each verb reads what was sent and
 * answers which act of somebody's it is. What was sent and cannot be meant is a Fault, before anything happens.
 */
export interface SetupObject {
  readonly create?: (around: Around, sent: Sent) => Doing;
  readonly update?: (around: Around, sent: Sent, id: string) => Doing;
  readonly delete?: (around: Around, id: string) => Doing;
  /**
   * What a request comes to that cannot be meant: the rules that keep the object from somebody are asked first, so that
   * nobody learns from what was wrong with it what is there. Whoever has API Enabled may know of all other objects.
   */
  readonly unmeant?: (around: Around, fault: unknown) => Promise<Answer<never>>;
  /** What the platform does and nobody does here, each by what it is called: `creating users`. */
  readonly unsimulated?: { readonly [One in Verb]?: string };
}

/** What an act answers, as the row that came of it. */
export async function rowOf<Value>(
  answer: Promise<Answer<Value>>,
  id: (value: Value) => string | Promise<string>,
  created = false,
): Promise<Answer<RowDone>> {
  const { value, ...rest } = await answer;
  return value === undefined ? rest : { ...rest, value: { id: await id(value), created } };
}
