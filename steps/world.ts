import assert from "node:assert/strict";
import { World as CucumberWorld, type IWorldOptions, setWorldConstructor } from "@cucumber/cucumber";
import type { Finding } from "#audit/auditor/finding.ts";
import type { Driver } from "./drivers.ts";
import type { Seen } from "./face.ts";
import type { Story } from "./story.ts";

interface Parameters {
  readonly driver: "use cases" | "http" | "socket";
  /** The file to write how many scenarios the wire told: only `npm run features` sets it. */
  readonly told?: string;
  /** What to change in the domain: only the mutation run sets it. */
  readonly mutant?: string;
  /** Which policy is otherwise, `grantExpiryGranularity is endOfDay`: only `npm run features -- --policies` sets it. */
  readonly policy?: string;
  /** Whether each scenario hands out what it put on record: only `npm run coverage` asks. */
  readonly records?: "attached";
  /** Whether each scenario hands out what the auditor finds in its log, also where it failed: only `npm run auditor` asks. */
  readonly findings?: "attached";
}

/** One scenario: a story of its own, told through one face. */
export class World extends CucumberWorld<Parameters> {
  story!: Story;
  drive!: Driver;
  /** What the auditor has to find, because the story put on record what nobody did. */
  forgeries: readonly Finding[] = [];
  #answer: Seen | undefined;
  #lookedAt = true;

  /** What the last act was answered. */
  get answer(): Seen {
    this.#lookedAt = true;
    assert(this.#answer, "nobody has done anything yet");
    return this.#answer;
  }

  set answer(seen: Seen) {
    this.#answer = seen;
    this.#lookedAt = seen.effect === "allow";
  }

  /** The value of the last act, which must have been allowed. */
  shown<Value>(): Value {
    const { effect, because, value } = this.answer;
    assert.equal(effect, "allow", `expected to be let in, but: ${because}`);
    return value as Value;
  }

  /** A refusal or fault that no step has looked at; a scenario must not end with one. */
  get overlooked(): Seen | undefined {
    return this.#lookedAt ? undefined : this.#answer;
  }

  /** For what a story takes for granted: it must have been allowed. */
  granted(seen: Seen): void {
    assert.equal(
      seen.effect,
      "allow",
      `the story needs this to be allowed, but: ${seen.because} (${seen.rule ?? seen.code})`,
    );
  }

  /** The value of what a story takes for granted. */
  value<Value>(seen: Seen<Value>): Value {
    this.granted(seen);
    return seen.value as Value;
  }

  constructor(options: IWorldOptions<Parameters>) {
    super(options);
  }
}

setWorldConstructor(World);
