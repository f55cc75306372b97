// A simulator under load that expects to be killed. It prints a line for everything it was acknowledged.
import { randomBytes } from "node:crypto";
import { writeSync } from "node:fs";
import { Fault } from "#domain/fault.ts";
import type { OrgId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { openUnderstudy } from "#server/open.ts";
import type { Acknowledged } from "./acknowledged.ts";
import { debugging, deletingSessions, givingSeats, modifyingLicenses, type Stage, tracing } from "./stories.ts";

const [, , state, run = "0"] = process.argv;
if (!state) throw new Error("usage: victim.ts STATE [RUN]");

const say = (line: Acknowledged | { readonly kind: "ready" }) => writeSync(1, `${JSON.stringify(line)}\n`);

const { simulator } = await openUnderstudy({
  version: "crash",
  state,
  world: "acme",
  seed: 1,
  systemMillis: () => Date.now(),
  random: (size) => randomBytes(size),
});
const { cast } = acme();
const person = (name: string) => {
  const member = cast.find((one) => one.name === name);
  if (!member) throw new Error(`nobody called ${name}`);
  return member.ref;
};
const [sam, nia, lena] = [person("Sam"), person("Nia"), person("Lena")];
const acme_ = nia.org;
const publisher = sam.org as OrgId;
say({ kind: "ready" });

/** Nia opens and closes her account over and over; each answer is one record. */
async function granting(): Promise<never> {
  const { session } = await simulator.takePlaceOf(nia, { mfa: true });
  for (const duration of cycle(["1 day", "1 week", "no access"] as const)) {
    const { value } = await simulator.saveLoginAccess(session, { party: publisher, duration });
    if (value?.endsAt) say({ kind: "grant", endsAt: value.endsAt });
  }
  throw new Error("a cycle that ends");
}

/** Sam tries to get in over and over, each time under a case of its own; let in or refused, it is on record. */
async function loggingIn(worker: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const { session } = await simulator.takePlaceOf(sam, { mfa: true, myDomain: true });
    const caseReference = `CS-${run}-${worker}-${n}`;
    const { value } = await simulator.logInAs(session, { subscriber: acme_, user: nia.id, caseReference });
    say({ kind: "login", caseReference, ...(value && { session: value.session }) });
  }
}

/** A row of an org counts up; what was acknowledged must still be there, or a later count. */
async function changingRows(org: OrgId): Promise<never> {
  for (;;) {
    const rows = await simulator.ports.orgs.of(org);
    const company = rowOf(rows.company, org);
    if (!company) throw new Error("an org without a company row");
    const apiRequests = company.limits.apiRequests + 1;
    const row = { ...company, limits: { ...company.limits, apiRequests } };
    await simulator.changeOrg(org, "counted up", [{ table: "company", id: org, row }]);
    say({ kind: "row", org, apiRequests });
  }
}

function* cycle<T>(values: readonly T[]): Generator<T, never> {
  for (;;) yield* values;
}

/** A session is ended or deleted under somebody's hands. */
const EXPECTED: readonly string[] = ["INVALID_SESSION_ID", "NOT_FOUND"];

/** Platform refusals are part of the story; anything else ends the victim and fails the run. */
const expectingFaults = (story: () => Promise<never>): Promise<never> =>
  story().catch((error: unknown) => {
    if (error instanceof Fault && EXPECTED.includes(error.code)) return expectingFaults(story);
    throw error;
  });

const stage: Stage = { simulator, run, person, say };
await Promise.all([
  expectingFaults(granting),
  ...[1, 2, 3].map((worker) => expectingFaults(() => loggingIn(worker))),
  ...[debugging, givingSeats, modifyingLicenses, tracing, deletingSessions].map((story) =>
    expectingFaults(() => story(stage)),
  ),
  changingRows(acme_),
  changingRows(lena.org),
]);
