import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { MORNING } from "#fixtures/builders.ts";
import { makeWorld, type WorldChoice } from "#server/make-world.ts";
import { type Opened, openUnderstudy } from "#server/open.ts";
import { seededRandom } from "#store/random.ts";
import type { Given, Shown } from "./command.ts";
import type { Beat, Seen } from "./demo-beat.ts";
import { beats } from "./demo-beats.ts";
import { proof } from "./demo-proof.ts";
import { NIA, Stage } from "./demo-stage.ts";
import { EXIT, Failure } from "./failure.ts";
import { type Page, pageFor } from "./page.ts";
import { worldChosen } from "./world-file.ts";

/** Between two beats, in milliseconds, where nobody presses Enter. */
const PAUSE = 1500;

const SEED = 1;

/** Whom the story is about, as the cast calls them. */
const PEOPLE = ["Sam", NIA, "Omar of Acme UAT", "Rita"];

/**
 * Tells the demo's story: every beat is a real act in a fresh simulator with a frozen clock, and what is seen must be
 * what the story says. Failure at the first beat that comes out otherwise.
 */
export async function tellDemo(given: Given): Promise<Shown> {
  const { outside, json, options, text } = given;
  const page = pageFor(outside);
  const begun = outside.sinceStart();
  const tell = (line: string) => (json ? undefined : outside.out(`${line}\n`));
  const world = await peopled(given.needed("world"));
  const opened = await openStage(world, text("state"), given);
  let told = 0;
  try {
    const stage = new Stage(opened.simulator, opened.known());
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

/** The world, if the story can happen in it: its people are there, and their password is known. */
async function peopled(named: string): Promise<WorldChoice> {
  const choice = await worldChosen(named);
  const { cast, password } = await makeWorld(choice);
  const missing = PEOPLE.find((person) => !cast.some(({ name }) => name === person));
  if (missing === undefined && password !== "") return choice;
  throw new Failure({
    exit: EXIT.invalid,
    code: "INVALID_WORLD",
    what: `the story cannot be told in the world "${named}"`,
    because: missing === undefined ? "no password of it is published" : `nobody of its cast is called "${missing}"`,
    hint: "take acme, or an export of it without credentials",
  });
}

async function openStage(world: WorldChoice, state: string | undefined, { outside }: Given): Promise<Opened> {
  if (state !== undefined && existsSync(`${state}/audit/seg`))
    throw new Failure({
      exit: EXIT.conflict,
      code: "CONFLICT",
      what: `"${state}" has a story already`,
      hint: "name a new folder",
    });
  return openUnderstudy({
    version: outside.version,
    world,
    frozenAt: MORNING,
    systemMillis: outside.systemMillis,
    random: seededRandom(SEED),
    logRandom: seededRandom(`${SEED} log`),
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
  const marks = { allow: page.good("● let in"), deny: page.bad("✕ refused"), noted: page.strong("■ noted") };
  return `   ${marks[effect]}${rule ? ` under ${rule}` : ""}  ${effect === "deny" ? because : (line ?? "")}`.trimEnd();
}
