import { type Command, Option } from "commander";
import { EXIT, type Exit, wrongUsage } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { type Page, pageFor } from "./page.ts";

/** What a command that did something shows: data for programs, and the same drawn for a person. */
export interface Shown {
  readonly data: unknown;
  readonly text: (page: Page) => string | Promise<string>;
  readonly warnings?: readonly string[];
  readonly exit?: Exit;
}

export type Options = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

interface About {
  /** With its arguments, as commander has them: `show <rule>`. */
  readonly name: string;
  readonly summary: string;
  readonly options?: readonly (readonly [flags: string, about: string, usual?: string])[];
  /** What else its help says, line by line. */
  readonly notes?: readonly string[];
  /** Two command lines that work as they stand. */
  readonly examples: readonly [string, string];
  /** Whether it asks a running simulator, and so can be told which. */
  readonly client?: boolean;
  /** What it does; nothing is answered by a command that has written everything itself. */
  readonly act: (given: Given) => Promise<Shown | undefined>;
}

/** What was given on the command line, and the machine it was given on. */
export interface Given {
  readonly outside: Outside;
  readonly args: readonly string[];
  readonly options: Options;
  /** The value of an option that is text. */
  text(name: string): string | undefined;
  /** The same, where the command cannot do without. */
  needed(name: string): string;
  readonly json: boolean;
}

/** Where a command leaves how it ended. */
export interface Ending {
  exit: Exit;
}

/** Adds one command to a group. */
export function command(group: Command, outside: Outside, ending: Ending, about: About): void {
  const made = group.command(about.name).summary(about.summary).description(`${about.summary}.`);
  for (const [flags, help, usual] of about.options ?? []) made.addOption(new Option(flags, help).default(usual));
  if (about.client) {
    made.option("--url <url>", "another running simulator than the one started here");
    made.option("--token <token>", "its operator token");
  }
  made.option("--json", "answer one JSON object");
  if (about.notes) made.addHelpText("after", `\n${about.notes.join("\n")}`);
  made.addHelpText("after", `\nExamples:\n${about.examples.map((line) => `  $ understudy ${line}`).join("\n")}`);
  made.action(async (...given: unknown[]) => {
    const options = made.opts<Options>();
    const args = given
      .slice(0, -2)
      .flatMap((arg) => (Array.isArray(arg) ? arg.map(String) : arg === undefined ? [] : [String(arg)]));
    const json = options.json === true;
    const text = (name: string) => (typeof options[name] === "string" ? options[name] : undefined);
    const needed = (name: string) => {
      const value = text(name);
      if (value === undefined)
        throw wrongUsage(`--${name} is missing`, `add --${name}; see understudy ${nameOf(made)} --help`);
      return value;
    };
    const shown = await about.act({ outside, args, options, text, needed, json });
    if (!shown) return;
    ending.exit = shown.exit ?? EXIT.done;
    await show(outside, shown, json);
  });
}

/** Results to stdout, what is to be noted beside them to stderr. */
async function show(
  outside: Outside,
  { data, text, warnings = [], exit = EXIT.done }: Shown,
  json: boolean,
): Promise<void> {
  const ok = exit === EXIT.done;
  const at = new Date(outside.systemMillis()).toISOString();
  if (json) return outside.out(`${JSON.stringify({ ok, data, warnings, at })}\n`);
  for (const warning of warnings) outside.err(`note: ${warning}\n`);
  outside.out(`${await text(pageFor(outside))}\n`);
}

const nameOf = (of: Command): string => (of.parent?.parent ? `${nameOf(of.parent)} ${of.name()}` : of.name());
