import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { acme } from "#fixtures/worlds/acme.ts";
import { type Opened, openUnderstudy } from "#server/open.ts";
import { seededRandom } from "#store/random.ts";
import type { Given, Shown } from "./command.ts";
import type { Beat, Seen } from "./demo-beat.ts";
import { beats } from "./demo-beats.ts";
import { proof } from "./demo-proof.ts";
import { Stage } from "./demo-stage.ts";
import { EXIT, Failure } from "./failure.ts";
import { type Page, pageFor } from "./page.ts";

/** Between two beats, in milliseconds, where nobody presses Enter. */
const PAUSE = 1500;

const SEED = 1;

/**
 * Tells the demo's story: every beat is a real act in a fresh simulator with a frozen clock, and what is seen must be
 * what the story says. Failure at the first beat that comes out otherwise.
 */
export async function tellDemo(given: Given): Promise<Shown> {
  const { outside, json, options, text } = given;
  const page = pageFor(outside);
  const begun = outside.sinceStart();
  const tell = (line: string) => (json ? undefined : outside.out(`${line}\n`));
  const opened = await openStage(text("state"), given);
  let told = 0;
  try {
    const stage = new Stage(opened.simulator, acme(SEED));
    for (const beat of [...beats, ...proof(opened)]) {
      told += 1;
      tell(`\n${page.strong(`${told}. ${beat.title}`)}\n${page.faint(`   $ ${beat.command}`)}`);
      tell(seenLine(await play(beat, stage), page));
      if (options.step) await outside.enter();
      else if (!options.fast) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    await opened.close();
  }
  const { size, hash } = opened.simulator.ports.log.end;
  const took = Math.round(outside.sinceStart() - begun);
  return {
    data: { beats: told, records: size, hash },
    text: () =>
      `\n${page.good("as told")}: ${told} beats in ${took} ms, ${size} records, the last with hash ${page.strong(hash)}`,
  };
}

async function openStage(state: string | undefined, { outside }: Given): Promise<Opened> {
  if (state !== undefined && existsSync(`${state}/audit/log.jsonl`))
    throw new Failure({
      exit: EXIT.conflict,
      code: "CONFLICT",
      what: `"${state}" has a story already`,
      hint: "name a new folder",
    });
  const { clock } = acme(SEED);
  return openUnderstudy({
    version: outside.version,
    world: "acme",
    seed: SEED,
    frozenAt: clock,
    systemMillis: outside.systemMillis,
    random: seededRandom(SEED),
    ...(state !== undefined && { state }),
  });
}

async function play(beat: Beat, stage: Stage): Promise<Seen> {
  const seen = await beat.act(stage);
  const { rule, shown } = beat.expect;
  if (seen.effect !== beat.expect.effect || (rule !== undefined && seen.rule !== rule))
    throw otherwise(
      beat,
      `${beat.expect.effect}${rule ? ` under ${rule}` : ""}`,
      `${seen.effect} under ${seen.rule}: ${seen.because}`,
    );
  if (shown !== undefined && !isDeepStrictEqual(seen.shown, shown))
    throw otherwise(beat, JSON.stringify(shown), JSON.stringify(seen.shown));
  return seen;
}

const otherwise = ({ title }: Beat, told: string, was: string): Failure =>
  new Failure({
    exit: EXIT.no,
    code: "NOT_AS_TOLD",
    what: `"${title}" does not come out as told`,
    because: `it should be ${told}, and is ${was}`,
    hint: "look at what changed in the rules since the story last came out",
  });

function seenLine({ effect, rule, because, line }: Seen, page: Page): string {
  const mark = effect === "allow" ? page.good("● let in") : page.bad("✕ refused");
  return `   ${mark}${rule ? ` under ${rule}` : ""}  ${effect === "allow" ? (line ?? "") : because}`.trimEnd();
}
