import type { OrgId } from "#domain/ids.ts";
import { companyOf, type Org } from "#domain/org.ts";
import type { CastMember, World as WorldData } from "#domain/world.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import type { Simulator } from "#usecases/simulator.ts";

/** What one scenario tells: a fresh simulator with its own clock, and who is who in it. */
export class Story {
  readonly simulator: Simulator;
  readonly cast = new Map<string, CastMember>();
  /** Everybody's password. */
  readonly password: string;
  /** Where the log ended when the last act began. */
  mark = 0;

  constructor(simulator: Simulator, world: WorldData) {
    this.simulator = simulator;
    this.password = world.password;
    for (const member of world.cast) this.cast.set(member.name, member);
  }

  person(name: string): CastMember {
    const member = this.cast.get(name);
    if (!member)
      throw new Error(`nobody called "${name}" in this story; there are ${[...this.cast.keys()].join(", ")}`);
    return member;
  }

  /** An org by its company name, through what the store holds now. */
  async org(name: string): Promise<Org> {
    for (const id of await this.simulator.ports.orgs.list()) {
      const org = companyOf(await this.simulator.ports.orgs.of(id));
      if (org.name === name) return org;
    }
    throw new Error(`no org called "${name}" in this story`);
  }

  /** What one org's audit log has gained since the last act began, beside what the log states of itself. */
  async gained(org: OrgId | "platform"): Promise<readonly AuditRecord[]> {
    const records: AuditRecord[] = [];
    for await (const record of this.simulator.ports.log.read(this.mark))
      if (record.org === org && record.type !== "audit.org-stated") records.push(record);
    return records;
  }
}
