import { notFound } from "#domain/fault.ts";
import type { OrgId, UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Credentials } from "#usecases/ports.ts";
import { lowdbPerOrg } from "./lowdb-per-org.ts";
import { codeAt, newSecret, periodOf } from "./one-time-code.ts";
import { type Cost, costOf, hashOfNothing, hashPassword, passwordFits, SAFE } from "./password.ts";
import { memoryPerOrg, type PerOrg } from "./per-org.ts";
import type { Random } from "./random.ts";

interface CredentialOptions {
  /** Where secrets and salts come from. */
  readonly random: Random;
  /** What hashing a new password costs; safe when nothing is said. */
  readonly cost?: Cost;
}

/** Credentials in memory, gone with the process: for specs. */
export const memoryCredentials = (options: CredentialOptions): Credentials =>
  new StoredCredentials(memoryPerOrg(), options);

/**
 * Credentials under a state folder, in `keys/credentials-<orgId>.json`, readable to the user who runs the process and to
 * nobody else. Error naming the file when one cannot be read.
 */
export async function openCredentials(state: string, options: CredentialOptions): Promise<Credentials> {
  const kept = await lowdbPerOrg<Kept>({
    folder: `${state}/keys`,
    prefix: "credentials-",
    secret: true,
    parse: (json) => (isKept(json) ? json : undefined),
    format: (value) => [`${JSON.stringify(value, null, 2)}\n`],
  });
  return new StoredCredentials(kept, options);
}

/** What is kept of a user. */
interface Secrets {
  readonly passwordHash: string;
  readonly otpSecret: string;
  /** The period of the last code that was accepted; neither it nor an earlier one is accepted again (RFC 6238, 5.2). */
  readonly lastPeriod?: number;
}

type Kept = Record<string, Secrets>;

const isKept = (json: unknown): json is Kept => isObject(json) && Object.values(json).every(isSecrets);
const isSecrets = (json: unknown): json is Secrets =>
  isObject(json) && typeof json.passwordHash === "string" && typeof json.otpSecret === "string";
const isObject = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === "object" && json !== null && !Array.isArray(json);

class StoredCredentials implements Credentials {
  readonly #kept: PerOrg<Kept>;
  readonly #random: Random;
  readonly #cost: Cost;
  /** Tried for whoever is unknown; its codes fit nobody. */
  #decoy: string | undefined;

  constructor(kept: PerOrg<Kept>, { random, cost = SAFE }: CredentialOptions) {
    this.#kept = kept;
    this.#random = random;
    this.#cost = cost;
  }

  /** As the port has it; Error when the hash is none that `hashPassword` makes. */
  put(user: UserRef, given: { readonly passwordHash: string; readonly otpSecret: string }): void {
    costOf(given.passwordHash);
    this.#keep(user, given);
  }

  copy(from: UserRef, to: UserRef): void {
    const given = this.#of(from);
    if (given) this.#keep(to, { passwordHash: given.passwordHash, otpSecret: given.otpSecret });
  }

  drop(org: OrgId): Promise<void> {
    this.#kept.remove(org);
    return this.flush();
  }

  forget({ org, id }: UserRef): Promise<void> {
    const { [id]: _, ...others } = this.#kept.get(org) ?? {};
    this.#kept.set(org, others);
    return this.flush();
  }

  given(user: UserRef): { readonly passwordHash: string; readonly otpSecret: string } | undefined {
    const secrets = this.#of(user);
    return secrets && { passwordHash: secrets.passwordHash, otpSecret: secrets.otpSecret };
  }

  flush(): Promise<void> {
    return this.#kept.flush();
  }

  async set(user: UserRef, password: string): Promise<void> {
    const passwordHash = await hashPassword(password, this.#random, this.#cost);
    const before = this.#of(user);
    this.#keep(user, { ...before, otpSecret: before?.otpSecret ?? newSecret(this.#random), passwordHash });
    await this.flush();
  }

  async passwordFits(user: UserRef, password: string): Promise<boolean> {
    const passwordHash = this.#of(user)?.passwordHash;
    // Somebody unknown costs what the others of the org cost, so that the time taken does not tell who is known.
    const fits = await passwordFits(passwordHash ?? hashOfNothing(this.#usualCost(user.org)), password);
    return passwordHash !== undefined && fits;
  }

  /** As the port has it; Fault NOT_FOUND for a user without credentials. */
  async code(user: UserRef, at: Instant): Promise<{ readonly code: string; readonly secondsLeft: number }> {
    const secrets = this.#of(user);
    if (!secrets) throw notFound("credentials of user with id", user.id);
    return codeAt(secrets.otpSecret, at);
  }

  async codeFits(user: UserRef, code: string, at: Instant): Promise<boolean> {
    const secrets = this.#of(user);
    this.#decoy ??= newSecret(this.#random);
    const period = periodOf(secrets?.otpSecret ?? this.#decoy, code, at);
    if (!secrets || period === undefined || period <= (secrets.lastPeriod ?? -1)) return false;
    // Taken over before anything is awaited, so of two who bring one code at the same time one is let in.
    this.#keep(user, { ...secrets, lastPeriod: period });
    await this.flush();
    return true;
  }

  #of({ org, id }: UserRef): Secrets | undefined {
    const kept = this.#kept.get(org);
    return kept && Object.hasOwn(kept, id) ? kept[id] : undefined;
  }

  #keep({ org, id }: UserRef, secrets: Secrets): void {
    const kept = this.#kept.get(org) ?? {};
    kept[id] = secrets;
    this.#kept.set(org, kept);
  }

  #usualCost(org: OrgId): Cost {
    const [other] = Object.values(this.#kept.get(org) ?? {});
    return other ? costOf(other.passwordHash) : this.#cost;
  }
}
