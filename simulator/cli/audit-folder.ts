import { createReadStream, existsSync, type promises } from "node:fs";
import { open } from "node:fs/promises";
import { type Indexed, indexOver } from "#audit/index/over.ts";
import { linesOf, textOf } from "#audit/lines.ts";
import { hashOf, NO_HASH } from "#audit/record.ts";
import { type LogFile, linesAt, seek } from "#audit/seek.ts";
import { Fault } from "#domain/fault.ts";
import type { UserRef } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { indexFolderIn, logFileIn } from "#server/check-log.ts";
import { exposureIn } from "#usecases/audit/exposure.ts";
import { grantsIn } from "#usecases/audit/grants.ts";
import { refusalsIn } from "#usecases/audit/refusals.ts";
import { sheetOf } from "#usecases/audit/sheet.ts";
import type { AuditSource } from "#usecases/audit/source.ts";
import { timelineOf } from "#usecases/audit/timeline.ts";
import { whoWasIn } from "#usecases/audit/who.ts";
import type { AuditRecord } from "#usecases/ports.ts";
import { namesIn, noLog, recordIn, rowsIn } from "./audit-file.ts";
import type { Questions } from "./audit-questions-source.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { progressOn } from "./progress.ts";

const PIECE = 256 * 1024;

/** The questions to the log of a state folder that a simulator may have open at the same time; nothing is written. */
export async function questionsOfFolder(state: string, outside: Outside): Promise<Questions> {
  const path = logFileIn(state);
  if (!existsSync(path)) throw noLog(path);
  const rows = rowsIn(state);
  const people = rows.flatMap((one) =>
    Object.values(one.users).map(({ id, username, name }) => ({ org: companyOf(one).id, id, username, name })),
  );
  const source = sourceOf(path, indexFolderIn(state), progressOn(outside, "reading the log"));
  const asked =
    <Question, Value>(ask: (from: AuditSource, question: Question) => Promise<Value>) =>
    async (question: Question): Promise<Value> => {
      try {
        return await ask(await source(), question);
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== "NOT_FOUND") throw error;
        throw new Failure({
          exit: EXIT.notFound,
          code: error.code,
          what: error.message,
          hint: "see understudy audit who",
        });
      }
    };
  return {
    ...namesIn(state, rows),
    person: async (text) => personIn(people, text, state),
    who: asked(whoWasIn),
    timeline: asked(timelineOf),
    sheet: asked(sheetOf),
    grants: asked(grantsIn),
    refusals: asked(refusalsIn),
    exposure: asked(exposureIn),
  };
}

interface FolderPerson extends UserRef {
  readonly username: string;
  readonly name: string;
}

function personIn(people: readonly FolderPerson[], text: string, state: string): UserRef {
  const same = (name: string | undefined) => name?.toLowerCase() === text.toLowerCase();
  const exact = people.filter(({ id, username }) => id.startsWith(text) || same(username));
  const found = exact.length > 0 ? exact : people.filter(({ name }) => same(name) || same(name.split(" ")[0]));
  const [one, other] = found;
  if (one && !other) return { org: one.org, id: one.id };
  const what = one ? `"${text}" could be several people` : `no person "${text}" in "${state}"`;
  throw new Failure({ exit: EXIT.notFound, code: "NOT_FOUND", what, hint: "name one by username" });
}

/** The log as it is now each time it is asked for, with the index that is kept beside it as far as that reaches. */
function sourceOf(path: string, folder: string, onProgress: (done: number, of: number) => void) {
  let end: Indexed["end"] = { size: 0, hash: NO_HASH };
  const index = indexOver(
    {
      get end() {
        return end;
      },
      read: (from) => recordsFrom(path, from),
    },
    { folder, readOnly: true, onProgress },
  );
  return async (): Promise<AuditSource> => {
    end = await endOf(path);
    const found = await index();
    return { index: found, origins: found, records: (seqs) => recordsAt(path, seqs) };
  };
}

async function* recordsFrom(path: string, from: number): AsyncGenerator<AuditRecord, void> {
  const place = await withFile(path, (log) => seek(log, from));
  let { seq } = place;
  for await (const line of linesOf(createReadStream(path, { start: place.byte, highWaterMark: PIECE }))) {
    // The writer may be in the middle of a line; it will be whole the next time.
    if (!line.ended) return;
    if (seq >= from) yield recordIn(textOf(line), seq);
    seq += 1;
  }
}

async function* recordsAt(path: string, seqs: readonly number[]): AsyncGenerator<AuditRecord, void> {
  const file = await open(path, "r");
  try {
    const log: LogFile = { file, bytes: (await file.stat()).size, known: [] };
    for await (const { seq, line } of linesAt(log, seqs)) yield recordIn(textOf(line), seq);
  } finally {
    await file.close();
  }
}

/** How many whole records the file holds, and the hash of the last, without reading those before it. */
const endOf = (path: string): Promise<Indexed["end"]> =>
  withFile(path, async ({ file, bytes }) => {
    const text = await lastLine(file, bytes);
    if (text === undefined) return { size: 0, hash: NO_HASH };
    const { seq }: { readonly seq: number } = JSON.parse(text);
    return { size: seq + 1, hash: hashOf(text) };
  });

/** The last line that has its newline. */
async function lastLine(file: promises.FileHandle, bytes: number): Promise<string | undefined> {
  for (let length = Math.min(PIECE, bytes); length > 0; length = Math.min(length * 2, bytes)) {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, bytes - length);
    const to = buffer.lastIndexOf("\n");
    const from = to === -1 ? -1 : buffer.lastIndexOf("\n", to - 1);
    if (to !== -1 && (from !== -1 || length === bytes)) return buffer.subarray(from + 1, to).toString("utf8");
    if (length === bytes) return undefined;
  }
  return undefined;
}

async function withFile<Value>(
  path: string,
  use: (log: LogFile & { readonly file: promises.FileHandle }) => Promise<Value>,
): Promise<Value> {
  const file = await open(path, "r");
  try {
    return await use({ file, bytes: (await file.stat()).size });
  } finally {
    await file.close();
  }
}
