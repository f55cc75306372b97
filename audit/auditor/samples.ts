import { hash } from "node:crypto";
import { count, type Entry, text, texts } from "./entry.ts";
import type { Lately } from "./lately.ts";
import { millis } from "./time.ts";
import type { Trail, Trails } from "./trails.ts";

/** A period that a sample was drawn of, and which of its sessions have yet to be opened. */
interface Sample {
  readonly from: number;
  readonly to: number;
  readonly unopened: Set<string>;
}

/** The sessions that a seed draws: those whose SHA-256 over seed and id comes first (REVIEW-03). */
function draw(candidates: readonly Trail[], seed: string, rate: number): readonly string[] {
  const ranked = candidates.map(({ id }) => ({ id, rank: hash("sha256", `${seed} ${id}`) }));
  ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return ranked.slice(0, Math.ceil((ranked.length * rate) / 100)).map(({ id }) => id);
}

/** Draws every sample again as it is put on record. */
export class Samples {
  readonly #all = new Map<string, Sample>();

  /** Whether a sample has looked at some of this period already (REVIEW-04). */
  looksAt(from: number, to: number): boolean {
    return [...this.#all.values()].some((one) => one.from < to && from < one.to);
  }

  /** Takes a session that a sample drew for opened; whether it had drawn it. */
  opens(id: string, session: string): boolean {
    return this.#all.get(id)?.unopened.delete(session) === true;
  }

  /** Takes a sample in; answers what is wrong with it, each in words. */
  take(entry: Entry, at: number, { trails, lately }: { readonly trails: Trails; readonly lately: Lately }): string[] {
    const [id, seed, sessions] = [text(entry, "sample"), text(entry, "seed") ?? "", texts(entry, "sessions")];
    const [from, to] = [millis(text(entry, "from") ?? ""), millis(text(entry, "to") ?? "")];
    const [rate, size] = [count(entry, "rate") ?? 0, count(entry, "size") ?? 0];
    const candidates = trails.candidates(from, to);
    const drawn = draw(candidates, seed, rate);
    const wrong: string[] = [];
    const due = `S-${String(this.#all.size + 1).padStart(5, "0")}`;
    if (id !== due) wrong.push(`is called ${id}, where ${due} is due`);
    if (!(from < to && to <= at)) wrong.push("is of a period that is none, or is not over");
    if (count(entry, "of") !== candidates.length)
      wrong.push(`is drawn from ${count(entry, "of")} sessions, and there are ${candidates.length}`);
    if (sessions.join() !== drawn.join())
      wrong.push(`draws ${sessions.join(", ") || "nothing"}, and the seed draws ${drawn.join(", ") || "nothing"}`);
    const had = lately.hashAt(size);
    if (size > entry.seq || (had !== undefined && had !== seed)) wrong.push("has a seed that the log never had");
    this.#all.set(id ?? due, { from, to, unopened: new Set(sessions) });
    for (const one of candidates) if (!drawn.includes(one.id)) trails.settle(one);
    return wrong;
  }
}
