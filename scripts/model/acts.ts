import { parseStartLink } from "#domain/debug/start-link.ts";
import type { OrgId, PackageId } from "#domain/ids.ts";
import { companyOf } from "#domain/org.ts";
import { later, MINUTE } from "#domain/time.ts";
import { draw, read, report, review } from "./reviewing.ts";
import { SIZE, type Stage } from "./stage.ts";

/** Something that can be done at random, and how often against the others. */
export interface Act {
  readonly weight: number;
  readonly does: (stage: Stage) => Promise<unknown>;
}

const nth = ({ dice }: Stage, count: number): number => dice.upTo(count) + 1;
const somePublisher = (stage: Stage) => nth(stage, SIZE.publishers);
const someEngineer = (stage: Stage) => `engineer ${nth(stage, SIZE.engineers)} of publisher ${somePublisher(stage)}`;
const production = (stage: Stage) => `production ${nth(stage, SIZE.productions)}`;
const sandbox = (stage: Stage) => `sandbox ${nth(stage, SIZE.sandboxes)} of ${production(stage)}`;
const someOrg = (stage: Stage) => (stage.dice.throw() < 0.8 ? sandbox(stage) : production(stage));
const lmo = (stage: Stage, n: number): OrgId => stage.person(`admin of publisher ${n}`).org;
const packageOf = (stage: Stage, n: number): PackageId => {
  const [sold] = Object.values(stage.orgs.get(lmo(stage, n))?.packages ?? {});
  if (!sold) throw new Error(`publisher ${n} has no package`);
  return sold.id;
};

async function grant(stage: Stage) {
  const duration = stage.dice.oneOf(["1 day", "1 week", "1 month", "1 month"] as const) ?? "1 day";
  const session = await stage.own(`admin of ${someOrg(stage)}`);
  return stage.tried(stage.simulator.saveLoginAccess(session, { party: lmo(stage, somePublisher(stage)), duration }));
}

async function takeBack(stage: Stage) {
  const session = await stage.own(`admin of ${someOrg(stage)}`);
  const party = lmo(stage, somePublisher(stage));
  return stage.tried(stage.simulator.saveLoginAccess(session, { party, duration: "no access" }));
}

async function logIn(stage: Stage) {
  const engineer = someEngineer(stage);
  const { org: subscriber, id: user } = stage.person(`admin of ${someOrg(stage)}`);
  const value = await stage.tried(stage.simulator.logInAs(await stage.own(engineer), { subscriber, user }));
  if (value) stage.logins.set(engineer, value.session);
}

async function leave(stage: Stage) {
  const engineer = someEngineer(stage);
  const session = stage.logins.get(engineer);
  if (!session) return;
  stage.logins.delete(engineer);
  await stage.tried(
    stage.dice.throw() < 0.5 ? stage.simulator.logOut(session) : stage.simulator.returnToOverview(session),
  );
}

/** The link, the project and the launch, which an engineer mostly does one right after the other. */
async function debug(stage: Stage) {
  const engineer = stage.dice.oneOf([...stage.logins.keys()]) ?? someEngineer(stage);
  const session = await stage.at(engineer);
  const { simulator, dice } = stage;
  if (dice.throw() < 0.9) {
    const prepared = await stage.tried(simulator.prepareDebugging(session, { from: "http://localhost" }));
    const link = prepared && parseStartLink(prepared.link);
    if (link && dice.throw() < 0.95) {
      const { sessionId: _, ...about } = link;
      await stage.tried(simulator.setUpProject(session, { path: "ledger", link: { ...about, sessionId: session } }));
    }
  }
  await stage.tried(simulator.startDebugging(session, {}));
}

async function stopDebugging(stage: Stage) {
  return stage.tried(stage.simulator.endDebugging(await stage.at(someEngineer(stage))));
}

async function closeIde(stage: Stage) {
  return stage.tried(stage.simulator.closeIde(await stage.at(someEngineer(stage))));
}

/** An administrator removes whatever session runs in the sandbox. */
async function kill(stage: Stage) {
  const session = await stage.own(`admin of ${sandbox(stage)}`);
  return stage.tried(stage.simulator.endDebugging(session));
}

async function breakAt(stage: Stage) {
  const engineer = someEngineer(stage);
  const file = `pkg${engineer.at(-1)}/Teller`;
  return stage.tried(stage.simulator.setBreakpoint(await stage.at(engineer), { file, line: nth(stage, 5) }));
}

async function beginRequest(stage: Stage) {
  const { simulator, dice } = stage;
  // Mostly where somebody debugs, or too few would ever become threads.
  const debugged = dice.oneOf([...simulator.ports.folds.debugging.running.values()]);
  const user = debugged && dice.throw() < 0.9 ? debugged.user : stage.person(`admin of ${sandbox(stage)}`);
  const type = dice.oneOf(["REST", "SYNCHRONOUS", "VISUALFORCE", "QUEUEABLE"] as const) ?? "REST";
  const begun = await stage.told(simulator.beginRequest({ user, type, entryPoint: "Teller.count" }));
  if (!begun) return;
  stage.requests.push({ org: user.org, request: begun.request });
  if (stage.requests.length > 40) stage.requests.shift();
}

