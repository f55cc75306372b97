import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import { TIMEOUT } from "#domain/login/session.ts";
import type { Org, OrgSettings } from "#domain/org.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";

const SESSION_SETTINGS = [
  "sessionTimeout",
  "mfaRequired",
  "mfaDuringLogInAs",
  "mfaIsHighAssurance",
  "forceReloginAfterLogInAs",
] as const satisfies readonly (keyof OrgSettings)[];

/** The Session Settings page of an org; a timeout in minutes. What is absent nobody has chosen yet. */
export type SessionSettings = Pick<OrgSettings, (typeof SESSION_SETTINGS)[number]>;

export const viewSessionSettings =
  (ports: Ports) =>
  (user: SessionId): Promise<Answer<SessionSettings>> => {
    const about = {
      org: orgOfSession(ports, user),
      name: "open Session Settings",
      needs: "View Setup and Configuration",
    } as const;
    return act<SessionSettings>(ports, user, about, ({ org }) => ({
      decision: asTheUserMay(),
      value: settingsOf(org),
    }));
  };

/**
 * An administrator changes Session Settings; what is left out stays. Sessions that run keep the timeout they began
 * with. Fault INVALID_FIELD when the timeout is shorter or longer than the page offers (LOGIN-13).
 */
export const changeSessionSettings =
  (ports: Ports) =>
  (admin: SessionId, wanted: Partial<SessionSettings>): Promise<Answer<SessionSettings>> => {
    const id = orgOfSession(ports, admin);
    return act<SessionSettings>(
      ports,
      admin,
      { org: id, name: "change Session Settings", needs: "Modify All Data", saves: "Session Settings" },
      ({ org }) => {
        checkTimeout(wanted);
        const row: Org = { ...org, settings: { ...org.settings, ...wanted } };
        const what = SESSION_SETTINGS.filter((name) => row.settings[name] !== org.settings[name]).join(", ");
        const changes = [{ table: "company", id, row }] as const;
        return {
          decision: asTheUserMay(),
          happenings: what ? [{ type: "org.changed", what: `session settings: ${what}`, changes }] : [],
          value: settingsOf(row),
        };
      },
    );
  };

/** Fault INVALID_FIELD unless the timeout, if there is one, is among those the page offers. */
function checkTimeout({ sessionTimeout: minutes }: Partial<SessionSettings>): void {
  if (minutes === undefined) return;
  if (Number.isInteger(minutes) && minutes >= TIMEOUT.shortest.is && minutes <= TIMEOUT.longest.is) return;
  throw new Fault(
    "INVALID_FIELD",
    `a session timeout of ${minutes} minutes is not offered; choose ${TIMEOUT.shortest.is} to ${TIMEOUT.longest.is}`,
  );
}

function settingsOf({ settings }: Org): SessionSettings {
  const { sessionTimeout, mfaRequired, mfaDuringLogInAs, mfaIsHighAssurance, forceReloginAfterLogInAs } = settings;
  return {
    ...(sessionTimeout !== undefined && { sessionTimeout }),
    ...(mfaDuringLogInAs !== undefined && { mfaDuringLogInAs }),
    mfaRequired,
    mfaIsHighAssurance,
    forceReloginAfterLogInAs,
  };
}
