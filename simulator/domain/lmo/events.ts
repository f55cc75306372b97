import type { OrgId, PackageId, UserId } from "#domain/ids.ts";

/** What each event of the publisher's side adds to the envelope. */
export interface LmoEvents {
  "lmo.subscribers-searched": { readonly text: string; readonly found: number };
  "lmo.subscriber-viewed": { readonly subscriber: OrgId };
  "lmo.refused": { readonly act: string; readonly subscriber?: OrgId };
  "lmo.permission-changed": {
    readonly permission: string;
    readonly agent: UserId;
    readonly by: "profile" | "permission set";
    /** Whether the agent holds it afterwards, from wherever. */
    readonly held: boolean;
  };
  "lmo.app-installed": { readonly app: string };
  "lmo.app-uninstalled": { readonly app: string };
  "lmo.package-linked": { readonly package: PackageId };
  "lmo.debug-logs-switched": { readonly subscriber: OrgId; readonly namespace: string; readonly on: boolean };
}

export const LMO_EVENTS: Readonly<Record<keyof LmoEvents, string>> = {
  "lmo.subscribers-searched": "an agent searched the Subscribers tab",
  "lmo.subscriber-viewed": "an agent opened the Org Details of a subscriber",
  "lmo.refused": "an act in the License Management Org was refused",
  "lmo.permission-changed": "a support permission was given to an agent or taken away",
  "lmo.app-installed": "the License Management App, or an app it must get along with, was installed",
  "lmo.app-uninstalled": "an app was uninstalled, with the License Management App the records it kept",
  "lmo.package-linked": "a package was linked to its License Management Org",
  "lmo.debug-logs-switched": "subscriber debug logs of a namespace were switched on or off",
};