async function reachLine(stage: Stage) {
  const chosen = stage.dice.oneOf(stage.requests);
  if (!chosen) return;
  const file = `pkg${somePublisher(stage)}/Teller`;
  const frame = { file, method: "Teller.count(Integer)", line: nth(stage, 5), variables: [] };
  await stage.told(stage.simulator.reachLine({ ...chosen, stack: [frame] }));
}

async function resume(stage: Stage) {
  const chosen = stage.dice.oneOf(stage.requests);
  if (!chosen) return;
  const session = await stage.at(someEngineer(stage));
  const { request } = chosen;
  await stage.tried(
    stage.dice.throw() < 0.5
      ? stage.simulator.continueThread(session, { request })
      : stage.simulator.stepThread(session, { request, step: "over" }),
  );
}

async function finish(stage: Stage) {
  const chosen = stage.dice.oneOf(stage.requests);
  if (!chosen) return;
  stage.requests.splice(stage.requests.indexOf(chosen), 1);
  await stage.told(stage.simulator.finishRequest(chosen));
}

async function assign(stage: Stage) {
  const org = production(stage);
  const { id: user } = stage.person(`user ${nth(stage, SIZE.users)} of ${org}`);
  const request = { package: packageOf(stage, somePublisher(stage)), user };
  const session = await stage.own(`admin of ${org}`);
  const { simulator, dice } = stage;
  await stage.tried(
    dice.throw() < 0.6 ? simulator.assignLicense(session, request) : simulator.unassignLicense(session, request),
  );
}

async function modify(stage: Stage) {
  const n = somePublisher(stage);
  const { org: subscriber } = stage.person(`admin of ${someOrg(stage)}`);
  const seats = stage.dice.throw() < 0.2 ? "site" : nth(stage, SIZE.users);
  const status = stage.dice.oneOf(["Active", "Active", "Active", "Suspended"] as const) ?? "Active";
  const session = await stage.own(`admin of publisher ${n}`);
  const request = { subscriber, package: packageOf(stage, n), seats, status } as const;
  return stage.tried(stage.simulator.modifyLicense(session, request));
}

/** Takes the package off and puts it on again, each of which compiles the org anew. */
async function install(stage: Stage) {
  const n = somePublisher(stage);
  const session = await stage.own(`admin of ${someOrg(stage)}`);
  const [sold] = Object.values(stage.orgs.get(lmo(stage, n))?.packages ?? {});
  const version = sold?.versions[0]?.id;
  if (!sold || !version) return;
  await (stage.dice.throw() < 0.3
    ? stage.tried(stage.simulator.uninstallPackage(session, { package: sold.id }))
    : stage.tried(stage.simulator.installPackage(session, version)));
}

async function instance(stage: Stage) {
  const { simulator, dice } = stage;
  const orgs = [...stage.orgs.values()].map((rows) => companyOf(rows).instance);
  const name = dice.oneOf(orgs);
  const what = dice.throw() < 0.5 ? "peak" : "maintenance";
  if (name) await stage.told(simulator.changeInstance(name, what, dice.throw() < 0.4));
}

async function wait(stage: Stage) {
  const minutes = stage.dice.oneOf([1, 1, 2, 2, 5, 5, 10, 19, 29, 30, 31, 59, 60, 61, 120, 240]) ?? 1;
  await stage.told(stage.simulator.moveClock(later(stage.simulator.ports.clock.now(), minutes * MINUTE)));
}

const ACTS: readonly Act[] = [
  { weight: 8, does: grant },
  { weight: 1, does: takeBack },
  { weight: 16, does: logIn },
  { weight: 2, does: leave },
  { weight: 12, does: debug },
  { weight: 2, does: stopDebugging },
  { weight: 2, does: closeIde },
  { weight: 2, does: kill },
  { weight: 4, does: breakAt },
  { weight: 14, does: beginRequest },
  { weight: 12, does: reachLine },
  { weight: 8, does: resume },
  { weight: 6, does: finish },
  { weight: 8, does: assign },
  { weight: 3, does: modify },
  { weight: 1, does: install },
  { weight: 1, does: instance },
  { weight: 4, does: wait },
  { weight: 4, does: review },
  { weight: 0.1, does: draw },
  { weight: 0.2, does: report },
  { weight: 0.2, does: read },
];

const WEIGHT = ACTS.reduce((sum, { weight }) => sum + weight, 0);

/** One act, as the dice fall. */
export async function actAtRandom(stage: Stage): Promise<void> {
  let left = stage.dice.throw() * WEIGHT;
  for (const { weight, does } of ACTS) {
    left -= weight;
    if (left < 0) {
      await does(stage);
      return;
    }
  }
}
