import { Fault } from "#domain/fault.ts";
import { parseId, shortId } from "#domain/ids.ts";
import type { Guarded } from "#http/app.ts";
import { remoteAddress } from "#http/login.ts";
import { accountName } from "#http/throttle.ts";
import type { Identity } from "#usecases/wire/identity.ts";
import { inItsOrg, servesOrg } from "./caller.ts";
import type { Call, Wire } from "./route.ts";
import { type Message, SoapFault, type SoapReply, sessionIn, soapAnswer } from "./soap.ts";
import { soapRowOperations } from "./soap-rows.ts";
import { allowed } from "./soap-session.ts";
import { type Contents, textIn } from "./xml.ts";

const NAMESPACES = { u: "urn:partner.soap.sforce.com", c: "urn:enterprise.soap.sforce.com" } as const;

/** The part of the partner and enterprise APIs that is about sessions: logging in, logging out, and who is in. */
export function soapLoginRoutes(wire: Wire, around: Guarded): void {
  for (const api of ["u", "c"] as const)
    for (const path of [`/services/Soap/${api}/:version`, `/services/Soap/${api}/:version/:org`])
      wire.soap(path, (call) =>
        soapAnswer(call, NAMESPACES[api], { ...soapRowOperations(around), ...operationsOf(around, api) }),
      );
}

function operationsOf({ simulator, tokens, guard }: Guarded, api: keyof typeof NAMESPACES) {
  const sessionOf = (message: Message, { c }: Call) => inItsOrg(simulator, c, sessionIn(message, tokens)).session;
  const introduced = async (message: Message, call: Call): Promise<Identity> =>
    allowed(await simulator.introduce(sessionOf(message, call)));

  return {
    login: async ({ operation }: Message, { base, version, c }: Call): Promise<SoapReply> => {
      const username = textIn(operation, "username") ?? "";
      const org = simulator.ports.hosts.orgOf(username);
      const named = c.req.param("org");
      if (!org || !servesOrg(simulator.ports.hosts, c, org) || (named && parseId("Org", named) !== org))
        throw new Fault("INVALID_LOGIN", `no user "${username}" logs in here`);
      const address = remoteAddress(c);
      const from = address ? { address } : {};
      const answer = await guard.attempt(
        [accountName(org, username), ...(address ? [address] : [])],
        () =>
          simulator.signIn({
            org,
            username,
            password: textIn(operation, "password") ?? "",
            through: { opened: "SOAP login" },
            ...from,
          }),
        (made) => made.value !== undefined,
      );
      const { decision, value } = answer;
      if (!value)
        throw new SoapFault(
          "sf:LOGIN_DURING_RESTRICTED_TIME",
          `LOGIN_DURING_RESTRICTED_TIME: ${decision.because}`,
          answer,
        );
      const who = allowed(await simulator.introduce(value.session));
      const server = `${base}/services/Soap`;
      return {
        response: {
          result: {
            metadataServerUrl: `${server}/m/${version}/${shortId(org)}`,
            passwordExpired: false,
            sandbox: who.isSandbox,
            serverUrl: `${server}/${api}/${version}/${shortId(org)}`,
            sessionId: tokens.issue(org, value.session),
            userId: value.user.id,
            userInfo: userOf(who),
          },
        },
      };
    },
    logout: async (message: Message, call: Call): Promise<SoapReply> => {
      allowed(await simulator.logOut(sessionOf(message, call)));
      return { response: {} };
    },
    getUserInfo: async (message: Message, call: Call): Promise<SoapReply> => ({
      response: { result: userOf(await introduced(message, call)) },
    }),
    getServerTimestamp: async (message: Message, call: Call): Promise<SoapReply> => {
      await introduced(message, call);
      return { response: { result: { timestamp: simulator.ports.clock.now() } } };
    },
  };
}

const userOf = (who: Identity): Contents => ({
  organizationId: who.org,
  organizationMultiCurrency: false,
  organizationName: who.orgName,
  profileId: who.profile,
  sessionSecondsValid: who.sessionSeconds,
  userEmail: who.email,
  userFullName: who.name,
  userId: who.user,
  userLanguage: "en_US",
  userLocale: "en_US",
  userName: who.username,
  userTimeZone: who.timeZone,
  userType: "Standard",
});
