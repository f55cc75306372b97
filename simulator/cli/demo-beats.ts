import { DAY, formatInstant, later } from "#domain/time.ts";
import { type Beat, type Seen, seen } from "./demo-beat.ts";
import { debugging, goingBack } from "./demo-debugging.ts";
import { NIA, type Stage } from "./demo-stage.ts";

const NIA_UAT = "nia@acme.example.uat";
const SAM = "sam@ledgerlabs.example";

async function samLogsInAsNia(stage: Stage) {
  const { ref } = stage.person(NIA);
  const sam = await stage.own("Sam");
  return stage.simulator.logInAs(sam, { subscriber: ref.org, user: ref.id, caseReference: "CS-1042" });
}

/** The story, in the order it happens. */
export const beats: readonly Beat[] = [
  {
    title: "Sam of Ledger Labs is too early: nobody in Acme UAT has let him in",
    command: `understudy login-as start --as ${SAM} --org "Acme UAT" --user ${NIA_UAT} --case CS-1042`,
    act: async (stage) => seen(await samLogsInAsNia(stage)),
    expect: { effect: "deny", rule: "GRANT-03" },
  },
  {
    title: "Omar cannot help: Ledger Labs is not on his grant page, for the sandbox has a site license",
    command: "understudy grant page --as omar@acme.example.uat",
    act: async (stage) =>
      seen(await stage.simulator.viewLoginAccess(await stage.own("Omar of Acme UAT")), ({ rows }) => {
        const labels = rows.map(({ label }) => label);
        return { shown: labels.includes("Ledger Labs"), line: `his page lists ${labels.join(" and ")}` };
      }),
    expect: { effect: "allow", shown: false },
  },
  {
    title: "Nia, who manages users, grants Ledger Labs 1 week",
    command: `understudy grant add --as ${NIA_UAT} --publisher "Ledger Labs" --for "1 week"`,
    act: async (stage) => {
      const party = stage.person("Sam").ref.org;
      const answer = await stage.simulator.saveLoginAccess(await stage.own(NIA), { party, duration: "1 week" });
      return seen(answer, ({ endsAt }) => ({ shown: endsAt, line: `until ${endsAt && formatInstant(endsAt)}` }));
    },
    expect: { effect: "allow", rule: "GRANT-02", shown: "2031-03-11T09:00:00.000Z" },
  },
  {
    title: "Sam, logged in with multi-factor authentication, names case CS-1042 and logs in as Nia",
    command: `understudy login-as start --as ${SAM} --org "Acme UAT" --user ${NIA_UAT} --case CS-1042`,
    act: async (stage) => {
      const answer = await samLogsInAsNia(stage);
      stage.loginAs = answer.value?.session;
      return seen(answer, ({ session, state }) => ({ shown: state, line: `session ${session} is ${state}` }));
    },
    expect: { effect: "allow", rule: "GRANT-03", shown: "active" },
  },
  {
    title: "Nia may not see how Ledger rounds: the package hides its code from its customer",
    command: `understudy call GET "/orgs/{Acme UAT}/setup/apex-classes/{RoundingService}/source" --as ${NIA_UAT}`,
    act: async (stage) =>
      seen(await stage.simulator.viewSource(await stage.own(NIA), (await stage.code("RoundingService")).id)),
    expect: { effect: "deny", rule: "POWER-02" },
  },
  {
    title: "Sam may: it is his own package",
    command: `understudy call GET "/orgs/{Acme UAT}/setup/apex-classes/{RoundingService}/source" --as ${SAM} --login-as`,
    act: async (stage) =>
      seen(
        await stage.simulator.viewSource(stage.inside(), (await stage.code("RoundingService")).id),
        ({ view, body }) => ({
          shown: view,
          line: `${body.split("\n").length} lines in ${view}`,
        }),
      ),
    expect: { effect: "allow", rule: "POWER-02", shown: "full" },
  },
  {
    title: "The debug log of the last run, as Nia reads it: what the package did is one line",
    command: `understudy call GET "/orgs/{Acme UAT}/setup/debug-logs/{InvoiceReminder.remind}" --as ${NIA_UAT}`,
    act: async (stage) => {
      const { id: log } = await stage.debugLog();
      const answer = await stage.simulator.viewDebugLog(await stage.own(NIA), { log });
      return seen(answer, ({ lines }) => logLine(lines));
    },
    expect: { effect: "allow", shown: { hidden: true, mode: false } },
  },
  {
    title: "The same log as Sam reads it: mode is HALF_UP, and there is the cent",
    command: `understudy call GET "/orgs/{Acme UAT}/setup/debug-logs/{InvoiceReminder.remind}" --as ${SAM} --login-as`,
    act: async (stage) => {
      const { id: log } = await stage.debugLog();
      return seen(await stage.simulator.viewDebugLog(stage.inside(), { log }), ({ lines }) => logLine(lines));
    },
    expect: { effect: "allow", shown: { hidden: false, mode: true } },
  },
  ...debugging,
  {
    title: "Sam changes the protected setting Rounding from HALF_UP to HALF_EVEN",
    command: `understudy call PATCH "/orgs/{Acme UAT}/setup/custom-settings/{Rounding}/records/{Organization}" '{"values":{"Mode__c":"HALF_EVEN"}}' --as ${SAM} --login-as`,
    act: async (stage) => {
      const { id: setting } = await stage.setting("Rounding");
      const before = (await stage.simulator.readSetting(stage.inside(), setting)).value?.records[0];
      if (!before) throw new Error("the setting Rounding has no record");
      const change = { setting, record: before.id, values: { Mode__c: "HALF_EVEN" } };
      const answer = await stage.simulator.editSettingRecord(stage.inside(), change);
      return seen(answer, (after) => {
        const [was, is] = [before.values.Mode__c, after.values.Mode__c];
        return { shown: [was, is], line: `${was} → ${is}` };
      });
    },
    expect: { effect: "allow", shown: ["HALF_UP", "HALF_EVEN"] },
  },
  {
    title: "What Sam cannot do as Nia: let an app into her account",
    command: `understudy call POST "/orgs/{Acme UAT}/settings/connected-apps" '{"app":"Data Loader","purpose":"data access"}' --as ${SAM} --login-as`,
    act: async (stage) =>
      seen(await stage.simulator.authorizeApp(stage.inside(), { app: "Data Loader", purpose: "data access" })),
    expect: { effect: "deny", rule: "POWER-06" },
  },
  ...goingBack,
  {
    title: "Eight days later the grant is over by itself",
    command: "understudy clock advance 8 days",
    act: async ({ simulator }) => {
      const { clock, log } = simulator.ports;
      const mark = log.end.size;
      await simulator.moveClock(later(clock.now(), 8 * DAY));
      const { records } = await simulator.readAudit({ from: mark, limit: 100, type: "grant.expired" });
      const at = records.map((record) => record.at);
      return { effect: "noted", shown: at, line: `grant.expired on record at ${at.map(formatInstant).join()}` };
    },
    expect: { effect: "noted", shown: ["2031-03-11T09:00:00.000Z"] },
  },
  {
    title: "Sam tries again",
    command: `understudy login-as start --as ${SAM} --org "Acme UAT" --user ${NIA_UAT} --case CS-1042`,
    act: async (stage) => seen(await samLogsInAsNia(stage)),
    expect: { effect: "deny", rule: "GRANT-06" },
  },
  {
    title: "Rita reviews: everything Sam did or tried in Acme UAT, refusals too",
    command: 'understudy audit tail --org "Acme UAT"',
    act: async (stage) => {
      const { org } = stage.person(NIA).ref;
      const { id } = stage.person("Sam").ref;
      const answer = await stage.simulator.reviewAudit(await stage.own("Rita"), { from: 0, limit: 1000, org });
      return seen(answer, ({ records }) => {
        const types = records.filter(({ delegateUser }) => delegateUser?.id === id).map(({ type }) => type);
        return { shown: types, line: types.join(", ") };
      });
    },
    expect: {
      effect: "allow",
      rule: "POWER-08",
      shown: [
        "login.refused",
        "login.started",
        "power.code-viewed",
        "log.read",
        "debug.prepared",
        "debug.code-downloaded",
        "debug.started",
        "debug.breakpoint-set",
        "debug.variables-read",
        "debug.orphaned",
        "debug.prepared",
        "debug.code-downloaded",
        "debug.refused",
        "debug.started",
        "debug.ended",
        "debug.prepared",
        "debug.code-downloaded",
        "debug.started",
        "power.protected-setting-read",
        "power.protected-setting-changed",
        "power.refused",
        "login.ended",
        "debug.ended",
        "login.refused",
      ],
    },
  },
];

const logLine = (lines: readonly string[]): Pick<Seen, "line" | "shown"> => {
  const about = (text: string) => lines.find((line) => line.includes(text));
  const [hidden, mode] = [about("ENTERING_MANAGED_PKG|ledg"), about("|mode|")];
  return {
    shown: { hidden: hidden !== undefined, mode: mode !== undefined },
    line: `${lines.length} lines, such as ${mode ?? hidden ?? lines[0]}`,
  };
};
