import type { Command } from "commander";
import type { LogCheck } from "#http/app.ts";
import { STATE } from "./audit-asking.ts";
import { auditQuestionCommands } from "./audit-questions.ts";
import { tail } from "./audit-tail.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import type { Outside } from "./outside.ts";

export function auditCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("audit")
    .summary("the audit log")
    .description("The audit log: the one truth about who had access.");
  command(group, outside, ending, {
    name: "tail",
    summary: "show the last records",
    options: [
      STATE,
      ["-n, --lines <number>", "how many", "20"],
      ["--follow", "go on with what comes, until interrupted"],
      ["--org <org>", "only of this org"],
    ],
    examples: ['audit tail -n 5 --org "Acme Corp"', "audit tail --state ./state"],
    client: true,
    act: tail,
  });
  command(group, outside, ending, {
    name: "check",
    summary: "read the whole log and say whether every record follows the one before",
    options: [STATE, ["--file <file>", "a log file"]],
    examples: ["audit check", "audit check --state ./state"],
    client: true,
    act: check,
  });
  auditQuestionCommands(group, outside, ending);
}

async function check(given: Given): Promise<Shown> {
  const found = await checked(given);
  const { outcome, records, hash, seq, byte, because } = found;
  const whole = outcome === "whole";
  return {
    data: found,
    exit: !whole ? EXIT.no : records > 0 ? EXIT.done : EXIT.nothing,
    text: (page) =>
      whole
        ? `${page.good("whole")}: ${records} records, the last with hash ${hash}`
        : `${page.bad(outcome)}: record ${seq}, byte ${byte}, does not follow: ${because}\n${records} records before it are in order, the last with hash ${hash}`,
  };
}

async function checked(given: Given): Promise<LogCheck> {
  const [state, file] = [given.text("state"), given.text("file")];
  if (state === undefined && file === undefined) {
    const place = placeOf(given);
    return send(place, place.token, "GET", "/audit/check");
  }
  const { checkFile, logFileIn } = await import("#server/check-log.ts");
  const path = file ?? logFileIn(state ?? "");
  try {
    return await checkFile(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw (await import("./audit-file.ts")).noLog(path);
    throw error;
  }
}
