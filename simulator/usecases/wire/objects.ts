import type { Decision } from "#domain/decision.ts";
import type { OrgId } from "#domain/ids.ts";
import type { LmaObject } from "#domain/license/api.ts";
import { type ApexClass, type CustomSetting, rowOf, type SObjectRecord } from "#domain/org.ts";
import { mayViewCode, obfuscated } from "#domain/power/code.ts";
import { mayReachRecord } from "#domain/power/records.ts";
import { mayUseSetting } from "#domain/power/settings.ts";
import { authSessions, managesSessions } from "#domain/trace/auth-session.ts";
import { eventLogFiles, loginAsEventLog } from "#domain/trace/event-log.ts";
import { loginAsLines } from "#domain/trace/login-as-line.ts";
import { loginHistory } from "#domain/trace/login-history.ts";
import { mayRead, type Trace } from "#domain/trace/reading.ts";
import { setupAuditTrail } from "#domain/trace/setup-audit-trail.ts";
import { type Entitlements, holds, rightOn } from "#domain/user.ts";
import { catalogueOf } from "#sobject/catalogue.ts";
import { type Facts, NO_TRACES, type SObject, type TraceName, type Traces } from "#sobject/object.ts";
import { type Api, type Open, OrgSource } from "#sobject/source.ts";
import type { FieldSchema, ObjectSchema } from "#soql/schema.ts";
import type { Acting, Happening } from "#usecases/act.ts";
import type { Ports } from "#usecases/ports.ts";
import { codeFacts, viewed } from "#usecases/power/code.ts";
import { recordFacts } from "#usecases/power/records.ts";
import { settingFacts } from "#usecases/power/settings.ts";
import { materialOf } from "#usecases/trace/material.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { lmaRows } from "./lma-rows.ts";

/** Who reads, and what of the simulator is looked at for it. */
export interface Reading {
  readonly ports: Ports;
  readonly acting: Acting;
  readonly standing: Standing;
}

/** The rows of the org of whoever is at work, as far as the objects named need them, for one of the two APIs. */
export async function sourceFor(reading: Reading, api: Api, names: readonly string[]): Promise<OrgSource> {
  const { ports, acting, standing } = reading;
  const catalogue = catalogueOf(acting.rows);
  const asked = names.flatMap((name) => catalogue.get(name.toLowerCase()) ?? []);
  const traced = asked.some(({ trace }) => trace !== undefined);
  const { now, policies } = standing;
  const facts: Facts = {
    reader: acting,
    rows: acting.rows,
    now,
    policies,
    traceFlags: standing.traceFlags(acting.org.id),
    debugLevels: standing.debugLevels(acting.org.id),
    traces: traced ? await tracesFor(reading, new Set(asked.flatMap(({ trace }) => trace ?? []))) : NO_TRACES,
    lma: acting.org.lma
      ? await lmaRows(
          ports,
          acting,
          asked.map(({ schema }) => schema.name as LmaObject),
        )
      : {},
    bodyOf: (code) => bodyFor(acting, standing, code),
    opensSetting: (setting) => opensSetting(acting, standing, setting),
    opensRecord: (record) => opensRecord(acting, standing, record),
  };
  return new OrgSource(facts, api, openTo(acting.entitlements));
}

/** The source in full for whoever may see it, and what POWER-10 leaves of it for everybody else. */
export function bodyFor(acting: Acting, standing: Standing, code: ApexClass): string {
  if (seesInFull(acting, standing, code)) return code.body;
  return obfuscated.gives({ kind: code.kind, body: "" });
}

export const seesInFull = (acting: Acting, standing: Standing, code: ApexClass): boolean =>
  viewing(acting, standing, code).effect === "allow";

const viewing = (acting: Acting, standing: Standing, code: ApexClass): Decision =>
  mayViewCode(codeFacts(acting, standing, code));

/** What looking at the source of a class or trigger leaves on record, under the rule that shows it. */
export const codeShown = (acting: Acting, standing: Standing, code: ApexClass): Happening => ({
  ...viewed(code),
  decision: viewing(acting, standing, code),
});

/** What reading the traces of some objects leaves on record, as their pages do: of whose, under the rule that opens it. */
export function tracesRead(reader: Acting, objects: readonly (SObject | undefined)[]): readonly Happening[] {
  const names = new Set(objects.flatMap((object) => object?.trace ?? []));
  return [...names].map((name): Happening => {
    const trace = TRACE_OF[name];
    const everybody = mayRead({ reader, whose: "everybody" }, trace);
    if (everybody.effect === "allow") return { type: "trace.read", trace, whose: "everybody", decision: everybody };
    return { type: "trace.read", trace, whose: "own", decision: mayRead({ reader, whose: "own" }, trace) };
  });
}

