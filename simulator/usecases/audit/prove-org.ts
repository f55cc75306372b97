import type { OrgId, SessionId } from "#domain/ids.ts";
import { act, asTheUserMay, operate } from "#usecases/act.ts";
import type { Answer, EvidenceRequest, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { shownToReviewer } from "./shown-to-a-reviewer.ts";
import { shownToTheOrg } from "./shown-to-the-org.ts";

/**
 * All that the log has about an org, with the proof that it is all: every record of its stream, and what the log states
 * of how far that goes. That it was handed out is on record first, and the last of these records.
 */
export const proveOrg =
  (ports: Ports) =>
  async (org: OrgId): Promise<string> => {
    await ports.orgs.of(org);
    await operate(ports, async () => ({
      events: [{ type: "audit.exported", org, ...exported(ports, org) }],
      value: undefined,
    }));
    return packOf(ports, org);
  };

/** The same for a reviewer, who holds Review Audit Log in the own org (POWER-08), with the values that the role discloses (REVIEW-20). */
export const reviewProof =
  (ports: Ports) =>
  async (reviewer: SessionId, org: OrgId): Promise<Answer<string>> =>
    handOut(ports, reviewer, org, "Review Audit Log");

/** The same for the own org, without what a package hides from its customer, for whoever may view Setup there (POWER-08). */
export const viewProof =
  (ports: Ports) =>
  async (user: SessionId): Promise<Answer<string>> =>
    handOut(ports, user, orgOfSession(ports, user), "View Setup and Configuration", shownToTheOrg);

async function handOut(
  ports: Ports,
  id: SessionId,
  org: OrgId,
  needs: "Review Audit Log" | "View Setup and Configuration",
  shows?: EvidenceRequest["shows"],
): Promise<Answer<string>> {
  const about = {
    org: orgOfSession(ports, id),
    name: needs === "Review Audit Log" ? "review the audit log" : "see what was done in the org",
    needs,
  } as const;
  const { value: shown, ...answer } = await act<NonNullable<typeof shows>>(
    ports,
    id,
    about,
    async (acting, standing) => {
      await standing.org(org);
      return {
        decision: asTheUserMay(),
        happenings: [
          {
            type: "audit.exported",
            org,
            ...exported(ports, org),
            ...(shows && { query: "what was done in the org: all of it" }),
          },
        ],
        value: shows ?? shownToReviewer(acting, standing),
      };
    },
  );
  return { ...answer, ...(shown && { value: await packOf(ports, org, shown) }) };
}

const exported = ({ places }: Ports, org: OrgId) => ({
  form: "evidence",
  query: `records of org ${org}: all of it`,
  records: places.of(org).numbers.length,
});

async function packOf({ log, places }: Ports, org: OrgId, shows?: EvidenceRequest["shows"]): Promise<string> {
  const statement = places.statementAbout(org);
  if (!statement) throw new Error(`the log states nothing about ${org}, although its records were handed out`);
  const own = places.of(org).numbers.slice(0, statement.number + 1);
  const numbers = [...own, statement.seq].sort((one, other) => one - other);
  const complete = { org, from: 0, to: statement.number };
  return log.evidence({ numbers, complete, ...(shows && { shows }) });
}
