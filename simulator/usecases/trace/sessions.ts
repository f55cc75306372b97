import { decide } from "#domain/decision.ts";
import { notFound } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { type AuthSessionRow, authSessions, managesSessions } from "#domain/trace/auth-session.ts";
import type { Whose } from "#domain/trace/reader.ts";
import { mayRead } from "#domain/trace/reading.ts";
import { act } from "#usecases/act.ts";
import { partiesOf } from "#usecases/login/login-end.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { materialOf } from "./material.ts";
import type { Rows } from "./reading.ts";

/** Setup, Session Management: the sessions that run in the org, or the own ones. */
export const listSessions =
  (ports: Ports) =>
  (session: SessionId, { whose }: { readonly whose: Whose }): Promise<Answer<Rows<AuthSessionRow>>> => {
    const org = orgOfSession(ports, session);
    const about = { org, name: "list the sessions of the org", refusal: "trace.refused" } as const;
    return act<Rows<AuthSessionRow>>(ports, session, about, async (reader, standing) => {
      const decision = mayRead({ reader, whose }, "sessions");
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "trace.refused", act: about.name, whose }] };
      const running = standing
        .sessionsOf(org)
        .filter(({ user }) => whose === "everybody" || user.id === reader.user.id);
      const { records, names } = await materialOf(ports, org);
      const find = (id: SessionId) => ports.folds.sessions.get(id);
      const rows = authSessions(running, records, { names, policies: standing.policies, session: find });
      return { decision, happenings: [{ type: "trace.read", trace: "sessions", whose }], value: { rows } };
    });
  };

/**
 * An administrator deletes a row of AuthSession, which ends that session at once, an agent's LoginAs session too
 * (TRACE-17). Fault NOT_FOUND when no session of this id runs in the org.
 */
export const deleteSession =
  (ports: Ports) =>
  (
    admin: SessionId,
    { session: deleted }: { readonly session: SessionId },
  ): Promise<Answer<{ readonly deleted: SessionId }>> => {
    const org = orgOfSession(ports, admin);
    const about = { org, name: "delete a session", refusal: "trace.refused" } as const;
    return act<{ readonly deleted: SessionId }>(ports, admin, about, (reader, standing) => {
      const decision = decide({ reader, whose: "everybody" }, [managesSessions], managesSessions);
      if (decision.effect === "deny") return { decision };
      const session = standing.session(deleted);
      if (session?.state !== "active" || session.user.org !== org) throw notFound("running session with id", deleted);
      const type = session.delegate ? "login.ended" : "session.ended";
      return {
        decision,
        happenings: [
          { type: "trace.session-deleted", deleted },
          { type, ...partiesOf(session), reason: "removed by an administrator" },
        ],
        value: { deleted },
      };
    });
  };