const opensSetting = (acting: Acting, standing: Standing, setting: CustomSetting): boolean =>
  holds(acting.entitlements, "View Setup and Configuration") &&
  mayUseSetting(settingFacts(acting, standing, setting)).effect === "allow";

const opensRecord = (acting: Acting, standing: Standing, record: SObjectRecord): boolean =>
  mayReachRecord(recordFacts(acting, standing, record, "read")).effect === "allow";

/** What each trace is called where it is asked who may read it. */
const TRACE_OF: Readonly<Record<TraceName, Trace>> = {
  setupAuditTrail: "Setup Audit Trail",
  loginHistory: "Login History",
  sessions: "sessions",
  eventLogFiles: "event log files",
  loginAsEventLog: "event log rows",
};

/** Each trace as far as whoever asks may read it: of logins and sessions everybody reads the own ones. */
async function tracesFor({ ports, acting, standing }: Reading, asked: ReadonlySet<TraceName>): Promise<Traces> {
  const org: OrgId = acting.org.id;
  const material = await materialOf(ports, org);
  const drawn = { ...material, org: acting.org, now: standing.now, policies: standing.policies };
  const may = (name: TraceName) => mayRead({ reader: acting, whose: "everybody" }, TRACE_OF[name]).effect === "allow";
  const isOwn = (user: string) => user === acting.user.id;
  const wanted = (name: TraceName) => asked.has(name);
  const lines =
    wanted("eventLogFiles") || wanted("loginAsEventLog") ? loginAsLines(material.records, { ...material, org }) : [];
  const kept = { now: standing.now, org: acting.org };
  const isManager = managesSessions.brokenBy({ reader: acting, whose: "everybody" }) === undefined;
  return {
    setupAuditTrail:
      wanted("setupAuditTrail") && may("setupAuditTrail") ? setupAuditTrail(material.records, { ...drawn, org }) : [],
    loginHistory: wanted("loginHistory")
      ? loginHistory(material.records, drawn).filter(({ UserId }) => may("loginHistory") || isOwn(UserId))
      : [],
    sessions: wanted("sessions")
      ? authSessions(
          standing.sessionsOf(org).filter(({ user }) => isManager || isOwn(user.id)),
          material.records,
          { names: material.names, policies: standing.policies, session: (id) => ports.folds.sessions.get(id) },
        )
      : [],
    eventLogFiles: wanted("eventLogFiles") && may("eventLogFiles") ? eventLogFiles(lines, kept) : [],
    loginAsEventLog: wanted("loginAsEventLog") && may("loginAsEventLog") ? loginAsEventLog(lines, kept) : [],
  };
}

/** What profile and permission sets leave open of the objects that they can say something of. */
class OpenTo implements Open {
  readonly #entitlements: Entitlements;
  readonly #objects = new Map<string, boolean>();
  readonly #fields = new WeakMap<ObjectSchema, readonly FieldSchema[]>();

  constructor(entitlements: Entitlements) {
    this.#entitlements = entitlements;
  }

  object(name: string): boolean {
    let isOpen = this.#objects.get(name);
    if (isOpen === undefined) {
      isOpen = name.startsWith("sfLma__") || rightOn(this.#entitlements, "objects", name) !== "None";
      this.#objects.set(name, isOpen);
    }
    return isOpen;
  }

  field(object: string, field: string): boolean {
    return rightOn(this.#entitlements, "fields", `${object}.${field}`) !== "None";
  }

  fieldsOf(schema: ObjectSchema): readonly FieldSchema[] {
    let fields = this.#fields.get(schema);
    if (!fields) {
      const open = schema.fields.filter(({ name }) => this.field(schema.name, name));
      fields = open.length === schema.fields.length ? schema.fields : open;
      this.#fields.set(schema, fields);
    }
    return fields;
  }
}

/** Worked out once for the same entitlements, since every request asks. */
const opened = new WeakMap<Entitlements, Open>();

function openTo(entitlements: Entitlements): Open {
  let open = opened.get(entitlements);
  if (!open) {
    open = new OpenTo(entitlements);
    opened.set(entitlements, open);
  }
  return open;
}

/** The class or trigger of an id. */
export const codeAt = ({ rows }: Acting, id: string): ApexClass | undefined => rowOf(rows.apexClasses, id);
