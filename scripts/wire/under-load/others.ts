import type { OrgId, UserRef } from "#domain/ids.ts";
import { Client, DATA, Over } from "./client.ts";
import { logIn } from "./logins.ts";

/** Reads before an agent leaves and comes back. */
const VISIT = 20;

/** An agent of a publisher who works as a subscriber's user, over and over, and reads. */
export class Agent extends Client {
  readonly #agent: UserRef;
  readonly #user: UserRef;
  readonly #label: string;
  /** The life of the simulator in which it was let in. */
  #since = 0;

  constructor(around: Client["around"], agent: UserRef, user: UserRef, label: string) {
    super(around);
    this.#agent = agent;
    this.#user = user;
    this.#label = label;
  }

  async work(): Promise<void> {
    try {
      for (;;) {
        await this.#enter();
        await this.#read();
      }
    } catch (error) {
      if (!(error instanceof Over)) throw error;
    }
  }

  /** Takes the agent's place, and logs in as the user. */
  async #enter(): Promise<void> {
    this.token = "";
    const own = await this.untilAnswered("an agent arrives", {
      method: "POST",
      path: `/sim/people/${this.#agent.id}/session`,
      body: JSON.stringify({ org: this.#agent.org }),
      token: this.around.victim.operatorToken,
    });
    // The operator's token is of one life of the process.
    if (!own.isGood) return own.code.startsWith("401") ? undefined : this.surprised("an agent arrives", own);
    const answer = await this.untilAnswered("log in as a user", {
      method: "POST",
      path: `/lma/subscribers/${this.#user.org}/login/${this.#user.id}`,
      body: "{}",
      token: (own.body as { token: string }).token,
    });
    this.#since = this.around.victim.life;
    if (answer.isGood) this.token = (answer.body as { token: string }).token;
    // Between the two it may have been killed, and the agent's own session is no LoginAs session: it goes on.
    else this.surprised("log in as a user", answer);
  }

  async #read(): Promise<void> {
    const soql = "SELECT Id, Name FROM Account ORDER BY CreatedDate DESC LIMIT 5";
    for (let reads = 0; reads < VISIT && this.token !== ""; reads += 1) {
      const answer = await this.untilAnswered("read as a user", {
        method: "GET",
        path: `${DATA}/query?q=${encodeURIComponent(soql)}`,
      });
      if (!answer.isGood) {
        // No agent stays logged in over a crash.
        if (this.around.victim.life === this.#since) this.surprised("read as a user", answer);
        return;
      }
      for (const { Name: name } of (answer.body as { records: readonly { Name: string }[] }).records)
        if (!name.startsWith(`${this.#label} `)) this.around.tally.found(`an agent in ${this.#label} is shown ${name}`);
    }
  }
}

/** Somebody without API Enabled, who logs in and is refused whatever it is. */
export class Stranger extends Client {
  readonly #username: string;

  constructor(around: Client["around"], username: string) {
    super(around);
    this.#username = username;
  }

  async work(): Promise<void> {
    try {
      await logIn(this, this.#username);
      for (;;)
        await this.refusedAs("read without API Enabled", /^(?:403 )?INSUFFICIENT_ACCESS$/, {
          method: "GET",
          path: `${DATA}/query?q=${encodeURIComponent("SELECT Id FROM Account")}`,
        });
    } catch (error) {
      if (!(error instanceof Over)) throw error;
    }
  }
}

/** Opens an org to a publisher's agents. */
export async function openTo(client: Client, user: string, org: OrgId, publisher: OrgId): Promise<void> {
  await logIn(client, user);
  const answer = await client.untilAnswered("grant login access", {
    method: "PUT",
    path: `/orgs/${org}/settings/login-access/${publisher}`,
    body: JSON.stringify({ duration: "1 week" }),
  });
  if (!answer.isGood) client.surprised("grant login access", answer);
}
