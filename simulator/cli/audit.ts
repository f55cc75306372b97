import type { Command } from "commander";
import type { LogVerdict } from "#http/app.ts";
import { STATE } from "./audit-asking.ts";
import { evidenceCommands } from "./audit-evidence.ts";
import { auditQuestionCommands } from "./audit-questions.ts";
import { tail } from "./audit-tail.ts";
import { tileCommands } from "./audit-tiles.ts";
import { auditUpkeepCommands } from "./audit-upkeep.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { progressOn } from "./progress.ts";
import { READS_AS } from "./review-rows.ts";

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
      READS_AS,
      ["-n, --lines <number>", "how many", "20"],
      ["--follow", "go on with what comes, until interrupted"],
      ["--org <org>", "only of this org"],
    ],
    examples: ['audit tail -n 5 --org "Acme Corp"', "audit tail --state ./state"],
    client: true,
    act: tail,
  });
  command(group, outside, ending, {
    name: "verify",
    summary: "read the whole log strictly, and name the first thing that is not as it should be",
    options: [
      STATE,
      ["--log <folder>", "a log's own folder, as others hand it out: STATE/audit without what is beside it"],
      ["--policy <file>", "whose signatures count, from elsewhere than the log"],
    ],
    examples: ["audit verify", "audit verify --state ./state"],
    client: true,
    act: verified,
  });
  evidenceCommands(group, outside, ending);
  tileCommands(group, outside, ending);
  auditUpkeepCommands(group, outside, ending);
  auditQuestionCommands(group, outside, ending);
}

async function verified(given: Given): Promise<Shown> {
  const found = await verdictOn(given);
  const { verdict, records, batches, root, defect } = found;
  const reach = `${records} records in ${batches} batches, root ${root}`;
  return {
    data: found,
    exit: verdict === "bad" ? EXIT.no : records > 0 ? EXIT.done : EXIT.nothing,
    text: (page) => {
      if (defect)
        return `${page.bad("bad")}: ${defect.kind} at ${defect.file} byte ${defect.byte}: ${defect.because}\nin order before it: ${reach}`;
      return verdict === "good"
        ? `${page.good("good")}: ${reach}`
        : `${page.good("unfinished")}: ${reach}\nbehind it stands what a crash cut off and nobody was told of; starting a simulator on the folder mends that`;
    },
  };
}

async function verdictOn(given: Given): Promise<LogVerdict> {
  const [state, folder, policyFile] = [given.text("state"), given.text("log"), given.text("policy")];
  if (state === undefined && folder === undefined) {
    const place = placeOf(given);
    return send(place, place.token, "GET", "/audit/verify");
  }
  const { demandLog, readPolicy } = await import("./audit-file.ts");
  demandLog(folder ?? `${state}/audit`);
  const policy = policyFile === undefined ? {} : { policy: readPolicy(policyFile) };
  const { verifyFolder, verifyState } = await import("#server/verify-log.ts");
  const about = { ...policy, onProgress: progressOn(given.outside) };
  return folder === undefined ? verifyState(state ?? "", about) : verifyFolder(folder, about);
}
