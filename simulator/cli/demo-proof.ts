import type { Opened } from "#server/open.ts";
import type { Beat } from "./demo-beat.ts";

/** The last two beats: the log is in order, and a change to a copy of it is found. */
export const proof = ({ verifyLog, logContent }: Opened): readonly Beat[] => [
  {
    title: "The log is verified: every record follows, every batch is signed",
    command: "understudy audit verify",
    act: async () => {
      const { verdict, records, batches, root } = await verifyLog();
      return { effect: "noted", shown: verdict, line: `${records} records in ${batches} batches, root ${root}` };
    },
    expect: { effect: "noted", shown: "good" },
  },
  {
    title: "In a copy of the log, the record of Sam's login is moved to another hour: the verification notices",
    command: "understudy audit verify --log copy",
    act: async () => {
      const { verifyContent } = await import("#server/verify-log.ts");
      const found = await verifyContent(forged(await logContent()));
      if (found.verdict !== "bad") return { effect: "noted", shown: found.verdict, line: "the change was not noticed" };
      const { kind, byte, because } = found.defect;
      return { effect: "noted", shown: kind, line: `the copy was changed: ${kind} at byte ${byte}: ${because}` };
    },
    expect: { effect: "noted", shown: "bad-root" },
  },
];

/** The lines of a log with another time in the record of the first login. */
function forged(content: Uint8Array): Uint8Array {
  const lines = Buffer.from(content).toString().split("\n");
  const place = lines.findIndex((line) => line.includes('"type":"login.started"'));
  return Buffer.from(lines.with(place, (lines[place] ?? "").replace(/T(\d\d):/, "T23:")).join("\n"));
}
