// A story with some of everything, for tests of reports: access that is granted, used, refused and taken back.
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

/** A simulator in which Sam worked as Nia and was refused as Omar, and the report of Acme Corp as an evidence pack. */
export async function sampleReport() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const [nia, sam, omar] = [person("Nia"), person("Sam"), person("Omar")];
  const own = await simulator.takePlaceOf(nia, { mfa: true, myDomain: true });
  await simulator.saveLoginAccess(own.session, { party: sam.org, duration: "1 week" });
  const agent = await simulator.takePlaceOf(sam, { mfa: true, myDomain: true });
  await simulator.logInAs(agent.session, { subscriber: omar.org, user: omar.id });
  const { value } = await simulator.logInAs(agent.session, {
    subscriber: nia.org,
    user: nia.id,
    caseReference: "<b>=1+1",
  });
  if (!value) throw new Error("Sam is not let in");
  const code = Object.values((await simulator.ports.orgs.of(nia.org)).apexClasses).find(
    (one) => one.namespace === "ledg",
  );
  if (code) await simulator.viewCode(value.session, code.id);
  await simulator.logOut(value.session);
  const findings = [{ rule: "A02", seq: 3, says: "an example of a finding, with <markup> in it" }];
  const pack = await simulator.exportAudit({ org: nia.org, form: "html" }, async () => findings);
  return { simulator, pack, nia, sam, omar, agent: agent.session, own: own.session, login: value.session };
}
