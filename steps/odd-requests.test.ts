import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { parseStartLink } from "#domain/debug/start-link.ts";
import { emptyFolds, fold } from "#domain/folds.ts";
import { type OrgId, PREFIX, type SessionId, type UserRef } from "#domain/ids.ts";
import type { Change } from "#domain/org.ts";
import { rowsOf } from "#domain/org-lists.ts";
import { formatReviewId, formatSampleId } from "#domain/review/names.ts";
import { PERMISSIONS } from "#domain/user.ts";
import { type Dice, diceFrom } from "#fixtures/dice.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import type { DefinedRoute } from "#http/route.ts";
import { sessionTokens } from "#http/session-token.ts";
import { parseWorldFile } from "#http/world-file.ts";
import { simulatorInMemory } from "#server/in-memory.ts";
import { knownOf } from "#server/known-world.ts";
import { worldFileOf } from "#server/world-file.ts";
import type { Simulator } from "#usecases/simulator.ts";
import { type Document, type Operation, type Schema, schemaOf } from "./reader/samples.ts";

// Whatever comes over HTTP, the answer says what was wrong with it: never a defect, and never something half written.

/** What some names stand for that are no ids. */
const KNOWN = {
  review: formatReviewId(1),
  sample: formatSampleId(1),
  project: "uat",
  path: "uat",
  file: "ledg/RoundingService",
  policy: "requireCaseReference",
  instance: "EU48",
  app: "License Management App",
  object: "sfLma__License__c",
  debugLevel: "Everything",
  to: "somebody@example.example",
  username: "nia@acme.example.uat",
  password: "understudy",
} as const;

/** Requests a route is tried with. */
const CASES = 40;
/** How often a value is something that no schema asks for. */
const ODDLY = 0.08;
const OPERATOR = "operator-token";

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  1e308,
  "",
  " ",
  "\u0000",
  "a\nb",
  "\ud800",
  "😀",
  "__proto__",
  "constructor",
  "toString",
  "x".repeat(70_000),
  "0000-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "2031-02-30T00:00:00Z",
  "../../etc",
  "%00",
  [],
  [[]],
  {},
  { constructor: 1 },
];
const WORDS = [
  "1 day",
  "8 days",
  "2031-03-05T09:00:00Z",
  "ledger",
  "InvoiceService",
  "Ledger Labs",
  "true",
  "5",
  "Repro",
  "new@acme.example",
];

async function stage() {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const tokens = sessionTokens(new Uint8Array(32));
  const defects: unknown[] = [];
  const about = { simulator, tokens, operatorToken: OPERATOR, onDefect: (error: unknown) => void defects.push(error) };
  const { app, routes } = createApp(about);
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member.ref;
  };
  const [nia, sam] = [person("Nia of Acme UAT"), person("Sam")];
  const own = async (name: string) =>
    (await simulator.takePlaceOf(person(name), { mfa: true, myDomain: true })).session;
  for (const { org } of [nia, sam]) await allowAll(simulator, org);
  const admin = await own("Nia of Acme UAT");
  await simulator.saveLoginAccess(admin, { party: sam.org, duration: "1 year" });
  const { value } = await simulator.logInAs(await own("Sam"), { subscriber: nia.org, user: nia.id });
  if (!value) throw new Error("Sam is not let in");
  const agent = value.session;
  await beginDebugging(simulator, nia, agent);
  await simulator.setDebugLevel(admin, { name: KNOWN.debugLevel, levels: { APEX_CODE: "FINEST" } });
  await simulator.setTraceFlag(admin, { traced: { kind: "user", id: nia.id }, debugLevel: KNOWN.debugLevel });
  await simulator.authorizeApp(admin, { app: "Quarterly", purpose: "data access" });
  // Something to review, and somebody who may.
  const rita = await own("Rita");
  await simulator.openReview(rita, { about: { what: "LoginAs session", session: agent }, text: "looked at twice" });
  await simulator.takeStep(await own("Rolf"), { review: KNOWN.review, step: "assign" });
  const sessions = [
    [nia.org, admin],
    [nia.org, agent],
    [sam.org, await own("Sam")],
    [sam.org, await own("Lena")],
    [person("Rita").org, rita],
  ] as const;
  /** Who can be at work, and in which org. */
  const people = sessions.map(([org, session]) => ({ org, token: tokens.issue(org, session) }));
  const operator = { org: nia.org, token: OPERATOR };
  const there: unknown[] = await Promise.all([nia.org, sam.org].map((org) => simulator.ports.orgs.of(org)));
  for await (const record of simulator.ports.log.read(1)) there.push(record);
  const ids = [...new Set(JSON.stringify(there).match(/\b[0-9a-zA-Z]{18}\b/g))];
  return { world, simulator, app, routes, defects, people, operator, ids };
}

