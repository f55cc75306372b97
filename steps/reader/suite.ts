import { Writable } from "node:stream";
import { type ISupportCodeLibrary, loadSupport, runCucumber } from "@cucumber/cucumber/api";
import { type Envelope, HookType, TestStepResultStatus } from "@cucumber/messages";
import type { Finding } from "#audit/auditor/finding.ts";
import { FOUND, RECORDED, type Recorded } from "./recorded.ts";
import { runConfiguration } from "./step-definitions.ts";

/** How one example ended that did not pass. */
export interface Failure {
  /** `features/grant/login-access.feature:12`. */
  readonly place: string;
  readonly name: string;
  /** A failed assertion says more than an error, and an error more than a crash before the example began. */
  readonly how: "assertion" | "error" | "before it began";
  readonly because: string;
}

export interface SuiteResult {
  readonly ran: number;
  readonly failures: readonly Failure[];
  /** A hook around the whole run failed, so that nothing was tried. */
  readonly broken?: string;
}

export interface SuiteOptions {
  /** Places or folders of features; all features when absent. */
  readonly paths?: readonly string[];
  /** Which of these, by their tags: `not @large`. */
  readonly tags?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly failFast?: boolean;
  /** Called as each example begins, with its place. */
  readonly onExample?: (place: string) => void;
  /** Called with what an example put on record; for this each has to attach it. */
  readonly onRecorded?: (place: string, recorded: readonly Recorded[]) => void;
  /** Called with what the auditor finds in the log of an example; for this each has to attach it. */
  readonly onFound?: (place: string, findings: readonly Finding[]) => void;
}

export type Suite = (options?: SuiteOptions) => Promise<SuiteResult>;

/** Loads the step definitions, or those under other paths; for a suite, and for questions about them. */
export async function loadSteps(paths?: readonly string[]): Promise<ISupportCodeLibrary> {
  const { sources, support } = await runConfiguration();
  return loadSupport({ sources, support: { ...support, ...(paths && { importPaths: [...paths] }) } });
}

/** Each call runs features in this process with steps that were loaded once, without a word on the terminal. */
export async function openSuite(steps?: ISupportCodeLibrary): Promise<Suite> {
  const { plugins: _, ...configuration } = await runConfiguration();
  const support = steps ?? (await loadSteps());
  return async (options = {}) => {
    const { paths, tags, parameters, failFast = false } = options;
    const watch = new Watch(options);
    await runCucumber(
      {
        ...configuration,
        support,
        sources: {
          ...configuration.sources,
          ...(paths && { paths: [...paths] }),
          ...(tags !== undefined && { tagExpression: tags }),
        },
        runtime: {
          ...configuration.runtime,
          failFast,
          worldParameters: { ...configuration.runtime.worldParameters, ...parameters },
        },
        formats: { ...configuration.formats, stdout: "progress", files: {}, publish: false },
      },
      { stdout: nowhere(), stderr: process.stderr },
      (message) => watch.see(message),
    );
    return watch.result;
  };
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

/** Puts the runner's messages together to what a gate asks: which examples ran, and how each failure came about. */
class Watch {
  readonly #tell: Pick<SuiteOptions, "onExample" | "onRecorded" | "onFound">;
  readonly #pickles = new Map<string, { readonly place: string; readonly name: string }>();
  readonly #pickleOf = new Map<string, string>();
  readonly #beforeHooks = new Set<string>();
  readonly #beforeSteps = new Set<string>();
  readonly #running = new Map<string, { readonly place: string; readonly name: string }>();
  readonly #failures: Failure[] = [];
  #ran = 0;
  #broken: string | undefined;

  constructor(tell: Pick<SuiteOptions, "onExample" | "onRecorded" | "onFound">) {
    this.#tell = tell;
  }

  get result(): SuiteResult {
    return { ran: this.#ran, failures: this.#failures, ...(this.#broken !== undefined && { broken: this.#broken }) };
  }

  see({
    pickle,
    hook,
    testCase,
    testCaseStarted,
    attachment,
    testStepFinished,
    testRunHookFinished,
    testRunFinished,
  }: Envelope): void {
    if (pickle) this.#pickles.set(pickle.id, { place: `${pickle.uri}:${pickle.location?.line}`, name: pickle.name });
    if (hook?.type === HookType.BEFORE_TEST_CASE) this.#beforeHooks.add(hook.id);
    if (testCase) {
      this.#pickleOf.set(testCase.id, testCase.pickleId);
      for (const { id, hookId } of testCase.testSteps)
        if (hookId && this.#beforeHooks.has(hookId)) this.#beforeSteps.add(id);
    }
    if (testCaseStarted) this.#started(testCaseStarted.id, testCaseStarted.testCaseId);
    if (attachment?.mediaType === RECORDED)
      this.#tell.onRecorded?.(this.#placeOf(attachment), JSON.parse(attachment.body) as readonly Recorded[]);
    if (attachment?.mediaType === FOUND)
      this.#tell.onFound?.(this.#placeOf(attachment), JSON.parse(attachment.body) as readonly Finding[]);
    if (testStepFinished) this.#finished(testStepFinished);
    if (testRunHookFinished?.result.status === TestStepResultStatus.FAILED)
      this.#broken = testRunHookFinished.result.message ?? "a hook around the run failed";
    if (testRunFinished?.exception) this.#broken = testRunFinished.exception.message ?? "the run broke off";
  }

  #started(id: string, testCase: string): void {
    const example = this.#pickles.get(this.#pickleOf.get(testCase) ?? "");
    if (!example) throw new Error("an example that was not announced");
    this.#running.set(id, example);
    this.#ran += 1;
    this.#tell.onExample?.(example.place);
  }

  #placeOf({ testCaseStartedId = "" }: NonNullable<Envelope["attachment"]>): string {
    const example = this.#running.get(testCaseStartedId);
    if (!example) throw new Error("records of an example that was not begun");
    return example.place;
  }

  #finished({ testCaseStartedId, testStepId, testStepResult }: NonNullable<Envelope["testStepFinished"]>): void {
    const { status, exception, message = "" } = testStepResult;
    if (status === TestStepResultStatus.PASSED || status === TestStepResultStatus.SKIPPED) return;
    const example = this.#running.get(testCaseStartedId);
    if (!example) throw new Error("a step of an example that was not begun");
    const asserted = exception?.type === "AssertionError" || /^AssertionError/.test(message);
    const how = this.#beforeSteps.has(testStepId) ? "before it began" : asserted ? "assertion" : "error";
    const because = (exception?.message ?? message ?? status).split("\n")[0] ?? status;
    this.#failures.push({ ...example, how, because: because || status });
  }
}
