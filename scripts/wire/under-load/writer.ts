import { CutOff } from "./ask.ts";
import { Client, DATA, Over } from "./client.ts";
import { logIn, logOut } from "./logins.ts";
import { Memory } from "./memory.ts";

/** Somebody who works with the API in one org. */
export interface Somebody {
  readonly username: string;
  readonly org: string;
  /** First label of the org's host name; every name of a record of the load begins with it. */
  readonly label: string;
  /** Whether the package Ledger is there for this user. */
  readonly hasLedger: boolean;
}

/** The ids of records that were made in each org, for those who try them in another. */
export type Ids = Map<string, string[]>;

type Step = (writer: Writer) => Promise<void>;

/** What a client does, each as often as its weight says. */
const STEPS: readonly (readonly [weight: number, step: Step])[] = [
  [30, (one) => one.read()],
  [14, (one) => one.query()],
  [2, (one) => one.list()],
  [10, (one) => one.create()],
  [18, (one) => one.update()],
  [6, (one) => one.upsert()],
  [5, (one) => one.remove()],
  [3, (one) => one.createTogether()],
  [10, (one) => one.beRefused()],
  [1, (one) => one.logInAgain()],
];
const WEIGHT = STEPS.reduce((sum, [weight]) => sum + weight, 0);

/** A client that works with records of its own, and remembers what it was told had happened to them. */
export class Writer extends Client {
  readonly memory = new Memory();
  readonly #who: Somebody;
  readonly #ids: Ids;
  readonly #name: string;
  #made = 0;
  #versions = 0;

  constructor(around: Client["around"], number: number, who: Somebody, ids: Ids) {
    super(around);
    this.#who = who;
    this.#ids = ids;
    this.#name = `${who.label} ${number}`;
  }

  async work(): Promise<void> {
    try {
      await logIn(this, this.#who.username);
      for (;;) await this.#step();
    } catch (error) {
      if (!(error instanceof Over)) throw error;
    }
  }

  async #step(): Promise<void> {
    let left = this.around.dice.upTo(WEIGHT);
    for (const [weight, step] of STEPS) {
      left -= weight;
      if (left < 0) return step(this);
    }
  }

  async read(): Promise<void> {
    const one = this.#some();
    if (!one) return this.create();
    const path = `${DATA}/sobjects/${one.object}/${one.id}`;
    const answer = await this.untilAnswered("read by id", { method: "GET", path });
    const row = answer.body as Record<string, unknown>;
    if (!answer.isGood || row.Name !== one.name || `${row[one.field]}` !== one.phone)
      this.surprised(`read ${one.name} with ${one.phone}`, answer);
  }

  /** Reads its own writes by a field that is indexed. */
  async query(): Promise<void> {
    const one = this.#some();
    if (!one) return this.create();
    const soql = `SELECT Id, Name, ${one.field} FROM ${one.object} WHERE Name = '${one.name}'`;
    const rows = await this.#rows("query by name", soql);
    const [row] = rows;
    if (rows.length !== 1 || row?.Id !== one.id || `${row[one.field]}` !== one.phone)
      this.around.tally.found(`query by name: ${one.name} with ${one.phone} answers ${JSON.stringify(rows)}`);
  }

  /** Whatever is there last is of the own org. */
  async list(): Promise<void> {
    const rows = await this.#rows("list the newest", "SELECT Id, Name FROM Account ORDER BY CreatedDate DESC LIMIT 20");
    for (const { Name: name } of rows)
      if (!`${name}`.startsWith(`${this.#who.label} `)) this.around.tally.found(`${this.#name} is shown ${name}`);
  }

