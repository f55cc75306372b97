import { notFound } from "#domain/fault.ts";
import { lapsedIn } from "#domain/license/reach.ts";
import { type ApexClass, rowOf } from "#domain/org.ts";
import type { CodeFacts } from "#domain/power/code.ts";
import type { Acting } from "#usecases/act.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { packageFacts } from "./packages.ts";

/** A class or trigger as the Apex pages list it. */
export interface ListedCode {
  readonly id: ApexClass["id"];
  readonly kind: ApexClass["kind"];
  readonly name: string;
  readonly namespace?: string;
  readonly apiVersion: string;
}

/** `Apex class RoundingService`. */
export const entityOf = ({ kind }: ApexClass): string => `Apex ${kind}`;

export const listed = ({ id, kind, name, namespace, apiVersion }: ApexClass): ListedCode => ({
  id,
  kind,
  name,
  ...(namespace && { namespace }),
  apiVersion,
});

/** The class or trigger of this id. Fault NOT_FOUND when the org has none. */
export function codeOf({ rows }: Acting, id: ApexClass["id"]): ApexClass {
  const code = rowOf(rows.apexClasses, id);
  if (!code) throw notFound("Apex class or trigger with id", id);
  return code;
}

/** Gathers what decides whether the source may be seen; asked by the page, by the source itself and by an explanation. */
export function codeFacts(acting: Acting, { policies, now }: Standing, code: ApexClass): CodeFacts {
  const lapsed = lapsedIn(acting.rows, code.namespace, now);
  return {
    ...packageFacts(acting, `${entityOf(code)} ${code.name}`, code.namespace),
    ...(lapsed && { lapsed }),
    codeViewPermission: policies.codeViewPermission,
  };
}

/** Whether a look at the source is a matter of record: who looks into a package always, and all that is done as a user. */
export const goesOnRecord = ({ delegate }: Acting, { namespace }: ApexClass): boolean =>
  delegate !== undefined || namespace !== undefined;

export const viewed = (code: ApexClass) =>
  ({
    type: "power.code-viewed",
    entity: entityOf(code),
    name: code.name,
    ...(code.namespace && { namespace: code.namespace }),
  }) as const;
