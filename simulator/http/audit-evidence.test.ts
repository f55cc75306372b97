import { describe, expect, test } from "vitest";
import { formatEvidence } from "#audit/evidence.ts";
import { type EvidencePack, parseEvidence } from "#audit/evidence-pack.ts";
import { renderReport } from "#audit/report/render.ts";
import { verifyEvidence } from "#audit/verify-evidence.ts";
import { EXCLUSIONS, type Exclusion } from "#domain/audit/exclusions.ts";
import { formatId, type SessionId, type UserRef } from "#domain/ids.ts";
import { entriesOf, type Table } from "#domain/org.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { createApp } from "./app.ts";
import { sessionTokens } from "./session-token.ts";

const OPERATOR = "operator";

/** Acme, where Nia has granted access, Sam works as her, and a package hides something. */
async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const render = async (pack: string, form: string) => renderReport(pack, form);
  const { app } = createApp({ simulator, tokens, operatorToken: OPERATOR, renderReport: render });
  const person = (name: string): UserRef => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const tokenOf = async (name: string): Promise<string> => {
    const { session } = await simulator.takePlaceOf(person(name), { mfa: true, myDomain: true });
    return tokens.issue(person(name).org, session);
  };
  const send = async (token: string | undefined, path: string, method = "GET", body?: unknown) => {
    const { size } = simulator.ports.log.end;
    const response = await app.request(path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const recorded = await Array.fromAsync(simulator.ports.log.read(size));
    const { status, headers } = response;
    return { status, headers, text: await response.text(), recorded: recorded.map(({ type }) => type) };
  };
  return { simulator, tokens, person, tokenOf, send };
}

type Stage = Awaited<ReturnType<typeof stage>>;

const packOf = (text: string): EvidencePack => parseEvidence(Buffer.from(text));
const verdictOn = (text: string) => verifyEvidence(Buffer.from(text));
const recordsIn = (text: string) => packOf(text).records.map(({ line }) => JSON.parse(line));

/** Sam logs in as Nia, who let him; answers the token he works with. */
async function logInAsNia({ send, tokenOf, person }: Stage) {
  const [nia, sam] = [person("Nia"), person("Sam")];
  const [niaToken, samToken] = [await tokenOf("Nia"), await tokenOf("Sam")];
  const given = await send(niaToken, `/orgs/${nia.org}/settings/login-access/${sam.org}`, "PUT", {
    duration: "1 week",
  });
  const login = await send(samToken, `/lma/subscribers/${nia.org}/login/${nia.id}`, "POST", {
    caseReference: "case 7",
  });
  return { given, login, niaToken, samToken, token: JSON.parse(login.text).token as string };
}

