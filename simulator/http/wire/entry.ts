import { Fault } from "#domain/fault.ts";
import { shortId } from "#domain/ids.ts";
import type { Guarded } from "#http/app.ts";
import { accountName } from "#http/throttle.ts";
import type { Identity } from "#usecases/wire/identity.ts";
import { answered, json } from "./answers.ts";
import { labelOf } from "./caller.ts";
import type { Wire } from "./route.ts";
import { SoapFault, soapAnswer } from "./soap.ts";
import { API_VERSIONS } from "./versions.ts";
import { textIn } from "./xml.ts";

const PARTNER = "urn:partner.soap.sforce.com";

/** Ways in, and who is in. */
export function entryRoutes(wire: Wire, { simulator, tokens, guard }: Guarded): void {
  wire.open("GET", "/services/data", () => json(API_VERSIONS));
  wire.session("GET", "/services/data/:version", async ({ base, version, session }) =>
    answered(await simulator.identify(session), (who) => json(resourcesAt(base, version, who))),
  );
  wire.session("GET", "/services/oauth2/userinfo", async ({ base, session }) =>
    answered(await simulator.identify(session), (who) => json(userInfo(base, who))),
  );
  for (const api of ["u", "c"])
    for (const path of [`/services/Soap/${api}/:version`, `/services/Soap/${api}/:version/:org`])
      wire.soap(path, (call) =>
        soapAnswer(call, api === "u" ? PARTNER : "urn:enterprise.soap.sforce.com", {
          login: async ({ operation }, { base, version, c }) => {
            const username = textIn(operation, "username") ?? "";
            const label = labelOf(c);
            const org = simulator.ports.hosts.orgOf(username);
            // A host of one org lets in only the users of that org.
            if (!org || (label !== undefined && simulator.ports.hosts.orgAt(label) !== org))
              throw new Fault("INVALID_LOGIN", `no user "${username}" logs in here`);
            const { decision, value } = await guard.attempt(
              [accountName(org, username)],
              () => simulator.signIn({ org, username, password: textIn(operation, "password") ?? "" }),
              (answer) => answer.value !== undefined,
            );
            if (!value)
              throw new SoapFault(
                "sf:LOGIN_DURING_RESTRICTED_TIME",
                `LOGIN_DURING_RESTRICTED_TIME: ${decision.because}`,
              );
            const { value: who } = await simulator.identify(value.session);
            const server = `${base}/services/Soap`;
            return {
              response: {
                result: {
                  metadataServerUrl: `${server}/m/${version}/${shortId(org)}`,
                  passwordExpired: false,
                  sandbox: who?.isSandbox ?? false,
                  serverUrl: `${server}/${api}/${version}/${shortId(org)}`,
                  sessionId: tokens.issue(org, value.session),
                  userId: value.user.id,
                  ...(who && { userInfo: userOf(who) }),
                },
              },
            };
          },
        }),
      );
}

const resourcesAt = (base: string, version: string, { org, user }: Identity) => {
  const names = [
    "tooling",
    "metadata",
    "composite",
    "query",
    "queryAll",
    "sobjects",
    "limits",
    "jobs",
    "recent",
    "search",
  ];
  return {
    ...Object.fromEntries(names.map((name) => [name, `/services/data/v${version}/${name}`])),
    identity: `${base}/id/${org}/${user}`,
  };
};

const userInfo = (base: string, who: Identity) => ({
  sub: `${base}/id/${who.org}/${who.user}`,
  user_id: who.user,
  organization_id: who.org,
  preferred_username: who.username,
  nickname: who.username,
  name: who.name,
  email: who.email,
  email_verified: who.emailVerified,
  zoneinfo: who.timeZone,
  active: who.active,
  user_type: "STANDARD",
  language: "en_US",
  locale: "en_US",
});

const userOf = (who: Identity) => ({
  organizationId: who.org,
  organizationName: who.orgName,
  profileId: who.profile,
  userEmail: who.email,
  userFullName: who.name,
  userId: who.user,
  userName: who.username,
  userTimeZone: who.timeZone,
});
