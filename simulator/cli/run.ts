import { Command, CommanderError } from "commander";
import { auditCommands } from "./audit.ts";
import { callCommand } from "./call.ts";
import { clockCommands } from "./clock.ts";
import type { Ending } from "./command.ts";
import { demoCommand } from "./demo.ts";
import { explainCommand } from "./explain.ts";
import { asError, asLines, EXIT, type Exit, Failure } from "./failure.ts";
import { grantCommands } from "./grant.ts";
import { loginAsCommands } from "./login-as.ts";
import { orgCommands } from "./org.ts";
import type { Outside } from "./outside.ts";
import { policyCommands } from "./policy.ts";
import { ruleCommands } from "./rule.ts";
import { startCommand } from "./start.ts";
import { statusCommands } from "./status.ts";
import { userCommands } from "./user.ts";
import { worldCommands } from "./world.ts";

/** Runs one command line, and answers the exit code it ends with. */
export async function run(args: readonly string[], outside: Outside): Promise<Exit> {
  const ending: Ending = { exit: EXIT.done };
  try {
    await programFor(outside, ending).parseAsync(args, { from: "user" });
    return ending.exit;
  } catch (error) {
    return ended(error, args, outside);
  }
}

/** Every command there is. */
export function programFor(outside: Outside, ending: Ending): Command {
  const { out, err, version, columns } = outside;
  const program = new Command("understudy")
    .description(
      "A stand-in for the Salesforce platform, for telling, testing and auditing how a publisher supports its subscribers.",
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => {}, getOutHelpWidth: () => columns ?? 100 })
    .addHelpText("after", "\nExamples:\n  $ understudy start\n  $ understudy demo --fast");
  for (const add of COMMANDS) add(program, outside, ending);
  return program;
}

const COMMANDS = [
  startCommand,
  statusCommands,
  demoCommand,
  worldCommands,
  orgCommands,
  userCommands,
  grantCommands,
  loginAsCommands,
  explainCommand,
  callCommand,
  clockCommands,
  policyCommands,
  auditCommands,
  ruleCommands,
];

function ended(error: unknown, args: readonly string[], { out, err }: Outside): Exit {
  const failure = asFailure(error);
  if (!failure) return EXIT.done;
  const { reasons } = failure;
  if (args.includes("--json")) out(`${JSON.stringify(asError(reasons))}\n`);
  else err(`${asLines(reasons)}\n`);
  return reasons.exit;
}

/** What went wrong, in our own form; nothing when help or version was asked for. */
function asFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return undefined;
    const [what = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
    const [, meant] = /^\(Did you mean (.*)\?\)$/.exec(suggestion ?? "") ?? [];
    const asked = error.code === "commander.help" ? "no command was given" : what;
    const hint = meant ? `did you mean ${meant}?` : "see understudy --help";
    return new Failure({ exit: EXIT.usage, code: "USAGE", what: asked, hint });
  }
  if (error instanceof Error && "syscall" in error) return systemFailure(error);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const hint = `report it, with this:\n${stack ?? message}`;
  return new Failure({ exit: EXIT.defect, code: "DEFECT", what: "our defect", because: message, hint });
}

/** What the system would not do for us: a full disk, a folder without permission. */
const systemFailure = ({ message }: Error): Failure => {
  const hint = "look at the folder it names, its permissions and the space that is left";
  return new Failure({ exit: EXIT.no, code: "SYSTEM", what: "the system refused", because: message, hint });
};