describe("receipts", () => {
  test("whoever gives a grant and whoever logs in is told the number of the record, and can prove it", async () => {
    const on = await stage();
    const { given, login, niaToken, samToken } = await logInAsNia(on);
    const { org } = on.person("Nia");
    for (const [answer, type] of [
      [given, "grant.given"],
      [login, "login.started"],
    ] as const) {
      const seq = answer.headers.get("understudy-receipt");
      for (const [token, path, left] of [
        [niaToken, `/orgs/${org}/transparency/receipts/${seq}`, []],
        [OPERATOR, `/audit/receipts/${seq}`, ["audit.read"]],
        [await on.tokenOf("Rita"), `/audit/receipts/${seq}`, ["audit.read"]],
      ] as const) {
        const { status, text, recorded } = await on.send(token, path);
        expect(status, path).toBe(200);
        expect(recorded, "whom it is about reads nothing new by it").toEqual(left);
        expect(verdictOn(text)).toMatchObject({ verdict: "good", records: 1 });
        expect(recordsIn(text)).toMatchObject([{ type, seq: Number(seq) }]);
      }
    }
    const own = await on.send(samToken, `/audit/receipts/${login.headers.get("understudy-receipt")}`);
    expect(recordsIn(own.text)).toMatchObject([{ type: "login.started" }]);
    expect(packOf(own.text).disclosures).toContainEqual([
      expect.any(Number),
      "caseReference",
      expect.any(String),
      "case 7",
    ]);
  });

  test("a refusal has one, too", async () => {
    const on = await stage();
    const omar = on.person("Omar");
    const { status, headers } = await on.send(
      await on.tokenOf("Sam"),
      `/lma/subscribers/${omar.org}/login/${omar.id}`,
      "POST",
      {},
    );
    expect([status, headers.get("understudy-rule")]).toEqual([403, "GRANT-03"]);
    const { text } = await on.send(OPERATOR, `/audit/receipts/${headers.get("understudy-receipt")}`);
    expect(recordsIn(text)).toMatchObject([{ type: "login.refused", decision: { effect: "deny" } }]);
  });

  test("are not for everybody, and not for other orgs", async () => {
    const on = await stage();
    const { given, niaToken } = await logInAsNia(on);
    const seq = given.headers.get("understudy-receipt");
    const { org } = on.person("Nia");
    const stranger = await on.send(await on.tokenOf("Quentin"), `/audit/receipts/${seq}`);
    expect([stranger.status, stranger.headers.get("understudy-rule")]).toEqual([403, "POWER-08"]);
    expect(
      (await on.send(await on.tokenOf("Gwen"), `/orgs/${on.person("Gwen").org}/transparency/receipts/${seq}`)).status,
    ).toBe(404);
    expect((await on.send(niaToken, `/orgs/${org}/transparency/receipts/0`)).status).toBe(404);
    expect((await on.send(OPERATOR, "/audit/receipts/99999")).status).toBe(404);
    expect((await on.send(await on.tokenOf("Omar"), `/orgs/${org}/transparency/receipts/${seq}`)).status).toBe(403);
  });

  test("can be had as a tlog-proof", async () => {
    const on = await stage();
    const { status, text, headers } = await on.send(OPERATOR, "/audit/receipts/1?form=tlog-proof");
    expect([status, headers.get("content-disposition")]).toEqual([200, 'attachment; filename="receipt-1.tlog-proof"']);
    expect(text).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 1\n/);
    expect((await on.send(OPERATOR, "/audit/receipts/1?form=pdf")).status).toBe(400);
  });
});

describe("all of an org", () => {
  test("its administrator has everything with the proof that it is all, without what a package hides", async () => {
    const on = await stage();
    const { niaToken } = await logInAsNia(on);
    const { org } = on.person("Nia");
    const { text, recorded } = await on.send(niaToken, `/orgs/${org}/transparency/proof`);
    expect(recorded).toEqual(["audit.exported", "audit.org-stated"]);
    const records = recordsIn(text);
    expect(verdictOn(text)).toMatchObject({ verdict: "good", records: records.length });
    expect(packOf(text).complete).toEqual({ org, from: 0, to: records.length - 2 });
    expect(records.slice(-2)).toMatchObject([{ type: "audit.exported" }, { type: "audit.org-stated", subject: org }]);
    expect(records.slice(0, -1).every((one) => one.org === org)).toBe(true);
    expect(packOf(text).disclosures.some(([, name]) => name.startsWith("changes"))).toBe(false);
    expect((await on.send(await on.tokenOf("Omar"), `/orgs/${org}/transparency/proof`)).status).toBe(403);
  });

  test("a record that is withheld is missed, whichever it is", async () => {
    const on = await stage();
    const { niaToken } = await logInAsNia(on);
    const { text } = await on.send(niaToken, `/orgs/${on.person("Nia").org}/transparency/proof`);
    const { keys, checkpoint, records, disclosures, complete } = packOf(text);
    let tried = 0;
    for (const [place, withheld] of records.entries()) {
      const { seq } = JSON.parse(withheld.line);
      const left = records.filter((_, one) => one !== place).map((one) => ({ ...one, values: [] }));
      const pack = formatEvidence({ keys, checkpoint, records: left }, complete && { complete: complete as never });
      expect(verdictOn(pack), `without ${seq}`).toMatchObject({
        verdict: "bad",
        defect: { kind: "not-complete", place: "complete" },
      });
      tried += 1;
    }
    expect(tried).toBeGreaterThan(4);
    expect(disclosures.length).toBeGreaterThan(0);
  });

  test("operator and reviewer can hand it out, and the org sees that they did", async () => {
    const on = await stage();
    const { org } = on.person("Nia");
    for (const token of [OPERATOR, await on.tokenOf("Rita")]) {
      const { text, recorded } = await on.send(token, `/audit/proof?org=${org}`);
      expect(recorded).toEqual(["audit.exported", "audit.org-stated"]);
      expect(verdictOn(text).verdict).toBe("good");
    }
    const seen = await on.send(await on.tokenOf("Nia"), `/orgs/${org}/transparency?type=audit.exported`);
    expect(JSON.parse(seen.text).records).toHaveLength(2);
    expect((await on.send(await on.tokenOf("Quentin"), `/audit/proof?org=${org}`)).status).toBe(403);
  });
});

