import type { SessionId } from "#domain/ids.ts";
import { maySendEmail } from "#domain/power/email.ts";
import { act } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

export interface SendEmail {
  readonly to: string;
  readonly subject: string;
}

export interface EmailSent extends SendEmail {
  readonly from: string;
}

/** Makes the platform send email in the user's name; who receives what stands in the record, the text does not. */
export const sendEmail =
  (ports: Ports) =>
  (session: SessionId, { to, subject }: SendEmail): Promise<Answer<EmailSent>> => {
    const page = { org: orgOfSession(ports, session), name: "send email" };
    return act<EmailSent>(ports, session, page, (acting) => {
      const decision = maySendEmail({ reader: acting });
      if (decision.effect === "deny")
        return { decision, happenings: [{ type: "power.refused", act: page.name, target: to }] };
      return {
        decision,
        happenings: [{ type: "power.email-sent", to, subject }],
        value: { to, subject, from: acting.user.email },
      };
    });
  };
