import { type Entry, text } from "./entry.ts";

/** What goes on at the groups of servers that orgs run on: since when there is peak load, or maintenance. */
export class Instances {
  readonly #peaks = new Map<string, number>();
  readonly #maintenance = new Map<string, number>();

  peakSince(name: string | undefined): number | undefined {
    return name === undefined ? undefined : this.#peaks.get(name);
  }

  maintenanceSince(name: string | undefined): number | undefined {
    return name === undefined ? undefined : this.#maintenance.get(name);
  }

  take(entry: Entry, at: number): void {
    const name = text(entry, "instance");
    if (name === undefined || !entry.type.startsWith("instance.")) return;
    switch (entry.type) {
      case "instance.peak-began":
        if (!this.#peaks.has(name)) this.#peaks.set(name, at);
        return;
      case "instance.peak-ended":
        this.#peaks.delete(name);
        return;
      case "instance.maintenance-began":
        if (!this.#maintenance.has(name)) this.#maintenance.set(name, at);
        return;
      case "instance.maintenance-ended":
        this.#maintenance.delete(name);
        return;
      default:
    }
  }
}
