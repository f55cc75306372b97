import assert from "node:assert/strict";
import { type DataTable, Then, When } from "@cucumber/cucumber";
import { strFromU8, unzipSync } from "fflate";
import type { OrgId, SessionId } from "#domain/ids.ts";
import { rowOf } from "#domain/org.ts";
import { childOf, parseXml, textIn } from "#http/wire/xml.ts";
import { appBefore, tokens } from "./one-app.ts";
import { rowsAround, theRow } from "./place.ts";
import type { World } from "./world.ts";

// The platform's own interface, whatever the face: a request and what it is answered.

/** What came back, word for word. */
interface Answered {
  readonly status: number;
  readonly text: string;
}

/** The session somebody works in: the LoginAs session after a login, else one of the own. */
async function sessionOf(
  { story }: World,
  name: string,
): Promise<{ readonly org: OrgId; readonly session: SessionId }> {
  const { ref } = story.person(name);
  const loginAs = [...story.simulator.ports.folds.running.sessions.values()].findLast(
    ({ delegate }) => delegate?.org === ref.org && delegate.id === ref.id,
  );
  if (loginAs) return { org: loginAs.user.org, session: loginAs.id };
  const { session } = await story.simulator.takePlaceOf(ref, { mfa: true, myDomain: true });
  return { org: ref.org, session };
}

type Send = (path: string, about?: { readonly method?: string; readonly body?: string }) => Promise<Answered>;

/** Somebody's client, with the token of the session that the person works in. */
async function clientOf(world: World, name: string): Promise<{ readonly token: string; readonly send: Send }> {
  const { org, session } = await sessionOf(world, name);
  const token = tokens.issue(org, session);
  const app = appBefore(world.story.simulator);
  world.story.mark = world.story.simulator.ports.log.end.size;
  return {
    token,
    send: async (path, { method = "GET", body } = {}) => {
      const response = await app.request(`http://localhost${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body && { "content-length": `${Buffer.byteLength(body)}` }),
        },
        ...(body && { body }),
      });
      return { status: response.status, text: await response.text() };
    },
  };
}

const TOOLING = "/services/data/v66.0/tooling";
const seen = (value: unknown) => ({ effect: "allow", value }) as const;

When(
  "{person} sends the Tooling API a {word} of",
  async function (this: World, who: string, object: string, body: string) {
    const { send } = await clientOf(this, who);
    this.answer = seen(await send(`${TOOLING}/sobjects/${object}`, { method: "POST", body }));
  },
);

When("{person} downloads the debug log of {string}", async function (this: World, who: string, operation: string) {
  const { id } = theRow(await rowsAround(this, who), "apexLogs", operation, (log) => log.operation === operation);
  const { send } = await clientOf(this, who);
  this.answer = seen(await send(`${TOOLING}/sobjects/ApexLog/${id}/Body`));
});

When("{person} executes the anonymous block {string}", async function (this: World, who: string, code: string) {
  const { send } = await clientOf(this, who);
  this.answer = seen(await send(`${TOOLING}/executeAnonymous/?anonymousBody=${encodeURIComponent(code)}`));
});

Then("the Tooling API answers {int} with", function (this: World, status: number, body: string) {
  const answer = this.shown<Answered>();
  assert.equal(answer.status, status, answer.text);
  assert.partialDeepStrictEqual(JSON.parse(answer.text), JSON.parse(body));
});

Then("the Tooling API answers {int} with the text", function (this: World, status: number, text: string) {
  assert.deepEqual(this.shown<Answered>(), { status, text });
});

/** What a retrieve came to: its status, and the text of each file in its archive. */
interface Archive {
  readonly code: string | undefined;
  readonly because: string | undefined;
  readonly files: Readonly<Record<string, string>>;
}

/** Asks by SOAP, and reads the result out of the envelope. */
async function ask({ token, send }: Awaited<ReturnType<typeof clientOf>>, operation: string, content: string) {
  const { status, text } = await send("/services/Soap/m/66.0", {
    method: "POST",
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns="http://soap.sforce.com/2006/04/metadata"><e:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></e:Header><e:Body><${operation}>${content}</${operation}></e:Body></e:Envelope>`,
  });
  assert.equal(status, 200, text);
  return childOf(childOf(childOf(parseXml(text), "Body"), `${operation}Response`), "result");
}

When(
  "{person} retrieves the package {string} by the Metadata API",
  async function (this: World, who: string, name: string) {
    const client = await clientOf(this, who);
    const wanted = `<packageNames>${name}</packageNames><unpackaged><version>68.0</version></unpackaged>`;
    const asked = await ask(client, "retrieve", `<request><apiVersion>68.0</apiVersion>${wanted}</request>`);
    const id = textIn(asked, "id");
    const result = await ask(client, "checkRetrieveStatus", `<asyncProcessId>${id}</asyncProcessId>`);
    const zip = textIn(result, "zipFile");
    const files = Object.entries(zip ? unzipSync(Buffer.from(zip, "base64")) : {});
    this.answer = seen({
      code: textIn(result, "errorStatusCode"),
      because: textIn(result, "errorMessage"),
      files: Object.fromEntries(files.map(([path, bytes]) => [path, strFromU8(bytes)])),
    } satisfies Archive);
  },
);

Then("the archive holds", function (this: World, table: DataTable) {
  const files = Object.keys(this.shown<Archive>().files).filter((path) => !path.endsWith("-meta.xml"));
  assert.deepEqual(
    files.sort().map((file) => ({ file })),
    table.hashes(),
  );
});

Then("{string} of the archive reads {string}", function (this: World, path: string, text: string) {
  assert.equal(rowOf(this.shown<Archive>().files, path), text);
});

Then("{string} of the archive is the source of {word}", async function (this: World, path: string, name: string) {
  const acme = await this.story.org("Acme Corp");
  const rows = await this.story.simulator.ports.orgs.of(acme.id);
  const { body } = theRow(rows, "apexClasses", name, (code) => code.name === name);
  assert.equal(rowOf(this.shown<Archive>().files, path), body);
});

Then("the retrieve fails with {word} because {string}", function (this: World, code: string, because: string) {
  assert.partialDeepStrictEqual(this.shown<Archive>(), { code, because, files: {} });
});