  async create(): Promise<void> {
    const [name, phone] = [this.#newName(), this.#newVersion()];
    this.memory.sent(name, { phone, gone: false });
    try {
      const body = JSON.stringify({ Name: name, Phone: phone });
      const answer = await this.once("create", { method: "POST", path: `${DATA}/sobjects/Account`, body });
      if (answer.isGood) this.#created(name, phone, answer.body);
      else {
        this.memory.refused(name);
        this.surprised("create", answer);
      }
    } catch (error) {
      // Nobody knows whether it was made, and to send it again would make another.
      if (!(error instanceof CutOff)) throw error;
      this.memory.cutOff();
    }
  }

  async update(): Promise<void> {
    const one = this.#some();
    if (!one) return this.create();
    await this.#write("update", one.name, this.#newVersion(), {
      method: "PATCH",
      path: `${DATA}/sobjects/${one.object}/${one.id}`,
      field: one.field,
    });
  }

  /** By an external id, which makes one record however often it is sent. */
  async upsert(): Promise<void> {
    if (!this.#who.hasLedger) return this.update();
    const name = this.#newName("inv");
    const id = await this.#write("upsert", name, this.#newVersion(), {
      method: "PATCH",
      path: `${DATA}/sobjects/ledg__Invoice__c/ledg__Reference__c/${encodeURIComponent(name)}`,
      field: "ledg__Total__c",
      values: { Name: name },
    });
    if (id !== undefined) this.#share(id);
  }

  async remove(): Promise<void> {
    const one = this.#some();
    if (!one) return this.create();
    const gone = { phone: one.phone, gone: true };
    this.memory.sent(one.name, gone);
    const path = `${DATA}/sobjects/${one.object}/${one.id}`;
    let wasCutOff = false;
    const answer = await this.untilAnswered("delete", { method: "DELETE", path }, () => {
      this.memory.cutOff();
      wasCutOff = true;
    });
    // Cut off and sent again, it may have been done the first time.
    if (answer.isGood || (wasCutOff && /ENTITY_IS_DELETED/.test(answer.code))) this.memory.acknowledged(one.name, gone);
    else this.surprised("delete", answer);
  }

  /** Several in one transaction. */
  async createTogether(): Promise<void> {
    const all = Array.from({ length: 5 }, () => ({ name: this.#newName(), phone: this.#newVersion() }));
    this.memory.together(all.map(({ name }) => name));
    for (const { name, phone } of all) this.memory.sent(name, { phone, gone: false });
    const records = all.map(({ name, phone }) => ({ attributes: { type: "Account" }, Name: name, Phone: phone }));
    const body = JSON.stringify({ allOrNone: true, records });
    try {
      const answer = await this.once("create together", { method: "POST", path: `${DATA}/composite/sobjects`, body });
      const made = answer.body as readonly { readonly id: string; readonly success: boolean }[];
      if (!answer.isGood || made.some(({ success }) => !success)) this.surprised("create together", answer);
      else for (const [place, { name, phone }] of all.entries()) this.#created(name, phone, made[place]);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      this.memory.cutOff();
    }
  }

  async beRefused(): Promise<void> {
    const { dice } = this.around;
    const other = dice.oneOf([...this.#ids.keys()].filter((org) => org !== this.#who.org));
    const id = dice.oneOf(this.#ids.get(other ?? "") ?? []);
    const [own, theirs] = [`${DATA}/limits`, `${DATA}/sobjects/Account/${id}`];
    const none = /^(?:404 )?NOT_FOUND$/;
    switch (dice.upTo(id === undefined ? 3 : 5)) {
      case 0: {
        const token = `${this.token.slice(0, -1)}${this.token.endsWith("0") ? "1" : "0"}`;
        return this.refusedAs("a token nobody issued", /^(?:401 )?INVALID_SESSION_ID$/, {
          method: "GET",
          path: own,
          token,
        });
      }
      case 1:
        return this.refusedAs("a field there is not", /^(?:400 )?INVALID_FIELD$/, {
          method: "POST",
          path: `${DATA}/sobjects/Account`,
          body: JSON.stringify({ Name: `${this.#name} never`, Nowhere: 1 }),
        });
      case 2:
        return this.refusedAs("a query that is none", /^(?:400 )?MALFORMED_QUERY$/, {
          method: "GET",
          path: `${DATA}/query?q=SELECT`,
        });
      case 3:
        return this.refusedAs("read another org's record", none, { method: "GET", path: theirs });
      default:
        return this.refusedAs("change another org's record", none, {
          method: "PATCH",
          path: theirs,
          body: JSON.stringify({ Phone: "stolen" }),
        });
    }
  }

  async logInAgain(): Promise<void> {
    if (this.around.dice.throw() < 0.5) await logOut(this);
    await logIn(this, this.#who.username);
  }

  /** Sends a change of one record until it is answered; answers the record's id where it was made by that. */
  async #write(
    kind: string,
    name: string,
    phone: string,
    to: {
      readonly method: string;
      readonly path: string;
      readonly field: string;
      readonly values?: object;
    },
  ): Promise<string | undefined> {
    const body = JSON.stringify({ ...to.values, [to.field]: to.field === "Phone" ? phone : Number(phone) });
    this.memory.sent(name, { phone, gone: false });
    // Where the load ends before an answer, it stays in doubt.
    const answer = await this.untilAnswered(kind, { method: to.method, path: to.path, body }, () =>
      this.memory.cutOff(),
    );
    if (!answer.isGood) {
      this.surprised(kind, answer);
      return undefined;
    }
    const { id } = (answer.body ?? {}) as { readonly id?: string };
    this.memory.acknowledged(name, { phone, gone: false }, id);
    return id;
  }

  async #rows(kind: string, soql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const answer = await this.untilAnswered(kind, {
      method: "GET",
      path: `${DATA}/query?q=${encodeURIComponent(soql)}`,
    });
    if (!answer.isGood) this.surprised(kind, answer);
    return answer.isGood ? (answer.body as { records: Record<string, unknown>[] }).records : [];
  }

  #created(name: string, phone: string, made: unknown): void {
    const { id } = made as { readonly id: string };
    this.memory.acknowledged(name, { phone, gone: false }, id);
    this.#share(id);
  }

  #share(id: string): void {
    const shared = this.#ids.get(this.#who.org) ?? [];
    this.#ids.set(this.#who.org, shared);
    if (shared.length < 1000) shared.push(id);
  }

  /** One of its records that is there for certain. */
  #some() {
    const one = this.around.dice.oneOf(this.memory.living);
    if (!one) return undefined;
    const isInvoice = one.name.includes(" inv ");
    return {
      id: one.id,
      name: one.name,
      phone: one.acknowledged?.phone ?? "",
      object: isInvoice ? "ledg__Invoice__c" : "Account",
      field: isInvoice ? "ledg__Total__c" : "Phone",
    };
  }

  #newName(kind = "acc"): string {
    this.#made += 1;
    return `${this.#name} ${kind} ${this.#made}`;
  }

  #newVersion(): string {
    this.#versions += 1;
    return `${this.#versions}`;
  }
}
