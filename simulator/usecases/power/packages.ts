import type { OrgRows } from "#domain/org.ts";
import { type Managed, openNamespaces, type PackageFacts } from "#domain/power/managed.ts";
import type { Acting } from "#usecases/act.ts";

/** The package a namespace stands for in an org; nothing for what has no namespace. */
export function managedBy(rows: OrgRows, namespace: string | undefined): Managed | undefined {
  if (namespace === undefined) return undefined;
  const installed = Object.values(rows.installedPackages).find((one) => one.namespace === namespace);
  return { namespace, name: installed?.name ?? namespace, ...(installed && { publisher: installed.publisher }) };
}

/** Gathers what decides about a look inside a managed package. */
export function packageFacts(acting: Acting, what: string, namespace: string | undefined): PackageFacts {
  const managed = managedBy(acting.rows, namespace);
  return {
    reader: acting,
    what,
    ...(managed && { managed }),
    open: openNamespaces.gives(Object.values(acting.rows.installedPackages)),
  };
}
