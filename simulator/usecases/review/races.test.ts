import { expect, test } from "vitest";
import { emptyFolds, fold } from "#domain/folds.ts";
import type { SessionId } from "#domain/ids.ts";
import { formatReviewId } from "#domain/review/names.ts";
import { later } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const seat = async (name: string): Promise<SessionId> =>
    (await simulator.takePlaceOf(person(name), { mfa: true, myDomain: true })).session;
  /** A session of Sam's as Nia that changed an invoice, and is over. */
  const visit = async () => {
    const { org, id } = person("Nia");
    await simulator.saveLoginAccess(await seat("Nia"), { party: person("Sam").org, duration: "1 week" });
    const { value } = await simulator.logInAs(await seat("Sam"), { subscriber: org, user: id });
    if (!value) throw new Error("Sam is not let in");
    await simulator.createRecord(value.session, { sobject: "ledg__Invoice__c", fields: { Name: "1" }, debug: false });
    return { login: value.session, leave: () => simulator.returnToOverview(value.session) };
  };
  return { simulator, seat, visit };
}

const MANY = 20;

test("of those who draw a sample of one period at once, exactly one does", async () => {
  const { simulator, seat } = await stage();
  const [rita, rolf, now] = [await seat("Rita"), await seat("Rolf"), simulator.ports.clock.now()];
  const period = { from: later(now, -1000), to: now, rate: 10 };
  const answers = await Promise.all(
    Array.from({ length: MANY }, (_, nth) => simulator.drawSample(nth % 2 === 0 ? rita : rolf, period)),
  );
  const refused = answers.filter(({ decision }) => decision.rule === "REVIEW-04");
  expect([answers.length - refused.length, refused.length]).toEqual([1, MANY - 1]);
  expect(simulator.ports.folds.reviews.samples.size).toBe(1);
});

test("reviews that are opened at once have numbers of their own", async () => {
  const { simulator, seat } = await stage();
  const rita = await seat("Rita");
  const about = { what: "records", first: 0, last: 1 } as const;
  const answers = await Promise.all(
    Array.from({ length: MANY }, () => simulator.openReview(rita, { about, text: "looked at twice" })),
  );
  const numbers = answers.map(({ value }) => value?.id ?? "").toSorted();
  expect(numbers).toEqual(Array.from({ length: MANY }, (_, nth) => formatReviewId(nth + 1)));
});

test("of those who attest at once, each reviewer counts once", async () => {
  const { simulator, seat, visit } = await stage();
  const [rita, rolf, visited] = [await seat("Rita"), await seat("Rolf"), await visit()];
  await visited.leave();
  const review = formatReviewId(1);
  for (const who of [rita, rolf]) await simulator.takeStep(who, { review, step: "assign" });
  const answers = await Promise.all(
    Array.from({ length: MANY }, (_, nth) =>
      simulator.takeStep(nth % 2 === 0 ? rita : rolf, { review, step: "attest", text: "in order" }),
    ),
  );
  expect(answers.filter(({ decision }) => decision.effect === "allow").length).toBe(2);
  expect(simulator.ports.folds.reviews.all.get(review)).toMatchObject({ state: "attested", attestedBy: { length: 2 } });
});

test("nothing is disclosed any more once a review is closed, however close the race", async () => {
  const { simulator, seat, visit } = await stage();
  const [rita, visited] = [await seat("Rita"), await visit()];
  await visited.leave();
  const review = formatReviewId(1);
  await simulator.takeStep(rita, { review, step: "assign" });
  for (const step of ["reject", "remediate"] as const) await simulator.takeStep(rita, { review, step, text: "undone" });
  const answers = await Promise.all(
    Array.from({ length: MANY }, (_, nth) =>
      nth === MANY / 2
        ? simulator.takeStep(rita, { review, step: "close" })
        : simulator.discloseValues(rita, { review, text: "to compare it with the case" }),
    ),
  );
  const types: string[] = [];
  for await (const { type } of simulator.ports.log.read()) types.push(type);
  const closed = types.indexOf("review.closed");
  expect(closed).toBeGreaterThan(0);
  expect(types.lastIndexOf("audit.disclosed")).toBeLessThan(closed);
  const refused = answers.filter(({ decision }) => decision.effect === "deny");
  expect(refused.every(({ decision }) => decision.rule === "REVIEW-13")).toBe(true);
  const disclosed = types.filter((type) => type === "audit.disclosed").length;
  expect([disclosed, disclosed + refused.length]).toEqual([answers.length - 1 - refused.length, MANY - 1]);
});

test("a session that ends as the process dies is opened for review when the log is read again", async () => {
  const { simulator, visit } = await stage();
  const { login, leave } = await visit();
  await leave();
  const folds = emptyFolds();
  for await (const record of simulator.ports.log.read()) if (record.type !== "review.opened") fold(folds, record);
  const [due] = [...folds.reviews.due.values()];
  expect(due).toMatchObject({ at: folds.sessions.get(login)?.end?.at, opening: { reasons: ["data changed"] } });
  expect(simulator.ports.folds.reviews.due.size).toBe(0);
});
