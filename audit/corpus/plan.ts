import { acme, globex, nia } from "#audit/sample-events.ts";
import { formatId } from "#domain/ids.ts";
import type { Dice } from "./dice.ts";
import { LogMaker, type Members, ORIGIN, type PlannedBatch, signerAt, type Tampering, vkeyOf } from "./maker.ts";

const session = formatId("AuthSession", 1);
const sam = { org: formatId("Org", 9), id: formatId("User", 9) };

/** What a record of some kind adds to the envelope. */
function membersOf(dice: Dice): Members {
  const org = dice.pick([acme, acme, globex]);
  const seal = () => ({ $sealed: dice.hash() });
  return dice.pick<() => Members>([
    () => ({ type: "login.visited", org, user: nia, page: seal() }),
    () => ({ type: "login.ended", org, user: nia, delegateUser: sam, session, reason: "logged out" }),
    () => ({
      type: "user.changed",
      org,
      changes: seal(),
      rows: 1 + dice.below(11),
      username: seal(),
      what: "é 😀 \u001f",
    }),
    () => ({ type: "login.refused", org, decision: { effect: "deny", rule: "GRANT-06", because: seal() } }),
    () => ({ type: "org.changed", org, decision: { effect: "allow", rule: "POWER-100", because: "kept" }, what: "" }),
    () => ({ type: "audit.opened", org: "platform", version: '0.1 "\\' }),
    () => ({ type: "audit.erasure-requested", org: "platform", subject: nia, deep: [[{ a: null, b: [true, -5] }]] }),
  ])();
}

/** One to four batches in one to three segments. */
function planOf(dice: Dice): readonly (readonly PlannedBatch[])[] {
  const segments = dice.pick([1, 1, 1, 2, 2, 3]);
  const batches = Math.min(4, segments + dice.pick([0, 0, 1, 1, 2, 3]));
  // Each segment has one batch at least.
  const begins = new Set([0]);
  while (begins.size < segments) begins.add(1 + dice.below(batches - 1));
  const plan: PlannedBatch[][] = [];
  const seen = new Set<unknown>();
  for (let b = 0; b < batches; b += 1) {
    if (begins.has(b)) plan.push([]);
    const records: Members[] = Array.from({ length: 1 + dice.below(3) }, () => membersOf(dice));
    const known = [...seen];
    if (known.length > 0 && dice.happens(30))
      records.splice(dice.below(records.length + 1), 0, {
        type: "audit.org-stated",
        org: "platform",
        subject: dice.pick(known),
      });
    for (const { org } of records) if (org !== "platform") seen.add(org);
    plan.at(-1)?.push({ records, rotates: dice.happens(15) });
  }
  return plan;
}

/** The log that a seed stands for, with what a forger does to one line of it. */
export function makeLog(dice: Dice, hasSigner: boolean, tampering: Tampering = {}): LogMaker {
  const plan = planOf(dice);
  const [sealsNewest, keepsCheckpoint] = [dice.happens(20), dice.happens(70)];
  const maker = new LogMaker(dice, tampering);
  let before = 0;
  for (const [place, batches] of plan.entries()) {
    const isNewest = place === plan.length - 1;
    const first = maker.size;
    for (const [index, batch] of batches.entries()) {
      const own = ownRecord(place, index, before);
      maker.batch({ ...batch, records: own ? [own, ...batch.records] : batch.records });
    }
    before = first;
    maker.endSegment(!isNewest || sealsNewest);
  }
  const needsCheckpoint = plan.length > 1 || sealsNewest || keepsCheckpoint;
  maker.finish({ checkpoint: needsCheckpoint ? dice.below(maker.commits.length) : undefined, hasSigner });
  return maker;
}

function ownRecord(segment: number, batch: number, before: number): Members | undefined {
  if (batch > 0) return undefined;
  if (segment > 0) return { type: "audit.segment-sealed", org: "platform", first: before };
  return { type: "audit.founded", org: "platform", origin: ORIGIN, key: vkeyOf(signerAt(0)) };
}
