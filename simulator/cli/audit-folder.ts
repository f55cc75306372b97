import { type Indexed, indexOver } from "#audit/index/over.ts";
import type { LogReader } from "#audit/log-reader.ts";
import { pathsIn } from "#audit/paths.ts";
import { NO_HASH } from "#audit/record.ts";
import { Fault } from "#domain/fault.ts";
import type { UserRef } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { exposureIn } from "#usecases/audit/exposure.ts";
import { grantsIn } from "#usecases/audit/grants.ts";
import { refusalsIn } from "#usecases/audit/refusals.ts";
import { sheetOf } from "#usecases/audit/sheet.ts";
import type { AuditSource } from "#usecases/audit/source.ts";
import { timelineOf } from "#usecases/audit/timeline.ts";
import { whoWasIn } from "#usecases/audit/who.ts";
import { namesIn, readerOf, rowsIn, whole } from "./audit-file.ts";
import type { Questions } from "./audit-questions-source.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { progressOn } from "./progress.ts";

/** The questions to the log of a state folder that a simulator may have open at the same time; nothing is written. */
export async function questionsOfFolder(state: string, outside: Outside): Promise<Questions> {
  const reader = readerOf(state);
  const rows = rowsIn(state);
  const people = rows.flatMap((one) =>
    Object.values(one.users).map(({ id, username, name }) => ({ org: companyOf(one).id, id, username, name })),
  );
  const source = sourceOf(reader, pathsIn(state).index, progressOn(outside, "records"));
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
function sourceOf(reader: LogReader, folder: string, onProgress: (done: number, of: number) => void) {
  let end: Indexed["end"] = { size: 0, hash: NO_HASH };
  const index = indexOver(
    {
      get end() {
        return end;
      },
      read: (from) => whole(reader.read(from)),
    },
    { folder, readOnly: true, onProgress },
  );
  return async (): Promise<AuditSource> => {
    end = await reader.end();
    const found = await index();
    return { index: found, origins: found, records: (seqs) => whole(reader.pick(seqs)) };
  };
}
