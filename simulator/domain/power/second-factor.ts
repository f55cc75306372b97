import { definition } from "#domain/decision.ts";
import type { UserRef } from "#domain/ids.ts";

/** Whose device makes the one-time code of a session: in a LoginAs session the delegate's, who is really at the keyboard. */
export const whoseDevice = definition<{ readonly user: UserRef; readonly delegate?: UserRef }, UserRef>(
  "POWER-07",
  ({ user, delegate }) => delegate ?? user,
);
