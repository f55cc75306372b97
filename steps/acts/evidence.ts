import type { OrgId, SessionId, UserRef } from "#domain/ids.ts";
import type { CastMember } from "#domain/world.ts";
import type { Face } from "#steps/face.ts";
import type { Answer } from "#usecases/ports.ts";

/** What a report is about, beside the org. */
export interface ReportNarrowing {
  readonly session?: SessionId;
}

/** The control interface answers a pack as JSON, a use case as text. */
const asJson = async ({ value, ...answer }: Answer<string>): Promise<Answer<unknown>> => ({
  ...answer,
  ...(value !== undefined && { value: JSON.parse(value) }),
});

/** What is handed out of the log, through whichever face: to people of the org it is about, or to anybody else. */
export const evidenceActs = (face: Face) => ({
  fetchReceipt: (who: CastMember, org: OrgId, seq: number) => {
    const question = { seq, form: "evidence" } as const;
    return face.act(
      who,
      who.ref.org === org
        ? {
            usecase: async (simulator, session) => asJson(await simulator.viewReceipt(session, question)),
            request: ["GET", `/orgs/${org}/transparency/receipts/${seq}`],
          }
        : {
            usecase: async (simulator, session) => asJson(await simulator.reviewReceipt(session, question)),
            request: ["GET", `/audit/receipts/${seq}`],
          },
    );
  },
  fetchProof: (who: CastMember, org: OrgId) =>
    face.act(
      who,
      who.ref.org === org
        ? {
            usecase: async (simulator, session) => asJson(await simulator.viewProof(session)),
            request: ["GET", `/orgs/${org}/transparency/proof`],
          }
        : {
            usecase: async (simulator, session) => asJson(await simulator.reviewProof(session, org)),
            request: ["GET", `/audit/proof?org=${org}`],
          },
    ),
  fetchProofAsOperator: (org: OrgId) =>
    face.operate({
      usecase: async (simulator) => JSON.parse(await simulator.proveOrg(org)),
      request: ["GET", `/audit/proof?org=${org}`],
    }),
  takeReport: (who: CastMember, org: OrgId, narrowing: ReportNarrowing = {}) => {
    const own = who.ref.org === org;
    const query = new URLSearchParams({ form: "json", ...narrowing, ...(!own && { org }) });
    const question = { form: "json", ...narrowing };
    return face.act(who, {
      usecase: async (simulator, session) =>
        asJson(
          await (own
            ? simulator.exportTransparency(session, question)
            : simulator.exportReview(session, { ...question, org })),
        ),
      request: ["GET", `${own ? `/orgs/${org}/transparency` : "/audit"}/report?${query}`],
    });
  },
  takeReportAsOperator: (org: OrgId, narrowing: ReportNarrowing = {}) =>
    face.operate({
      usecase: async (simulator) => JSON.parse(await simulator.exportAudit({ form: "json", org, ...narrowing })),
      request: ["GET", `/audit/report?${new URLSearchParams({ form: "json", org, ...narrowing })}`],
    }),
  erase: ({ org, id }: UserRef) =>
    face.operate({
      usecase: (simulator) => simulator.erasePerson({ org, id }),
      request: ["POST", "/audit/erasures", { org, user: id }],
    }),
});
