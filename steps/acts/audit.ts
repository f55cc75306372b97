import type { OrgId, SessionId } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face, Telling } from "#steps/face.ts";
import type { Asked } from "#usecases/audit/asked.ts";
import type { Simulator } from "#usecases/simulator.ts";

/** How much of the log counts. */
interface Known {
  readonly asOf?: number;
}

/** What reviewers, and administrators of their own org, ask of the log, through whichever face. */
export const auditActs = (face: Face) => ({
  askWho: (who: CastMember, org: OrgId, known: Known & { readonly withoutCase?: boolean } = {}) =>
    face.act(
      who,
      asking(who, org, "who", known, (simulator) => simulator.auditWho),
    ),
  /** In the session at hand, which may be a LoginAs session in that org. */
  askWhoThere: (who: CastMember, org: OrgId) =>
    face.act(who, {
      usecase: (simulator, session) => simulator.auditWho.byOrg(session, { limit: LIMIT }),
      request: ["GET", `/orgs/${org}/transparency/who`],
    }),
  askTimeline: (who: CastMember, org: OrgId, known: Known & { readonly type?: string } = {}) => {
    const { type, ...rest } = known;
    const question = { ...rest, ...(type !== undefined && { types: [type] }) };
    return face.act(
      who,
      asking(who, org, "timeline", known, (simulator) => simulator.auditTimeline, question),
    );
  },
  askGrants: (who: CastMember, org: OrgId, known: Known = {}) =>
    face.act(
      who,
      asking(who, org, "grants", known, (simulator) => simulator.auditGrants),
    ),
  askRefusals: (who: CastMember, org: OrgId, known: Known = {}) =>
    face.act(
      who,
      asking(who, org, "refusals", known, (simulator) => simulator.auditRefusals),
    ),
  askExposure: (who: CastMember, org: OrgId, known: Known = {}) =>
    face.act(
      who,
      asking(who, org, "exposure", known, (simulator) => simulator.auditExposure),
    ),
  askSheet: (who: CastMember, org: OrgId, login: SessionId, known: Known = {}) => {
    const query = queryOf(known);
    const own = who.ref.org === org;
    return face.act(who, {
      usecase: (simulator, session) => {
        const question = { session: login, ...known };
        return own ? simulator.auditSheet.byOrg(session, question) : simulator.auditSheet.byReviewer(session, question);
      },
      request: ["GET", `${own ? `/orgs/${org}/transparency` : "/audit"}/sessions/${login}?${query}`],
    });
  },
});

/** What the operator asks of the whole log, narrowed to one org. */
export const operatorAuditActs = (face: Face) => ({
  askWhoAsOperator: (org: OrgId) =>
    face.operate({
      usecase: (simulator) => simulator.auditWho.byOperator({ org, limit: LIMIT }),
      request: ["GET", `/audit/who?org=${org}`],
    }),
  askTimelineAsOperator: (type: string) =>
    face.operate({
      usecase: (simulator) => simulator.auditTimeline.byOperator({ types: [type], limit: LIMIT }),
      request: ["GET", `/audit/timeline?type=${type}`],
    }),
  askSheetAsOperator: (login: SessionId) =>
    face.operate({
      usecase: (simulator) => simulator.auditSheet.byOperator({ session: login }),
      request: ["GET", `/audit/sessions/${login}`],
    }),
});

const LIMIT = 100;

/** A question about one org: of its own part of the log by somebody in it, of everything by anybody else. */
function asking<Question extends { readonly limit: number; readonly org?: unknown }, Value>(
  { ref }: CastMember,
  org: OrgId,
  name: string,
  known: object,
  of: (simulator: Simulator) => Asked<Question, Value>,
  about: object = known,
): Telling<Value> {
  const question = { limit: LIMIT, ...about };
  const own = ref.org === org;
  const query = queryOf({ ...known, ...(!own && { org }) });
  return {
    usecase: (simulator, session) =>
      own
        ? of(simulator).byOrg(session, question as unknown as Question)
        : of(simulator).byReviewer(session, { ...question, org } as unknown as Question),
    request: ["GET", `${own ? `/orgs/${org}/transparency` : "/audit"}/${name}?${query}`],
  };
}

const queryOf = (known: object): URLSearchParams =>
  new URLSearchParams(Object.entries(known).map(([name, value]) => [name, String(value)] as [string, string]));
