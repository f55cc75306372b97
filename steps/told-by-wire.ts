import assert from "node:assert/strict";
import type { ITestCaseHookParameter } from "@cucumber/cucumber";
import type { GherkinDocument } from "@cucumber/messages";
import type { Face } from "./face.ts";
import { HttpFace } from "./http-face.ts";
import type { Told } from "./reader/told.ts";
import { SocketFace } from "./socket-face.ts";

// How many scenarios a face told, and whether the tag @wire stands where the platform's own interfaces tell something
// of one, and only there.

/** What is tagged as one: a scenario, or a block of examples, with how many of its rows ran and were told by the wire. */
interface Tagged {
  readonly place: string;
  readonly rows: number;
  ran: number;
  told: number;
}

const blocks = new Map<string, Tagged>();
let told = 0;
let tagged = 0;

/** Counts a scenario that passed. Fails one without the tag of which the wire could tell something. */
export function count({ pickle, gherkinDocument }: ITestCaseHookParameter, face: Face): void {
  const isTagged = pickle.tags.some(({ name }) => name === "@wire");
  const wireActs = face instanceof HttpFace ? face.wireActs : 0;
  if (isTagged) tagged += 1;
  if (!(face instanceof SocketFace) || wireActs > 0) told += 1;
  if (!(face instanceof SocketFace)) {
    assert(isTagged || wireActs === 0, "the wire can tell something of this: tag it @wire");
    return;
  }
  const [scenario = "", row] = pickle.astNodeIds;
  const [id, rows, line] = blockOf(gherkinDocument, scenario, row);
  const known = blocks.get(id) ?? { place: `${pickle.uri}:${line}`, rows, ran: 0, told: 0 };
  known.ran += 1;
  if (wireActs > 0) known.told += 1;
  blocks.set(id, known);
}

/** The block of examples that a row stands in, else its scenario: by id, with how many rows it has, and its line. */
function blockOf({ feature }: GherkinDocument, scenario: string, row: string | undefined) {
  const children = (feature?.children ?? []).flatMap((child) => [child, ...(child.rule?.children ?? [])]);
  const found = children.find((child) => child.scenario?.id === scenario)?.scenario;
  const block = found?.examples.find(({ tableBody }) => tableBody.some(({ id }) => id === row));
  if (block) return [block.id, block.tableBody.length, block.location.line] as const;
  return [scenario, 1, found?.location.line ?? 1] as const;
}

/** What this run came to. Fails where the tag stands although all of it ran and the wire told none of it. */
export function counted(): Told {
  const untold = [...blocks.values()].filter((one) => one.ran === one.rows && one.told === 0);
  assert.deepEqual(
    untold.map(({ place }) => place),
    [],
    "tagged @wire, and the wire tells nothing of it",
  );
  return { told, tagged };
}
