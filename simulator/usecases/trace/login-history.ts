import { Fault } from "#domain/fault.ts";
import type { SessionId } from "#domain/ids.ts";
import {
  HISTORY_PAGE,
  type LoginHistoryRow,
  type LoginType,
  loginHistory,
  loginTypes,
} from "#domain/trace/login-history.ts";
import type { Whose } from "#domain/trace/reader.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { reading } from "./reading.ts";
import type { Extent } from "./setup-audit-trail.ts";

export interface ReadLoginHistory {
  readonly whose: Whose;
  readonly show: Extent;
  /** Only rows of this login type, by its label. */
  readonly loginType?: string;
}

export interface LoginHistoryShown {
  readonly rows: readonly LoginHistoryRow[];
  /** The login types that can be looked for. */
  readonly loginTypes: readonly LoginType[];
}

/** The Login History, newest first. Fault INVALID_FIELD when the platform has no such login type (TRACE-14). */
export const readLoginHistory =
  (ports: Ports) =>
  (session: SessionId, { whose, show, loginType }: ReadLoginHistory): Promise<Answer<LoginHistoryShown>> =>
    reading(
      ports,
      session,
      { trace: "Login History", name: "read the Login History", whose },
      (drawn, { user, org }) => {
        const types = loginTypes.gives({});
        const labels = types.map(({ label }) => label);
        if (loginType !== undefined && !labels.includes(loginType))
          throw new Fault("INVALID_FIELD", `no login type "${loginType}"; it is one of ${labels.join(", ")}`);
        const rows = loginHistory(drawn.records, { ...drawn, org })
          .filter(({ UserId }) => whose === "everybody" || UserId === user.id)
          .filter(({ LoginType }) => loginType === undefined || LoginType === loginType);
        return { rows: show === "page" ? rows.slice(0, HISTORY_PAGE.is) : rows, loginTypes: types };
      },
    );
