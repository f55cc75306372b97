import { existsSync } from "node:fs";
import type { Command } from "commander";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { progressOn } from "./progress.ts";

/** The log as other people's tools read it, and verifying what was written so. */
export function tileCommands(group: Command, outside: Outside, ending: Ending): void {
  command(group, outside, ending, {
    name: "tiles <folder>",
    summary: "write the log as static files that any reader of c2sp.org/tlog-tiles understands",
    options: [["--state <folder>", "a state folder, with or without a running simulator"]],
    notes: [
      "The folder must be new or empty. The records are written as they are hashed: what is sealed in them stays sealed.",
    ],
    examples: ["audit tiles ./tiles --state ./state", "audit tiles ./tiles --state ./state --json"],
    act: written,
  });
  command(group, outside, ending, {
    name: "verify-tiles <folder>",
    summary: "derive such files anew from their records, and name the first that is not as it should be",
    options: [["--policy <file>", "whose signature counts: the policy.txt of the log, from elsewhere than the files"]],
    examples: [
      "audit verify-tiles ./tiles --policy ./state/audit/policy.txt",
      "audit verify-tiles ./tiles --policy ./state/audit/policy.txt --json",
    ],
    act: verified,
  });
}

async function written(given: Given): Promise<Shown> {
  const [folder = ""] = given.args;
  const state = given.needed("state");
  const { readerOf } = await import("./audit-file.ts");
  const { realDisk } = await import("#audit/disk.ts");
  const { exportTiles } = await import("#audit/export-tiles.ts");
  const { pathsIn } = await import("#audit/paths.ts");
  const { CannotWriteTiles } = await import("#audit/tree/write-tiles.ts");
  const { formatHash } = await import("#audit/tree/hashes.ts");
  const reader = readerOf(state);
  try {
    const tree = await exportTiles(realDisk, pathsIn(state), reader, folder, progressOn(given.outside, "records"));
    if (!tree) return { data: { records: 0 }, exit: EXIT.nothing, text: () => "the log has no records yet" };
    const data = { folder, records: tree.size, root: formatHash(tree.root) };
    return { data, text: () => `${data.records} records in ${folder}, root ${data.root}` };
  } catch (error) {
    if (!(error instanceof CannotWriteTiles)) throw error;
    const hint = "name a new folder; if that does not help, see understudy audit verify";
    throw new Failure({ exit: EXIT.invalid, code: "CANNOT_WRITE_TILES", what: error.message, hint });
  }
}

async function verified(given: Given): Promise<Shown> {
  const [folder = ""] = given.args;
  const policy = given.needed("policy");
  if (!existsSync(`${folder}/checkpoint`)) {
    const hint = "name a folder that audit tiles has written";
    throw new Failure({ exit: EXIT.notFound, code: "NOT_FOUND", what: `no checkpoint in "${folder}"`, hint });
  }
  const { checkTiles } = await import("#audit/tree/check-tiles.ts");
  const { formatHash } = await import("#audit/tree/hashes.ts");
  const found = await checkTiles(folder, await keysFrom(policy));
  if (found.outcome === "broken")
    return {
      data: found,
      exit: EXIT.no,
      text: (page) => `${page.bad("bad")}: ${found.file}: ${found.because}`,
    };
  const { origin, size, root } = found.checkpoint;
  const data = { outcome: found.outcome, origin, records: size, root: formatHash(root), files: found.files };
  return {
    data,
    text: (page) => `${page.good("good")}: ${size} records of ${origin} in ${found.files} files, root ${data.root}`,
  };
}

/** The keys of a policy file. Failure when it is none. */
async function keysFrom(file: string) {
  const { readPolicy } = await import("./audit-file.ts");
  const { keysOfPolicy } = await import("#audit/policy.ts");
  const { parseVerifierKey } = await import("#audit/tree/keys.ts");
  const policy = readPolicy(file);
  try {
    return keysOfPolicy(policy).map(parseVerifierKey);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    const what = `"${file}" is no policy`;
    const hint = "name the policy.txt of the log, from elsewhere than the files";
    throw new Failure({ exit: EXIT.invalid, code: "INVALID_POLICY", what, because, hint });
  }
}
