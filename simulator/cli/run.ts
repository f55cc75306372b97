import { Command, CommanderError } from "commander";
import type { Ending } from "./command.ts";
import { asError, asLines, EXIT, type Exit, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";

/** Runs one command line, and answers the exit code it ends with. */
export async function run(args: readonly string[], outside: Outside): Promise<Exit> {
  const ending: Ending = { exit: EXIT.done };
  try {
    const program = await programFor(outside, ending, args[0]);
    await program.parseAsync(args, { from: "user" });
    return ending.exit;
  } catch (error) {
    return ended(error, args, outside);
  }
}

/** Every command there is, or only the one that is named: to load the others takes longer than to run it. */
export async function programFor(outside: Outside, ending: Ending, named?: string): Promise<Command> {
  const { out, err, version, columns } = outside;
  const program = new Command("understudy")
    .description(
      "A stand-in for the Salesforce platform, for telling, testing and auditing how a publisher supports its subscribers.",
    )
    .version(version)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => {}, getOutHelpWidth: () => columns ?? 100 })
    .addHelpText("after", "\nExamples:\n  $ understudy start\n  $ understudy demo --fast");
  const meant = COMMANDS.filter(([names]) => named !== undefined && names.includes(named));
  const adders = await Promise.all((meant.length > 0 ? meant : COMMANDS).map(([, load]) => load()));
  for (const add of adders) add(program, outside, ending);
  return program;
}

type Add = (program: Command, outside: Outside, ending: Ending) => void;

const COMMANDS: readonly (readonly [names: readonly string[], load: () => Promise<Add>])[] = [
  [["start"], async () => (await import("./start.ts")).startCommand],
  [["stop", "status"], async () => (await import("./status.ts")).statusCommands],
  [["demo"], async () => (await import("./demo.ts")).demoCommand],
  [["world"], async () => (await import("./world.ts")).worldCommands],
  [["org"], async () => (await import("./org.ts")).orgCommands],
  [["user"], async () => (await import("./user.ts")).userCommands],
  [["app"], async () => (await import("./app.ts")).appCommands],
  [["grant"], async () => (await import("./grant.ts")).grantCommands],
  [["login-as"], async () => (await import("./login-as.ts")).loginAsCommands],
  [["debug"], async () => (await import("./debug.ts")).debugCommands],
  [["instance"], async () => (await import("./instance.ts")).instanceCommands],
  [["debugger"], async () => (await import("./debugger.ts")).debuggerCommands],
  [["request"], async () => (await import("./request.ts")).requestCommands],
  [["license"], async () => (await import("./license.ts")).licenseCommands],
  [["log"], async () => (await import("./log.ts")).logCommands],
  [["trace-flag"], async () => (await import("./trace-flag.ts")).traceFlagCommands],
  [["explain"], async () => (await import("./explain.ts")).explainCommand],
  [["call"], async () => (await import("./call.ts")).callCommand],
  [["clock"], async () => (await import("./clock.ts")).clockCommands],
  [["policy"], async () => (await import("./policy.ts")).policyCommands],
  [["trace"], async () => (await import("./trace.ts")).traceCommands],
  [["review"], async () => (await import("./review.ts")).reviewCommands],
  [["audit"], async () => (await import("./audit.ts")).auditCommands],
  [["rule"], async () => (await import("./rule.ts")).ruleCommands],
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
