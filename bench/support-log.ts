import type { AuditLog } from "#audit/log.ts";
import type { AuditEvent } from "#domain/events.ts";
import { formatId, type OrgId, type UserRef } from "#domain/ids.ts";
import { fromMillis, later, MINUTE } from "#domain/time.ts";
import { type Dice, diceFrom } from "#fixtures/dice.ts";

// A log as years of support leave it: hundreds of orgs, dozens of agents, login access, sessions, what is done in them.

const ORGS = 300;
const AGENTS = 60;
const PUBLISHERS = 5;
const APPEND = 1000;

export const orgOf = (n: number): OrgId => formatId("Org", n % ORGS);
/** An agent, of one of a few publishers. */
export const agentOf = (n: number): UserRef => ({
  org: formatId("Org", ORGS + (n % PUBLISHERS)),
  id: formatId("User", 100_000 + (n % AGENTS)),
});
const userOf = (n: number, of: number): UserRef => ({ org: orgOf(n), id: formatId("User", (n % ORGS) * 100 + of) });

/** How many there are of whom a log tells: each agent who works as a user is a pair that has a key of its own. */
interface Cast {
  readonly orgs: number;
  /** In each org. */
  readonly users: number;
  readonly agents: number;
}

const SUPPORT: Cast = { orgs: ORGS, users: 20, agents: AGENTS };
/** So few that all of them have met before long. */
export const FEW: Cast = { orgs: 30, users: 2, agents: 6 };

interface Filling {
  readonly world?: Cast;
  readonly every?: number;
  readonly say?: (appended: number) => void;
}

/** Fills a log with so many records, appended a thousand at a time; says how many there are each time as many came. */
export async function fill(
  log: AuditLog,
  records: number,
  { world = SUPPORT, every = records, say = () => {} }: Filling = {},
): Promise<void> {
  const dice = diceFrom(1);
  let events: AuditEvent[] = [];
  let due = every;
  for (let visit = 0; log.end.size < records; visit += 1) {
    events.push(...supported(dice, visit, world));
    while (events.length >= APPEND && log.end.size < records) {
      await log.append(events.slice(0, APPEND));
      events = events.slice(APPEND);
      if (log.end.size < due) continue;
      say(log.end.size);
      due += every;
    }
  }
}

const allow = { effect: "allow", rule: "POWER-08", because: "A page asks for a permission of the user" } as const;
const deny = (rule: "GRANT-03" | "GRANT-06" | "POWER-06" | "POWER-08" | "LMO-08", because: string) =>
  ({ effect: "deny", rule, because }) as const;

/** What one case leaves: login access, the agent's own login, tries that are refused, the session, and its end. */
function* supported(dice: Dice, visit: number, { orgs, users, agents }: Cast): Generator<AuditEvent, void> {
  const n = dice.upTo(orgs);
  const [user, agent] = [userOf(n, dice.upTo(users)), agentOf(dice.upTo(agents))];
  const [grant, own, session] = [
    formatId("Grant", visit),
    formatId("AuthSession", 2 * visit),
    formatId("AuthSession", 2 * visit + 1),
  ];
  let at = fromMillis(Date.UTC(2029, 0, 1) + visit * 40 * MINUTE);
  const next = () => {
    at = later(at, dice.upTo(90_000));
    return at;
  };
  const caseReference = dice.throw() < 0.7 ? `CS-${100_000 + visit}` : undefined;
  const login = { org: user.org, user, delegateUser: agent, ...(caseReference && { caseReference }) };
  const details = { mfa: true, level: "high assurance", myDomain: true, timeout: 120 } as const;
  const address = `198.51.100.${dice.upTo(250)}`;
  yield { type: "session.started", at: next(), org: agent.org, user: agent, session: own, ...details, address };
  for (let tries = dice.upTo(10) - 6; tries > 0; tries -= 1)
    yield { type: "login.refused", at: next(), ...login, decision: deny("GRANT-03", "no login access was granted") };
  const duration = dice.oneOf(["1 day", "1 week", "1 month", "1 year"] as const) ?? "1 day";
  const days = { "1 day": 1, "1 week": 7, "1 month": 31, "1 year": 365 }[duration];
  const endsAt = later(at, days * 24 * 60 * MINUTE);
  const given = {
    at: next(),
    org: user.org,
    user,
    decision: allow,
    grant,
    party: agent.org,
    duration,
    endsAt,
  } as const;
  yield { type: "grant.given", ...given };
  if (dice.throw() < 0.2) return;
  yield { type: "login.started", at: next(), ...login, session, origin: own, grant, timeout: 120, decision: allow };
  const about = { org: user.org, user, delegateUser: agent, session } as const;
  for (let acts = 5 + dice.upTo(40); acts > 0; acts -= 1) yield acted(dice, { ...about, at: next(), decision: allow });
  yield { type: "login.ended", ...about, at: next(), decision: allow, reason: "returned to subscriber overview" };
  if (dice.throw() < 0.5) yield { type: "grant.revoked", at: next(), org: user.org, user, grant, party: agent.org };
}

type About = Pick<AuditEvent, "at" | "org" | "user" | "delegateUser" | "session" | "decision">;

/** One act of a session; one in twenty is refused. */
function acted(dice: Dice, about: About): AuditEvent {
  const which = dice.throw();
  const name = `Service${dice.upTo(400)}`;
  const record = formatId("Record", dice.upTo(100_000));
  const rows = { before: { Mode__c: "HALF_UP" }, after: { Mode__c: "HALF_EVEN" } };
  if (which < 0.05)
    return { type: "power.refused", ...about, decision: deny("POWER-06", "it is not the agent's to grant"), act: name };
  if (which < 0.4) return { type: "login.visited", ...about, page: `open the page ${name}` };
  if (which < 0.6) return { type: "power.code-viewed", ...about, entity: "Apex class", name, namespace: "ledg" };
  if (which < 0.75) return { type: "log.read", ...about, log: formatId("ApexLog", dice.upTo(100_000)) };
  if (which < 0.85) return { type: "power.protected-setting-read", ...about, setting: "ledg__Rounding__c", records: 1 };
  if (which < 0.9)
    return { type: "power.protected-setting-changed", ...about, setting: "ledg__Rounding__c", record, ...rows };
  return { type: "power.record-changed", ...about, sobject: "Invoice__c", record, ...rows };
}
