import type { OrgId } from "#domain/ids.ts";
import type { AuditRecord } from "./ports.ts";

/**
 * Where people and orgs are found by names that are unique in the simulator: usernames, and the first labels of host
 * names. Kept up from the changes of rows, so that no org has to be opened to find the one that is meant.
 */
export class Hosts {
  readonly #users = new Map<string, OrgId>();
  readonly #usernames = new Map<string, string>();
  readonly #labels = new Map<string, OrgId>();
  readonly #domains = new Map<OrgId, string>();
  readonly #apps = new Map<string, Set<OrgId>>();
  readonly #keys = new Map<string, string>();

  /** The org that has a user of this name; names are compared without case. */
  orgOf(username: string): OrgId | undefined {
    return this.#users.get(username.toLowerCase());
  }

  /** The org whose My Domain has this first label. */
  orgAt(label: string | undefined): OrgId | undefined {
    return label === undefined ? undefined : this.#labels.get(label.toLowerCase());
  }

  /** The orgs in which a connected app is registered under this consumer key. */
  orgsWithApp(key: string): readonly OrgId[] {
    return [...(this.#apps.get(key) ?? [])];
  }

  /** Takes in what a record changes. */
  take({ org, changes }: Pick<AuditRecord, "org" | "changes">): void {
    if (!changes || org === "platform") return;
    for (const { table, id, row } of changes) {
      if (table === "users") this.#takeUser(org, id, row?.username);
      if (table === "connectedApps") this.#takeApp(org, id, row?.key);
      if (table === "company") this.#takeLabel(org, row?.myDomain);
    }
  }

  #takeUser(org: OrgId, id: string, username: string | undefined): void {
    const key = `${org} ${id}`;
    const before = this.#usernames.get(key);
    if (before !== undefined && this.#users.get(before) === org) this.#users.delete(before);
    this.#usernames.delete(key);
    if (username === undefined) return;
    this.#users.set(username.toLowerCase(), org);
    this.#usernames.set(key, username.toLowerCase());
  }

  #takeLabel(org: OrgId, label: string | undefined): void {
    const before = this.#domains.get(org);
    if (before !== undefined && this.#labels.get(before) === org) this.#labels.delete(before);
    this.#domains.delete(org);
    if (label === undefined) return;
    this.#labels.set(label.toLowerCase(), org);
    this.#domains.set(org, label.toLowerCase());
  }

  #takeApp(org: OrgId, id: string, key: string | undefined): void {
    const before = this.#keys.get(`${org} ${id}`);
    if (before !== undefined) this.#apps.get(before)?.delete(org);
    this.#keys.delete(`${org} ${id}`);
    if (key === undefined) return;
    this.#apps.set(key, (this.#apps.get(key) ?? new Set()).add(org));
    this.#keys.set(`${org} ${id}`, key);
  }
}
