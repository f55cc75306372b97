import { explain, explainToOperator } from "#usecases/explain.ts";
import type { Ports } from "#usecases/ports.ts";
import { answerApproval, viewAuthenticator } from "./authenticator.ts";
import { changeUser } from "./change-user.ts";
import { logOut, returnToOverview, switchUser } from "./leave.ts";
import { logInAs } from "./log-in-as.ts";
import { cancelLogin, viewLogin } from "./own-login.ts";
import { changeSessionSettings, viewSessionSettings } from "./session-settings.ts";
import { signIn, takePlaceOf } from "./sign-in.ts";
import { verifySession } from "./verify-session.ts";
import { viewInbox } from "./view-inbox.ts";
import { viewSession } from "./view-session.ts";

/** What people do about getting in and out. */
export const loginActs = (ports: Ports) => ({
  signIn: signIn(ports),
  takePlaceOf: takePlaceOf(ports),
  verifySession: verifySession(ports),
  viewSession: viewSession(ports),
  logInAs: logInAs(ports),
  viewLogin: viewLogin(ports),
  cancelLogin: cancelLogin(ports),
  viewAuthenticator: viewAuthenticator(ports),
  answerApproval: answerApproval(ports),
  viewInbox: viewInbox(ports),
  logOut: logOut(ports),
  returnToOverview: returnToOverview(ports),
  switchUser: switchUser(ports),
  changeUser: changeUser(ports),
  explain: explain(ports),
  explainToOperator: explainToOperator(ports),
  viewSessionSettings: viewSessionSettings(ports),
  changeSessionSettings: changeSessionSettings(ports),
});
