import type { Ports } from "#usecases/ports.ts";
import { saveLoginAccess } from "./save-login-access.ts";

/** What people do about login access. */
export const grantActs = (ports: Ports) => ({
  saveLoginAccess: saveLoginAccess(ports),
});
