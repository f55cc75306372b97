import type { SessionId } from "#domain/ids.ts";
import { type LoginAsEventRow, type LogoutEventRow, loginAsEvents, logoutEvents } from "#domain/trace/real-time.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { type Rows, reading } from "./reading.ts";

/** The stored LoginAsEvent rows (TRACE-21). */
export const readLoginAsEvents =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Rows<LoginAsEventRow>>> =>
    reading(ports, session, { trace: "real-time events", name: "read LoginAsEvent" }, (drawn) => ({
      rows: loginAsEvents(drawn.records, drawn),
    }));

/** The stored logout events (TRACE-24). */
export const readLogoutEvents =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<Rows<LogoutEventRow>>> =>
    reading(ports, session, { trace: "real-time events", name: "read LogoutEvent" }, (drawn) => ({
      rows: logoutEvents(drawn.records, drawn),
    }));
