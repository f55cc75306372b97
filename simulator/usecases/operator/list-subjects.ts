import type { OrgId } from "#domain/ids.ts";
import type { Ports } from "#usecases/ports.ts";

/** What a question can be about, by the names people use. */
export interface Subject {
  readonly kind: "code" | "log" | "setting" | "package";
  readonly id: string;
  /** Of a log, the operation that was logged. */
  readonly name: string;
  /** Of a setting: what its page calls it. */
  readonly label?: string;
  readonly namespace?: string;
}

/** All code, debug logs, custom settings and packages of an org, hidden ones too: to name them shows nothing of them. */
export const listSubjects =
  (ports: Ports) =>
  async (org: OrgId): Promise<readonly Subject[]> => {
    const { apexClasses, apexLogs, customSettings, packages, installedPackages } = await ports.orgs.of(org);
    const of = (namespace: string | undefined) => (namespace === undefined ? {} : { namespace });
    return [
      ...Object.values(apexClasses).map(({ id, name, namespace }) => ({
        kind: "code" as const,
        id,
        name,
        ...of(namespace),
      })),
      ...Object.values(apexLogs).map(({ id, operation: name }) => ({ kind: "log" as const, id, name })),
      ...Object.values(customSettings).map(({ id, name, label, namespace }) => ({
        kind: "setting" as const,
        id,
        name,
        label,
        ...of(namespace),
      })),
      // A publisher's own, linked to it, and what is installed.
      ...[...Object.values(packages), ...Object.values(installedPackages)].map(({ id, name, namespace }) => ({
        kind: "package" as const,
        id,
        name,
        namespace,
      })),
    ];
  };