describe("reports", () => {
  test("are of an org, a session or a time, in every form, and each is on record first", async () => {
    const on = await stage();
    const { login } = await logInAsNia(on);
    const { org } = on.person("Nia");
    const { session } = JSON.parse(login.text) as { session: SessionId };
    for (const form of ["json", "html", "csv", "jsonl", "ocsf", "cloudevents", "syslog", "cef"]) {
      const { status, recorded, headers } = await on.send(OPERATOR, `/audit/report?org=${org}&form=${form}`);
      expect([status, recorded, headers.get("content-disposition")]).toEqual([
        200,
        ["audit.exported", "audit.org-stated"],
        expect.stringContaining("attachment"),
      ]);
    }
    const ofSession = await on.send(OPERATOR, `/audit/report?session=${session}`);
    expect(ofSession.recorded, "the org it was in sees that").toEqual(["audit.exported", "audit.org-stated"]);
    expect(recordsIn(ofSession.text).map((one) => one.session)).toEqual([session]);
    expect(packOf(ofSession.text).about).toMatchObject({ scope: `all records, session ${session}`, records: 1 });
    const ofNow = await on.send(OPERATOR, "/audit/report?from=2031-03-04T00:00:00Z&to=2031-03-05T00:00:00Z");
    expect(ofNow.recorded).toEqual(["audit.exported"]);
    expect(recordsIn(ofNow.text).length).toBeGreaterThan(10);
    expect(recordsIn((await on.send(OPERATOR, "/audit/report?to=2031-03-04T00:00:00Z")).text)).toEqual([]);
    expect((await on.send(OPERATOR, `/audit/report?session=${formatId("AuthSession", 999_999)}`)).status).toBe(404);
  });

  test("a subscriber has the own org's only, and a reviewer what was asked for", async () => {
    const on = await stage();
    const { niaToken } = await logInAsNia(on);
    const { org } = on.person("Nia");
    const own = await on.send(niaToken, `/orgs/${org}/transparency/report`);
    expect(new Set(recordsIn(own.text).map((one) => one.org))).toEqual(new Set([org]));
    expect(JSON.stringify(packOf(own.text).disclosures)).not.toContain('"changes');
    expect(verdictOn(own.text).verdict).toBe("good");
    const reviewed = await on.send(await on.tokenOf("Rita"), `/audit/report?org=${org}&form=csv`);
    expect([reviewed.status, reviewed.recorded]).toEqual([200, ["audit.exported", "audit.org-stated"]]);
    expect((await on.send(niaToken, "/audit/report")).status).toBe(403);
    expect((await on.send(await on.tokenOf("Omar"), `/orgs/${org}/transparency/report`)).status).toBe(403);
  });

  test("a report that cannot be put on record is not handed out", async () => {
    const on = await stage();
    await on.simulator.ports.log.close();
    expect((await on.send(OPERATOR, "/audit/report")).status).toBe(503);
  });
});

