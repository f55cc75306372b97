import type { RequestId, SessionId } from "#domain/ids.ts";
import type { ApexClass, ApexLog, CustomSetting, OrgRows } from "#domain/org.ts";
import type { KnownWorld } from "#server/known-world.ts";
import type { Simulator } from "#usecases/simulator.ts";

/** Where the story happens, and the sessions its people have. */
export class Stage {
  readonly simulator: Simulator;
  readonly #cast: KnownWorld["cast"];
  readonly #password: string;
  readonly #own = new Map<string, SessionId>();
  /** Sam's LoginAs session. */
  loginAs: SessionId | undefined;
  /** The request of Nia's that is debugged. */
  request: RequestId | undefined;

  constructor(simulator: Simulator, { cast, password }: Pick<KnownWorld, "cast" | "password">) {
    this.simulator = simulator;
    this.#cast = cast;
    this.#password = password;
  }

  person(name: string): KnownWorld["cast"][number] {
    const member = this.#cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called "${name}" in the demo`);
    return member;
  }

  /** The person's own session, for which password and one-time code are given, unless one is running. */
  async own(name: string): Promise<SessionId> {
    const { ref, username } = this.person(name);
    const { ports } = this.simulator;
    const known = this.#own.get(name);
    if (known && !ports.folds.sessions.get(known)?.end) return known;
    const { code } = await ports.credentials.code(ref, ports.clock.now());
    const { decision, value } = await this.simulator.signIn({
      org: ref.org,
      username,
      password: this.#password,
      code,
      myDomain: true,
    });
    if (!value) throw new Error(`${name} cannot log in: ${decision.because}`);
    this.#own.set(name, value.session);
    return value.session;
  }

  /** The session Sam works in as Nia. */
  inside(): SessionId {
    if (!this.loginAs) throw new Error("Sam is not logged in as anybody");
    return this.loginAs;
  }

  /** The thread that Sam debugs. */
  thread(): RequestId {
    if (!this.request) throw new Error("no request is being debugged");
    return this.request;
  }

  /** The rows of Acme UAT, where it all happens. */
  rows(): Promise<OrgRows> {
    return this.simulator.ports.orgs.of(this.person(NIA).ref.org);
  }

  async code(name: string): Promise<ApexClass> {
    return called(name, Object.values((await this.rows()).apexClasses), (row) => row.name);
  }

  async setting(label: string): Promise<CustomSetting> {
    return called(label, Object.values((await this.rows()).customSettings), (row) => row.label);
  }

  async debugLog(): Promise<ApexLog> {
    return called("InvoiceReminder.remind", Object.values((await this.rows()).apexLogs), (row) => row.operation);
  }
}

/** As the cast calls the administrator of the sandbox. */
export const NIA = "Nia of Acme UAT";

function called<Row>(name: string, rows: readonly Row[], nameOf: (row: Row) => string): Row {
  const found = rows.find((row) => nameOf(row) === name);
  if (!found) throw new Error(`nothing called "${name}" in Acme UAT`);
  return found;
}
