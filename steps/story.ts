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
  #mark = 0;
  /** Whether the last act was said in the platform's own interfaces, where questions themselves go on record. */
  asked = false;

  constructor(simulator: Simulator, world: WorldData) {
    this.simulator = simulator;
    this.password = world.password;
    for (const member of world.cast) this.cast.set(member.name, member);
  }

  /** Where the log ended when the last act began. */
  get mark(): number {
    return this.#mark;
  }

  set mark(size: number) {
    this.#mark = size;
    this.asked = false;
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

  /** What one org's audit log has gained since the last act began, beside what the log states of itself, and the questions of a client. */
  async gained(org: OrgId | "platform"): Promise<readonly AuditRecord[]> {
    const records: AuditRecord[] = [];
    for await (const record of this.simulator.ports.log.read(this.mark))
      if (
        record.org === org &&
        record.type !== "audit.org-stated" &&
        !(this.asked && record.type === "power.rows-queried")
      )
        records.push(record);
    return records;
  }
}
