import type { Ports } from "#usecases/ports.ts";
import { logInAs } from "./log-in-as.ts";
import { signIn, takePlaceOf } from "./sign-in.ts";

/** What people do about getting in and out. */
export const loginActs = (ports: Ports) => ({
  signIn: signIn(ports),
  takePlaceOf: takePlaceOf(ports),
  logInAs: logInAs(ports),
});
