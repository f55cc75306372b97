import { count, type Entry, isMembers, isSealed, list, type Members, text, texts } from "./entry.ts";

type Table = Map<string, Members>;
const NONE: Table = new Map();

/** What is heavy and no rule looks at. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  apexLogs: ["lines"],
  apexClasses: ["body"],
  packages: ["content"],
};

/** The rows of one org, as the records that wrote them add up to. */
export class OrgRows {
  readonly id: string;
  /** Some rows were erased or are not disclosed, so nothing that rests on rows can be evaluated. */
  blind = false;
  readonly #tables = new Map<string, Table>();

  constructor(id: string) {
    this.id = id;
  }

  row(table: string, id: string | undefined): Members | undefined {
    return id === undefined ? undefined : this.#tables.get(table)?.get(id);
  }

  /** The rows of a table, in the order they came. */
  all(table: string): IterableIterator<Members> {
    return (this.#tables.get(table) ?? NONE).values();
  }

  /** The first row of a table that is meant. */
  find(table: string, isMeant: (row: Members) => boolean): Members | undefined {
    for (const row of this.all(table)) if (isMeant(row)) return row;
    return undefined;
  }

  some(table: string, isMeant: (row: Members) => boolean): boolean {
    return this.find(table, isMeant) !== undefined;
  }

  get company(): Members | undefined {
    return this.row("company", this.id);
  }

  /** A setting of the org that is on or off. */
  setting(name: string): unknown {
    const settings = this.company?.settings;
    return isMembers(settings) ? settings[name] : undefined;
  }

  write(table: string, id: string, row: Members | null): void {
    const rows = this.#tables.get(table) ?? new Map<string, Members>();
    this.#tables.set(table, rows);
    if (row === null) rows.delete(id);
    else rows.set(id, slim(table, row));
  }
}

function slim(table: string, row: Members): Members {
  const names = LEFT_OUT[table];
  if (!names) return row;
  const kept: Record<string, unknown> = { ...row };
  if (table === "apexLogs") kept.length = count(row, "length") ?? lengthOf(row);
  for (const name of names) delete kept[name];
  return kept;
}

const utf8 = new TextEncoder();
const lengthOf = (log: Members): number =>
  list(log, "lines").reduce<number>(
    (sum, line) => sum + utf8.encode(isMembers(line) ? text(line, "text") : "").length + 1,
    0,
  );

/** All orgs on record. */
export class Rows {
  readonly #orgs = new Map<string, OrgRows>();

  /** The rows of an org; nothing where there is no such org on record. */
  of(org: string | undefined): OrgRows | undefined {
    return org === undefined ? undefined : this.#orgs.get(org);
  }

  [Symbol.iterator](): IterableIterator<OrgRows> {
    return this.#orgs.values();
  }

  take({ org, changes }: Entry): void {
    if (changes === undefined || org === "platform") return;
    const rows = this.#orgs.get(org) ?? new OrgRows(org);
    this.#orgs.set(org, rows);
    if (!Array.isArray(changes)) {
      rows.blind = true;
      return;
    }
    for (const change of changes) {
      const [table, id] = [text(change, "table"), text(change, "id")];
      if (isSealed(change) || table === undefined || id === undefined) rows.blind = true;
      else rows.write(table, id, isMembers(change.row) ? change.row : null);
    }
  }
}

/** A person of an org with all that profile and permission sets open. */
export class Person {
  readonly rows: OrgRows;
  readonly user: Members;

  constructor(rows: OrgRows, user: Members) {
    this.rows = rows;
    this.user = user;
  }

  get id(): string | undefined {
    return text(this.user, "id");
  }

  get works(): boolean {
    return this.user.active === true && this.user.frozen !== true;
  }

  get profile(): Members | undefined {
    return this.rows.row("profiles", text(this.user, "profile"));
  }

  /** Profile and permission sets. */
  get sources(): readonly Members[] {
    const sets = texts(this.user, "permissionSets").map((id) => this.rows.row("permissionSets", id));
    return [this.profile, ...sets].filter((one) => one !== undefined);
  }

  /** Whether a permission, or a page, app or tab of this name, is open to the person. */
  has(permission: string, sort = "permissions"): boolean {
    return this.sources.some((source) => texts(source, sort).includes(permission));
  }
}
