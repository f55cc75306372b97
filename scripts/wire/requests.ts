import type { Dice } from "#fixtures/dice.ts";

/** A request before anybody has spoiled it; `TOKEN` stands for the token of a session that is good. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const V = "/services/data/v66.0";
const bearer = { authorization: "Bearer TOKEN" };
const asJson = { ...bearer, "content-type": "application/json" };
const asXml = { "content-type": "text/xml", soapaction: '""' };
const asForm = { "content-type": "application/x-www-form-urlencoded" };

const get = (path: string, headers: Sent["headers"] = {}): Sent => ({
  method: "GET",
  path,
  headers: { ...bearer, ...headers },
});
const send = (method: string, path: string, value: unknown): Sent => ({
  method,
  path,
  headers: asJson,
  body: JSON.stringify(value),
});
const query = (soql: string, tooling = false): Sent =>
  get(`${V}${tooling ? "/tooling" : ""}/query?q=${encodeURIComponent(soql)}`);
const soap = (api: string, operation: string, namespace: string): Sent => ({
  method: "POST",
  path: `/services/Soap/${api}/66.0`,
  headers: asXml,
  body: `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader xmlns="${namespace}"><sessionId>TOKEN</sessionId></SessionHeader></e:Header><e:Body>${operation}</e:Body></e:Envelope>`,
});

/** Requests as real clients send them, of every kind there is. */
const REQUESTS: readonly Sent[] = [
  get("/services/data"),
  get(V),
  get(`${V}/sobjects`),
  get(`${V}/sobjects/Account/describe`),
  get(`${V}/limits`),
  get(`${V}/limits/recordCount?sObjects=Account,User`),
  query(
    "SELECT Id, Name, Owner.Name FROM ledg__Invoice__c WHERE ledg__Total__c > 5 AND Name LIKE '47%' ORDER BY Name LIMIT 5",
  ),
  query("SELECT COUNT(Id) n, ProfileId FROM User GROUP BY ProfileId HAVING COUNT(Id) > 0"),
  query("SELECT Name, (SELECT Name FROM Contacts) FROM Account WHERE CreatedDate = LAST_N_DAYS:7"),
  query("SELECT Id FROM User WHERE ProfileId IN (SELECT Id FROM Profile WHERE Name != null)"),
  query("SELECT FIELDS(ALL) FROM Account LIMIT 200"),
  query("SELECT Id, Body FROM ApexClass", true),
  get(`${V}/query/01g000000000000001-2000`),
  send("POST", `${V}/sobjects/Account`, { Name: "x", NumberOfEmployees: 3 }),
  send("PATCH", `${V}/sobjects/ledg__Invoice__c/ledg__Reference__c/R-1`, { Name: "y", ledg__Total__c: "1.5" }),
  send("POST", `${V}/sobjects/ledg__Invoice__c`, {
    Name: "z",
    ledg__Due_Date__c: "2031-01-01",
    ledg__Disputed__c: true,
  }),
  { method: "DELETE", path: `${V}/sobjects/Account/001000000000001AAA`, headers: bearer },
  send("POST", `${V}/composite/sobjects`, {
    allOrNone: true,
    records: [{ attributes: { type: "Account" }, Name: "a" }],
  }),
  send("POST", `${V}/composite`, {
    compositeRequest: [
      { method: "GET", url: `${V}/query?q=SELECT+Id+FROM+User`, referenceId: "a" },
      { method: "GET", url: `${V}/sobjects/User/@{a.records[0].Id}`, referenceId: "b" },
    ],
  }),
  send("POST", `${V}/composite/batch`, { batchRequests: [{ method: "GET", url: "v66.0/limits" }] }),
  send("POST", `${V}/composite/tree/Account`, {
    records: [{ attributes: { type: "Account", referenceId: "r" }, Name: "t" }],
  }),
  send("POST", `${V}/jobs/query`, { operation: "query", query: "SELECT Id, Name FROM Account" }),
  send("POST", `${V}/jobs/ingest`, { object: "Account", operation: "insert", lineEnding: "LF" }),
  soap(
    "u",
    "<login xmlns='urn:partner.soap.sforce.com'><username>nia@acme.example</username><password>no</password></login>",
    "urn:partner.soap.sforce.com",
  ),
  soap("u", "<getUserInfo/>", "urn:partner.soap.sforce.com"),
  soap(
    "m",
    "<listMetadata><queries><type>ApexClass</type></queries></listMetadata>",
    "http://soap.sforce.com/2006/04/metadata",
  ),
  soap(
    "m",
    "<retrieve><request><apiVersion>66.0</apiVersion><packageNames>Ledger</packageNames></request></retrieve>",
    "http://soap.sforce.com/2006/04/metadata",
  ),
  soap(
    "s",
    "<executeAnonymous><apexcode>System.debug(1);</apexcode></executeAnonymous>",
    "http://soap.sforce.com/2006/08/apex",
  ),
  {
    method: "POST",
    path: "/services/oauth2/token",
    headers: asForm,
    body: "grant_type=password&username=a&password=b&client_id=PlatformCLI",
  },
  {
    method: "POST",
    path: "/services/oauth2/token",
    headers: asForm,
    body: "grant_type=refresh_token&refresh_token=5Aepx.y&client_id=PlatformCLI",
  },
  get(
    "/services/oauth2/authorize?response_type=code&client_id=PlatformCLI&redirect_uri=http://localhost:1717/OauthRedirect",
  ),
  get("/services/oauth2/userinfo"),
  get("/services/oauth2/singleaccess"),
  get("/secur/frontdoor.jsp?sid=TOKEN&retURL=/x"),
  get("/id/00D5f0000000003EAA/0055f000000000jAAA"),
  send("POST", "/cometd/66.0", [
    { channel: "/meta/handshake", version: "1.0", supportedConnectionTypes: ["long-polling"] },
  ]),
  send("POST", `${V}/tooling/sobjects/TraceFlag`, { tracedentityid: "0055f000000000jAAA", logtype: "DEVELOPER_LOG" }),
  get(`${V}/tooling/executeAnonymous?anonymousBody=${encodeURIComponent("Integer i = 1;")}`),
  get(`${V}/tooling/sobjects/ApexLog/07L5f0000000017EAA/Body`),
];