/** Whoever is turned away for want of a permission gets no further; here everybody has them all. */
async function allowAll(simulator: Simulator, org: OrgId): Promise<void> {
  const { company, profiles } = await simulator.ports.orgs.of(org);
  const changes: Change[] = [];
  for (const row of Object.values(company))
    changes.push({ table: "company", id: row.id, row: { ...row, eventMonitoring: true } });
  for (const row of Object.values(profiles))
    changes.push({ table: "profiles", id: row.id, row: { ...row, permissions: PERMISSIONS } });
  await simulator.changeOrg(org, "everybody may do everything", changes);
}

/** The agent debugs in the user's sandbox, and a request of hers has stopped. */
async function beginDebugging(simulator: Simulator, user: UserRef, agent: SessionId): Promise<void> {
  const { project, file } = KNOWN;
  const { value } = await simulator.prepareDebugging(agent, { from: "http://localhost:4100" });
  const link = value && parseStartLink(value.link);
  if (!link) throw new Error("there is no start link");
  await simulator.setUpProject(agent, { path: project, link: { ...link, sessionId: agent } });
  await simulator.startDebugging(agent, { project });
  await simulator.setBreakpoint(agent, { file, line: 8 });
  const { org } = user;
  const { request } = await simulator.beginRequest({ user, type: "SYNCHRONOUS", entryPoint: "post" });
  const { stops } = await simulator.reachLine({
    org,
    request,
    stack: [{ file, method: file, line: 8, variables: [] }],
  });
  if (!stops) throw new Error("nothing has stopped");
}

type Stage = Awaited<ReturnType<typeof stage>>;

interface Request {
  readonly path: string;
  readonly init: RequestInit;
}

/** Requests for one route that fit its description more or less. */
class Asker {
  readonly #dice: Dice;
  readonly #document: Document;
  readonly #on: Stage;
  /** Of what kind an id has to be, by the name it goes by; told by the answers. */
  readonly #kinds = new Map<string, string>();

