import { checkChain } from "#audit/chain.ts";
import { linesIn } from "#server/check-log.ts";
import type { Opened } from "#server/open.ts";
import type { Log } from "#usecases/ports.ts";
import type { Beat } from "./demo-beat.ts";

/** The last two beats: the log is in order, and a change to a copy of it is found. */
export const proof = ({ simulator, checkLog }: Opened): readonly Beat[] => [
  {
    title: "The log is checked: every record follows the one before",
    command: "understudy audit check",
    act: async () => {
      const { outcome, records } = await checkLog();
      return { effect: "noted", shown: outcome, line: `${records} records, ${outcome}` };
    },
    expect: { effect: "noted", shown: "whole" },
  },
  {
    title: "In a copy of the log, one figure of the case Sam named is changed: the check notices",
    command: "understudy audit check --file copy.jsonl",
    act: async () => {
      const { lines, changed } = await forgedCopy(simulator.ports.log);
      const check = await checkChain(lines);
      if (check.outcome === "whole") return { effect: "noted", shown: "whole", line: "the change was not noticed" };
      const found = { outcome: check.outcome, recordsBehind: check.seq - changed };
      return {
        effect: "noted",
        shown: found,
        line: `the copy was changed: record ${check.seq}, byte ${check.byte}, does not follow: ${check.because}`,
      };
    },
    expect: { effect: "noted", shown: { outcome: "broken", recordsBehind: 1 } },
  },
];

/** The log with another case in the record of the login, and the number of that record. */
async function forgedCopy(log: Log): Promise<{ readonly lines: readonly Uint8Array[]; readonly changed: number }> {
  const lines: Uint8Array[] = [];
  let changed = -1;
  for await (const line of linesIn(log.read())) {
    const text = Buffer.from(line).toString();
    const isLogin = text.includes('"type":"login.started"');
    if (isLogin) changed = lines.length;
    lines.push(isLogin ? Buffer.from(text.replace('"CS-1042"', '"CS-1043"')) : line);
  }
  return { lines, changed };
}