const ODD = [
  "\u0000",
  "\ud800",
  "🧾",
  "'",
  '"',
  "\\",
  "<",
  "&",
  "%",
  "../",
  "//",
  "{",
  "}",
  "[",
  "]",
  "-1",
  "1e999",
  "NaN",
  "null",
  "__proto__",
  "constructor",
  "\r\n",
  ";",
  "--",
  "<!DOCTYPE a [<!ENTITY b 'c'>]>",
  "&b;",
  "@{a.b}",
  "@{",
  "${",
  "\u202e",
];

/** The same text with a few places spoiled. */
function spoilt(dice: Dice, text: string): string {
  let now = text;
  for (let times = dice.upTo(4); times > 0; times -= 1) {
    const at = dice.upTo(now.length + 1);
    const to = Math.min(now.length, at + dice.upTo(12));
    switch (dice.upTo(7)) {
      case 1:
        now = now.slice(0, at) + now.slice(to);
        break;
      case 2:
        now = now.slice(0, at) + (dice.oneOf(ODD) ?? "") + now.slice(at);
        break;
      case 3:
        now = now.slice(0, at) + now.slice(at, to).repeat(dice.upTo(40)) + now.slice(to);
        break;
      case 4:
        now = now.slice(0, at);
        break;
      case 5:
        now = now.slice(0, at) + String.fromCharCode(dice.upTo(0xffff)) + now.slice(at + 1);
        break;
      case 6:
        now = now.slice(0, at) + "(".repeat(dice.upTo(200)) + now.slice(at);
        break;
      default: {
        const other = dice.oneOf(REQUESTS);
        now = now.slice(0, at) + (other?.body ?? other?.path ?? "").slice(0, 60) + now.slice(to);
      }
    }
  }
  return now;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/** A request with one of its parts spoiled, or several. */
export function mutated(dice: Dice): Sent {
  const { method, path, headers, body } = dice.oneOf(REQUESTS) as Sent;
  const which = dice.upTo(8);
  const [, query = ""] = path.split("?");
  const spoiltPath =
    which === 1
      ? spoilt(dice, path)
      : which === 2 && query
        ? `${path.split("?")[0]}?q=${encodeURIComponent(spoilt(dice, decodeURIComponent(query.replace(/^q=/, ""))).toWellFormed())}`
        : path;
  const spoiltBody =
    body === undefined
      ? which === 3
        ? spoilt(dice, '{"Name":"x"}')
        : undefined
      : which > 3
        ? spoilt(dice, body)
        : body;
  const spoiltHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      which === 7 ? spoilt(dice, value).replaceAll(/[^\x20-\x7e]/g, "") : value,
    ]),
  );
  return {
    method: dice.upTo(20) === 1 ? (dice.oneOf(METHODS) ?? method) : method,
    path: spoiltPath.startsWith("/") ? spoiltPath : `/${spoiltPath}`,
    headers: spoiltHeaders,
    ...(spoiltBody !== undefined && { body: spoiltBody }),
  };
}