describe("what the log does not record, as every report says", () => {
  type Try = readonly [path: string, method?: string, body?: unknown];
  const tries: Readonly<Record<Exclusion, (on: Stage) => Promise<readonly (readonly [string | undefined, ...Try])[]>>> =
    {
      ownReading: async (on) => {
        const { org } = on.person("Nia");
        const token = await on.tokenOf("Nia");
        const rows = await on.simulator.ports.orgs.of(org);
        const tables = ["apexClasses", "records", "apexLogs", "customSettings"] as const;
        const [code, record, log, setting] = tables.map((table) => entriesOf<Table>(rows, table)[0]?.[0]);
        return [
          "home",
          "settings/login-access",
          "setup/apex-classes",
          `setup/apex-classes/${code}`,
          "setup/debug-logs",
          `setup/debug-logs/${log}`,
          `setup/custom-settings/${setting}`,
          "app/records",
          `app/records/${record}`,
        ].map((page) => [token, `/orgs/${org}/${page}`] as const);
      },
      repeatedReading: async (on) => {
        const token = await on.tokenOf("Rita");
        expect((await on.send(token, "/audit/events")).recorded).toEqual(["audit.read"]);
        return [[token, "/audit/events"]];
      },
      operatorReading: async () => ["/sim/orgs", "/sim/people", "/sim/clock"].map((path) => [OPERATOR, path] as const),
      receipts: async (on) => {
        const { given, niaToken, samToken, login } = await logInAsNia(on);
        const { org } = on.person("Nia");
        const [own, agents] = [given, login].map(({ headers }) => headers.get("understudy-receipt"));
        return [
          [niaToken, `/orgs/${org}/transparency/receipts/${own}`],
          [niaToken, `/orgs/${org}/transparency/receipts/${own}?form=tlog-proof`],
          [samToken, `/audit/receipts/${agents}`],
        ];
      },
      explanations: async (on) => [
        [OPERATOR, "/explain", "POST", { act: "log in as", agent: on.person("Sam"), user: on.person("Nia") }],
      ],
      unknownSessions: async (on) => {
        const { org } = on.person("Nia");
        return [undefined, "nonsense", await on.tokenOf("Gwen")].map((token) => [token, `/orgs/${org}/home`] as const);
      },
      malformedRequests: async (on) => [
        [OPERATOR, "/audit/events?limit=many"],
        [OPERATOR, "/nowhere"],
        [
          await on.tokenOf("Nia"),
          `/orgs/${on.person("Nia").org}/settings/login-access/nobody`,
          "PUT",
          { duration: "ever" },
        ],
      ],
      liveness: async () => ["/healthz", "/readyz", "/api/openapi.json"].map((path) => [undefined, path] as const),
    };

  test.for(Object.keys(tries) as Exclusion[])("%s", async (name) => {
    const on = await stage();
    const requests = await tries[name](on);
    const mayFail = name === "unknownSessions" || name === "malformedRequests";
    for (const [token, path, method, body] of requests) {
      const { status, recorded } = await on.send(token, path, method, body);
      if (mayFail) expect(status, path).toBeGreaterThanOrEqual(400);
      else expect(status, path).toBe(200);
      expect(recorded, path).toEqual([]);
    }
    expect(requests.length).toBeGreaterThan(0);
    expect(EXCLUSIONS[name]).toMatch(/\.$/);
  });

  test("and a report names all of them", async () => {
    const on = await stage();
    const { text } = await on.send(OPERATOR, "/audit/report?form=csv");
    for (const says of Object.values(EXCLUSIONS)) expect(text).toContain(says.replaceAll('"', '""'));
  });
});
