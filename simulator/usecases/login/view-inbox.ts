import type { SessionId } from "#domain/ids.ts";
import { tellsTheUser } from "#domain/login/notices.ts";
import { companyOf } from "#domain/org.ts";
import { formatInstant, type Instant } from "#domain/time.ts";
import { act, asTheUserMay, personOf } from "#usecases/act.ts";
import type { Answer, AuditRecord, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import type { Standing } from "#usecases/until-settled.ts";

/** What the platform has sent a user on its own. */
export interface Notice {
  readonly at: Instant;
  readonly text: string;
}

/** A user reads everything the platform has sent her. Nothing is kept for it: the notices are a view of the log (LOGIN-27). */
export const viewInbox =
  (ports: Ports) =>
  (user: SessionId): Promise<Answer<{ readonly notices: readonly Notice[] }>> =>
    act(ports, user, { org: orgOfSession(ports, user), name: "read the inbox" }, async ({ ref }, standing) => {
      const notices: Notice[] = [];
      for await (const record of ports.log.read()) {
        const { type, at, user, delegateUser } = record;
        const whom = type === "log.trace-flag-disabled" ? (delegateUser ?? user) : user;
        if (whom?.org !== ref.org || whom.id !== ref.id || !tellsTheUser.gives({ type })) continue;
        notices.push({ at, text: await textOf(standing, record) });
      }
      return { decision: asTheUserMay(), value: { notices } };
    });

async function textOf(standing: Standing, record: AuditRecord): Promise<string> {
  const { type, org, delegateUser, decision } = record;
  if (type === "log.trace-flag-disabled" && org !== "platform") {
    const { name } = companyOf(await standing.org(org));
    return `a trace flag in ${name} was disabled, since ${decision?.because}; it can be enabled again from ${formatInstant(record.enabledFrom)}`;
  }
  const by = delegateUser && (await personOf(standing, delegateUser));
  return by ? `${by.user.username} of ${by.org.name} asks to log in as you` : type;
}
