/** What a record says, as far as the load writes it; `gone` once it is in the recycle bin. */
export interface Version {
  readonly phone: string;
  readonly gone: boolean;
}

interface Remembered {
  readonly name: string;
  /** Absent while only an attempt at making it was cut off. */
  acknowledged?: Version;
  /** What was sent after that and never answered: each of them may have happened, the last one last. */
  inDoubt: Version[];
  id?: string;
}

/** A record as the org shows it at the end. */
export interface Found extends Version {
  readonly id: string;
  readonly name: string;
}

/**
 * Everything one client was told had happened. It alone writes its records and waits for each answer, so what a record
 * may say at the end is what was acknowledged last, or what was cut off after that.
 */
export class Memory {
  readonly #records = new Map<string, Remembered>();
  readonly #together: (readonly string[])[] = [];
  acknowledgedWrites = 0;
  cutOffWrites = 0;

  /** The ids of what is there for certain. */
  get living(): readonly (Remembered & { readonly id: string })[] {
    return [...this.#records.values()].filter(
      (one): one is Remembered & { id: string } =>
        one.id !== undefined && one.acknowledged?.gone === false && one.inDoubt.length === 0,
    );
  }

  /** Something is sent that makes a record say this. */
  sent(name: string, version: Version): void {
    const known = this.#records.get(name) ?? { name, inDoubt: [] };
    known.inDoubt.push(version);
    this.#records.set(name, known);
  }

  acknowledged(name: string, version: Version, id?: string): void {
    const known = this.#records.get(name) ?? { name, inDoubt: [] };
    this.#records.set(name, { ...known, ...(id !== undefined && { id }), acknowledged: version, inDoubt: [] });
    this.acknowledgedWrites += 1;
  }

  /** The last thing that was sent was refused, and so has not happened. */
  refused(name: string): void {
    const known = this.#records.get(name);
    known?.inDoubt.pop();
    if (known && !known.acknowledged && known.inDoubt.length === 0) this.#records.delete(name);
  }

  cutOff(): void {
    this.cutOffWrites += 1;
  }

  /** These are made in one transaction: all of them or none. */
  together(names: readonly string[]): void {
    this.#together.push(names);
  }

  /** What of all this is not so in the org, where these records were found. */
  losses(found: ReadonlyMap<string, readonly Found[]>): readonly string[] {
    const torn = this.#together
      .map((names) => ({ names, there: names.filter((name) => found.has(name)).length }))
      .filter(({ names, there }) => there > 0 && there < names.length)
      .map(({ names, there }) => `torn: ${there} of ${names.length} that were made with ${names[0]}`);
    const lost = [...this.#records.values()].flatMap(({ name, acknowledged, inDoubt, id }) => {
      const [one, ...others] = found.get(name) ?? [];
      if (others.length > 0) return [`${name} is there ${others.length + 1} times`];
      if (!one) return acknowledged ? [`lost: ${name} with ${acknowledged.phone}`] : [];
      if (id !== undefined && one.id !== id) return [`${name} was acknowledged as ${id} and is ${one.id}`];
      const possible = [...(acknowledged ? [acknowledged] : []), ...inDoubt];
      const isPossible = possible.some(({ phone, gone }) => gone === one.gone && (gone || phone === one.phone));
      const was = JSON.stringify({ acknowledged, inDoubt });
      return isPossible ? [] : [`lost: ${name} says ${JSON.stringify(one)} after ${was}`];
    });
    return [...torn, ...lost];
  }
}