  constructor(on: Stage, document: Document, dice: Dice) {
    [this.#on, this.#document, this.#dice] = [on, document, dice];
  }

  request(route: DefinedRoute): Request {
    const { people, operator } = this.#on;
    const known = route.who === "operator" || (route.who === "person or operator" && this.#dice.throw() < 0.3);
    const who = this.#dice.throw() < 0.97 && known ? operator : this.#one(people);
    const { method, path } = route;
    const { parameters = [], requestBody }: Operation = this.#document.paths?.[path]?.[method] ?? {};
    const query = new URLSearchParams();
    for (const { name, in: where, schema } of parameters)
      if (where === "query" && this.#dice.throw() < 0.7) query.append(name, asText(this.#value(schema, name)));
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (name === "org" && this.#dice.throw() < 0.9) return who.org;
      return encodeURIComponent(
        asText(this.#value({ type: "string" }, name))
          .toWellFormed()
          .slice(0, 200) || "-",
      );
    });
    const schema = requestBody?.content?.["application/json"]?.schema;
    const type = this.#dice.throw() < 0.03 ? "text/plain" : "application/json";
    const text = JSON.stringify(this.#value(schema, "body"));
    return {
      path: query.size > 0 ? `${filled}?${query}` : filled,
      init: {
        method: method.toUpperCase(),
        headers: { authorization: `Bearer ${who.token}`, "content-type": type },
        ...(schema && { body: this.#dice.throw() < 0.03 ? text.slice(0, -1) : text }),
      },
    };
  }

  /** Remembers what an answer says of the ids it wants. */
  hear(answer: string): void {
    for (const [, name = "", kind = ""] of answer.matchAll(/(\w+): \\"[^"]*\\" is no id of an? (\w+)/g))
      this.#kinds.set(name, kind);
  }

  #id(name: string): string {
    const prefix = Reflect.get(PREFIX, this.#kinds.get(name) ?? "") ?? "";
    const fit = this.#on.ids.filter((id) => id.startsWith(prefix));
    return this.#one(fit.length > 0 ? fit : [`${prefix}5f0000000001`]);
  }

  #one<One>(all: readonly One[]): One {
    const one = this.#dice.oneOf(all);
    if (one === undefined) throw new Error("one of none");
    return one;
  }

  #value(given: Schema | undefined, name: string): unknown {
    const schema = schemaOf(this.#document, given);
    if (!schema || this.#dice.throw() < ODDLY) return this.#one(ODD);
    const kinds = schema.anyOf ?? schema.oneOf;
    if (kinds) return this.#value(this.#one(kinds), name);
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.#value(part, name)));
    if (schema.const !== undefined) return schema.const;
    if (schema.enum) return this.#one(schema.enum);
    switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
      case "object": {
        const { properties = {}, required = [] } = schema;
        const members = Object.entries(properties).filter(
          ([key]) => this.#dice.throw() < (required.includes(key) ? 0.97 : 0.4),
        );
        const extra = this.#dice.throw() < 0.03 ? [["extra", 1]] : [];
        return Object.fromEntries([...members.map(([key, of]) => [key, this.#value(of, key)]), ...extra]);
      }
      case "array":
        return Array.from({ length: this.#dice.upTo(3) }, () => this.#value(schema.items, name));
      case "boolean":
        return this.#dice.throw() < 0.5;
      case "integer":
      case "number":
        return this.#one([schema.minimum ?? 1, 0, 2, 30, 99_999_999]);
      default:
        if (name in KNOWN && this.#dice.throw() < 0.7) return Reflect.get(KNOWN, name);
        if (this.#kinds.has(name)) return this.#id(name);
        return this.#one([...WORDS, ...(schema.example ? [schema.example] : []), this.#id(name), this.#id(name)]);
    }
  }
}

const asText = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value)) ?? "";

async function tried(
  route: DefinedRoute,
  on: Stage,
  asker: Asker,
): Promise<{ readonly wrong: string[]; readonly done: number }> {
  const { app, simulator, defects } = on;
  const wrong: string[] = [];
  let done = 0;
  for (let n = 0; n < CASES; n += 1) {
    const { path, init } = asker.request(route);
    const mark = simulator.ports.log.end.size;
    const response = await app.request(path, init);
    const text = await response.text();
    const asked = `${init.method} ${path.slice(0, 300)} ${String(init.body ?? "").slice(0, 600)}`;
    asker.hear(text);
    if (response.ok) done += 1;
    if (response.status === 500) wrong.push(`${asked}: ${inspect(defects.at(-1))}`);
    if (response.status === 400 && simulator.ports.log.end.size > mark)
      for await (const record of simulator.ports.log.read(mark))
        if (record.type !== "login.visited") wrong.push(`${asked} answers 400 and leaves ${record.type}`);
    if (response.status >= 400 && !/^\[\{"errorCode":"[A-Z_]+","message":"/.test(text)) wrong.push(`${asked}: ${text}`);
  }
  return { wrong, done };
}

const inspect = (error: unknown): string => (error instanceof Error ? `${error.stack}` : String(error));

/** What is running is what the records say, to the last of them. */
async function partsThatDiffer({ simulator: { ports } }: Stage): Promise<readonly string[]> {
  const folds = emptyFolds();
  for await (const record of ports.log.read()) fold(folds, record);
  const { grants, sessions, debugging, tracing, workbenches, policies, expiringLicenses, reviews } = ports.folds;
  const running = { grants, sessions, debugging, tracing, workbenches, policies, expiringLicenses, reviews };
  return Object.entries(running).flatMap(([part, value]) =>
    isDeepStrictEqual(value, Reflect.get(folds, part)) ? [] : [part],
  );
}

/** What a world file of it all, read again, has otherwise. */
async function unlike({ simulator, world }: Stage): Promise<readonly string[]> {
  const file = JSON.stringify(await worldFileOf(simulator, knownOf(world), { withCredentials: true }));
  try {
    const { orgs } = parseWorldFile(JSON.parse(file));
    const wrong: string[] = [];
    for (const lists of orgs) {
      const rows = await simulator.ports.orgs.of(lists.company.id);
      if (!isDeepStrictEqual(rowsOf(lists), rows)) wrong.push(`has ${lists.company.name} otherwise`);
    }
    return wrong;
  } catch (error) {
    return [`cannot be loaded: ${error}`];
  }
}

test("no request is a defect, and none that is not valid leaves a trace", { timeout: 120_000 }, async () => {
  const { app, routes } = await stage();
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "odd", version: "1" },
  }) as unknown as Document;
  const wrong: string[] = [];
  let [done, seed] = [0, 0];
  for (const route of routes) {
    const on = await stage();
    seed += 1;
    const left = await tried(route, on, new Asker(on, document, diceFrom(seed)));
    wrong.push(...left.wrong);
    done += left.done;
    const after = `after ${route.method} ${route.path}`;
    wrong.push(...(await partsThatDiffer(on)).map((part) => `${after} the records say something else of ${part}`));
    wrong.push(...(await unlike(on)).map((what) => `${after} a world file ${what}`));
  }
  console.log(`${routes.length} routes tried with ${CASES} requests each; ${done} were done`);
  expect(wrong).toEqual([]);
  expect(done).toBeGreaterThan(routes.length);
});
