import { canonical } from "#audit/canonical.ts";
import { EVENT_CATALOGUE } from "#domain/events.ts";
import { ACCOUNT_SWITCH, OCSF_CLASSES, OCSF_EVENTS, type OcsfClass } from "./ocsf-classes.ts";
import { type About, allStatements, type Report, type Row } from "./rows.ts";

const VERSION = "1.8.0";
const PRODUCT = { name: "Understudy", vendor_name: "Understudy", version: "2" } as const;
/** Severities, and outcomes. */
const [INFORMATIONAL, MEDIUM] = [1, 3];
const [SUCCESS, FAILURE, OTHER] = [1, 2, 99];

/** A value as JSON has it. */
type Json = Readonly<Record<string, unknown>>;

/** Events of OCSF 1.8.0, a line each; findings among them, and first what the report states of itself. */
export function ocsfReport(report: Report): string {
  const { about, rows, checkpoint } = report;
  const said = {
    ...base(6002, 99, about.made, { origin: checkpoint.origin }),
    activity_name: "report",
    app: { name: "Understudy" },
    unmapped: { about: allStatements(report) },
  };
  const events = [said, ...rows.map((row) => ocsfEvent(row, about, checkpoint.origin))];
  const findings = about.findings.map((finding) => ocsfFinding(finding, about.made, checkpoint.origin));
  return [...events, ...findings].map((event) => `${canonical(event)}\n`).join("");
}

/** A record as an event of its class, with all of the record beside what the class has a place for. */
export function ocsfEvent(row: Row, about: Pick<About, "names">, origin: string): Json {
  const { type, seq, at, decision } = row;
  const [kind, activity] = OCSF_EVENTS[type];
  const denied = decision?.effect === "deny" || type.endsWith("refused");
  return {
    ...base(kind, activity, at, { origin, seq, type, severity: denied ? MEDIUM : INFORMATIONAL }),
    ...(activity === 99 && { activity_name: type }),
    ...(activity === ACCOUNT_SWITCH.activity && kind === 3002 && { account_switch_type_id: ACCOUNT_SWITCH.kind }),
    message: EVENT_CATALOGUE[type],
    status_id: denied ? FAILURE : SUCCESS,
    ...(decision && { status_code: decision.rule, status_detail: decision.because }),
    ...ofClass(kind, row, about),
    unmapped: row.whole,
  };
}

interface Place {
  readonly origin: string;
  readonly seq?: number;
  readonly type?: string;
  readonly severity?: number;
}

const base = (
  kind: OcsfClass,
  activity: number,
  at: string,
  { origin, seq, type, severity = INFORMATIONAL }: Place,
): Json => ({
  category_uid: OCSF_CLASSES[kind].category,
  class_uid: kind,
  class_name: OCSF_CLASSES[kind].name,
  activity_id: activity,
  type_uid: kind * 100 + activity,
  severity_id: severity,
  time: Number.isNaN(Date.parse(at)) ? 0 : Date.parse(at),
  metadata: {
    version: VERSION,
    product: PRODUCT,
    log_provider: origin,
    ...(seq !== undefined && { sequence: seq, uid: `${seq}` }),
    ...(type !== undefined && { event_code: type }),
  },
});

/** What a class demands of its events. */
function ofClass(kind: OcsfClass, row: Row, { names }: Pick<About, "names">): Json {
  const { user, delegateUser, session, org, type, details } = row;
  const person = (ref: Row["user"]): Json => ({
    uid: ref?.id ?? "system",
    ...(ref && names[`${ref.org}/${ref.id}`] !== undefined && { name: names[`${ref.org}/${ref.id}`] }),
    ...(ref && { org: { uid: ref.org, ...(names[ref.org] !== undefined && { name: names[ref.org] }) } }),
    type_id: ref ? 1 : 3,
  });
  // Who was really at the keyboard is the actor; whom it counts as is the user.
  const actor = { user: person(delegateUser ?? user), ...(session !== undefined && { session: { uid: session } }) };
  const service = { name: names[org] ?? org, uid: org };
  switch (kind) {
    case 3002:
      return { user: person(user), service, actor, ...(session !== undefined && { session: { uid: session } }) };
    case 3004:
      return { actor, entity: { name: type, type: type.split(".")[0] ?? type, uid: org, data: details } };
    case 3005:
      return { user: person(user), actor, privileges: [privilegeOf(row)], resources: [{ uid: org, type: "org" }] };
    case 6002:
      return { app: service };
    case 6003:
      return {
        actor,
        api: { operation: type, service },
        src_endpoint: { name: "Understudy" },
        resources: [{ uid: org, type: "org" }],
      };
    case 2003:
      return {};
  }
}

const privilegeOf = ({ type, details }: Row): string => {
  const [name] = [details.permission, details.app, details.package].filter((one) => typeof one === "string");
  return type.startsWith("grant.") ? "login access" : String(name ?? type);
};

const ofFinding = { compliance: 1 } as const;

/** What somebody found who judged the log by its rules. */
export const ocsfFinding = ({ rule, seq, says }: About["findings"][number], at: string, origin: string): Json => ({
  ...base(2003, ofFinding.compliance, at, { origin, severity: MEDIUM }),
  message: says,
  status_id: OTHER,
  status: "found",
  compliance: { control: rule, standards: ["Understudy rule book"], status_id: 3 },
  finding_info: { uid: `${rule} ${seq}`, title: `${rule}, record ${seq}`, desc: says },
});
