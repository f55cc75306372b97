import { LOGIN_ORDER, type LogInAsFacts, mayLogInAs } from "#domain/login/rules.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { type Bench, median } from "./figure.ts";

const ROUNDS = 5;
const ROUND = 400;

/** How often a second the question "may this agent log in as this user?" is answered, on facts of a real login. */
export const decide: Bench = async () => {
  const facts = await factsOfALogin();
  if (mayLogInAs(facts).effect !== "allow")
    throw new Error("the facts should allow the login, so that every rule is asked");
  const rates = Array.from({ length: ROUNDS + 1 }, () => rate(() => mayLogInAs(facts).effect)).slice(1);
  return [
    {
      name: "decisions on a login, one core",
      measured: median(rates),
      unit: "/s",
      bound: 1_000_000,
      wanted: "at least",
    },
  ];
};

/** Calls per second over one round; what is called answers something, so that nothing is optimized away. */
function rate(ask: () => string): number {
  const begun = performance.now();
  let asked = 0;
  let characters = 0;
  while (performance.now() - begun < ROUND) {
    for (let n = 0; n < 10_000; n += 1) characters += ask().length;
    asked += 10_000;
  }
  if (characters !== asked * "allow".length) throw new Error("not every answer was allow");
  return asked / ((performance.now() - begun) / 1000);
}

/** Lets Sam in as Nia once, and takes down the facts that the rules were asked with. */
async function factsOfALogin(): Promise<LogInAsFacts> {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const [sam, nia] = [world.cast.find(({ name }) => name === "Sam"), world.cast.find(({ name }) => name === "Nia")];
  const [first] = LOGIN_ORDER;
  if (!sam || !nia || !first) throw new Error("the world acme has lost Sam or Nia");
  const how = { mfa: true, myDomain: true };
  const [agent, user] = [await simulator.takePlaceOf(sam.ref, how), await simulator.takePlaceOf(nia.ref, how)];
  await simulator.saveLoginAccess(user.session, { party: sam.ref.org, duration: "1 week" });
  let facts: LogInAsFacts | undefined;
  const { brokenBy } = first;
  Object.assign(first, {
    brokenBy: (asked: LogInAsFacts) => {
      facts = asked;
      return brokenBy(asked);
    },
  });
  try {
    await simulator.logInAs(agent.session, { subscriber: nia.ref.org, user: nia.ref.id });
  } finally {
    Object.assign(first, { brokenBy });
  }
  if (!facts) throw new Error("the login asked no rule");
  return facts;
}
