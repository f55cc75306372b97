import type { Client } from "./client.ts";

/** Everybody of the world has it. */
const PASSWORD = "understudy";

const envelope = (body: string, header = "") =>
  `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">${header}<e:Body>${body}</e:Body></e:Envelope>`;

/** Logs in, by SOAP or by OAuth, until it has worked. */
export async function logIn(client: Client, username: string): Promise<void> {
  const { dice } = client.around;
  for (;;) {
    const bySoap = dice.throw() < 0.5;
    const kind = bySoap ? "log in by SOAP" : "log in by OAuth";
    const answer = await client.untilAnswered(
      kind,
      bySoap
        ? {
            method: "POST",
            path: "/services/Soap/u/66.0",
            type: "text/xml",
            body: envelope(
              `<login xmlns="urn:partner.soap.sforce.com"><username>${username}</username><password>${PASSWORD}</password></login>`,
            ),
          }
        : {
            method: "POST",
            path: "/services/oauth2/token",
            type: "application/x-www-form-urlencoded",
            body: `${new URLSearchParams({ grant_type: "password", username, password: PASSWORD, client_id: "PlatformCLI" })}`,
          },
    );
    const token = bySoap
      ? /<sessionId>([^<]+)/.exec(`${answer.body}`)?.[1]
      : (answer.body as { access_token?: string }).access_token;
    if (answer.isGood && token !== undefined) {
      client.token = token;
      return;
    }
    client.surprised(kind, answer);
  }
}

/** Logs out; from then on the session has to be refused, whatever happens to the simulator. */
export async function logOut(client: Client): Promise<void> {
  const { token } = client;
  const header = `<e:Header><SessionHeader xmlns="urn:partner.soap.sforce.com"><sessionId>${token}</sessionId></SessionHeader></e:Header>`;
  const answer = await client.untilAnswered("log out", {
    method: "POST",
    path: "/services/Soap/u/66.0",
    type: "text/xml",
    body: envelope('<logout xmlns="urn:partner.soap.sforce.com"/>', header),
  });
  // Asked again after it was cut off, the session may be over already.
  if (!answer.isGood && !answer.code.includes("INVALID_SESSION_ID")) client.surprised("log out", answer);
  await client.refusedAs("use an ended session", /^(?:401 )?INVALID_SESSION_ID$/, {
    method: "GET",
    path: "/services/data/v66.0/limits",
  });
}
