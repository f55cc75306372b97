import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import type { Connection } from "jsforce";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Served, served } from "./served.suite.ts";

// The Metadata API through jsforce: what an org is made of, as whoever asks may see it.

let on: Served;
let nia: Connection;
let sam: Connection;

beforeAll(async () => {
  on = await served();
  nia = await on.as("Nia");
  sam = await on.asAgent("Sam", "Nia");
});
afterAll(() => on.close());

const acme = () => on.person("Nia").ref.org;

type Wanted = Parameters<Connection["metadata"]["retrieve"]>[0];

/** Retrieves and unpacks: the text of each file by its path, and what was said beside. */
async function retrieve(who: Connection, wanted: object) {
  const result = await who.metadata.retrieve({ apiVersion: "68.0", ...wanted } as object as Wanted).complete();
  const files = Object.fromEntries(
    Object.entries(unzipSync(Buffer.from(`${result.zipFile}`, "base64"))).map(([path, bytes]) => [
      path,
      strFromU8(bytes),
    ]),
  );
  return { files, result: result as unknown as Record<string, unknown> };
}

const manifest = (...types: readonly { readonly name: string; readonly members: readonly string[] }[]) => ({
  unpackaged: { types, version: "68.0" },
});
const ALL_CODE = manifest({ name: "ApexClass", members: ["*"] }, { name: "ApexTrigger", members: ["*"] });

test("the types of metadata are described", async () => {
  const described = await nia.metadata.describe("66.0");
  expect(described.metadataObjects).toContainEqual(
    expect.objectContaining({ xmlName: "ApexClass", directoryName: "classes", suffix: "cls", metaFile: true }),
  );
});

test("what there is of a type is listed", async () => {
  const listed = await nia.metadata.list([{ type: "ApexClass" }, { type: "InstalledPackage" }], "66.0");
  expect(listed).toContainEqual(
    expect.objectContaining({
      fullName: "ledg__InvoiceService",
      fileName: "classes/ledg__InvoiceService.cls",
      namespacePrefix: "ledg",
      manageableState: "installed",
    }),
  );
  expect(listed).toContainEqual(expect.objectContaining({ fullName: "InvoiceReminder", manageableState: "unmanaged" }));
  expect(listed.map(({ fullName }) => fullName)).toContain("ledg");
  expect(await nia.metadata.list({ type: "CustomObject" }, "66.0")).toContainEqual(
    expect.objectContaining({ fullName: "ledg__Invoice__c" }),
  );
  expect((await nia.metadata.list({ type: "Profile" }, "66.0")).map(({ fullName }) => fullName)).toContain("Admin");
  await expect(nia.metadata.list({ type: "Flow" }, "66.0")).rejects.toThrow("INVALID_TYPE: Unknown type: Flow");
});

test("an object is read with its fields; one that is not there is absent", async () => {
  const [read] = await nia.metadata.read("CustomObject", ["ledg__Invoice__c", "Nothing__c"]);
  expect(read).toMatchObject({ fullName: "ledg__Invoice__c", label: "Invoice", pluralLabel: "Invoices" });
  const { fields } = read as unknown as { fields: { fullName: string; type: string }[] };
  expect(fields).toContainEqual(expect.objectContaining({ fullName: "ledg__Total__c", type: "Currency" }));
  await expect(nia.metadata.read("Profile" as never, "Admin")).rejects.toThrow("UNSIMULATED");
});

test("the customer retrieves all code, and that of packages is hidden", async () => {
  const from = on.simulator.ports.log.end.size;
  const { files, result } = await retrieve(nia, ALL_CODE);
  expect(files["unpackaged/classes/ledg__InvoiceService.cls"]).toBe("(hidden)");
  expect(files["unpackaged/triggers/ledg__InvoiceTrigger.trigger"]).toBe("(hidden)");
  expect(files["unpackaged/classes/InvoiceReminder.cls"]).toContain("reminding of");
  expect(files["unpackaged/classes/InvoiceReminder.cls-meta.xml"]).toContain("<apiVersion>66.0</apiVersion>");
  expect(files["unpackaged/package.xml"]).toContain("<members>InvoiceReminder</members>");
  expect(result).toMatchObject({ status: "Succeeded" });
  expect(await on.gained(acme(), from)).not.toContain("power.code-viewed");
});

test("the engineer retrieves the package by name and finds the source, which is on record first", async () => {
  const from = on.simulator.ports.log.end.size;
  const { files } = await retrieve(sam, { packageNames: ["Ledger"], unpackaged: { version: "68.0" } });
  expect(files["Ledger/classes/InvoiceService.cls"]).toContain("global");
  expect(files["Ledger/objects/ledg__Invoice__c.object"]).toContain("<fullName>ledg__Total__c</fullName>");
  expect(files["Ledger/package.xml"]).toContain("<fullName>Ledger</fullName>");
  // Source-format retrieves of the command line fail without this folder.
  expect(Object.keys(files).filter((path) => path.startsWith("unpackaged/"))).toEqual(["unpackaged/package.xml"]);
  const gained = await on.gained(acme(), from);
  expect(gained.filter((type) => type === "power.code-viewed")).toHaveLength(4);
});

test("a publisher's agent sees nothing of another's package", async () => {
  const { files } = await retrieve(sam, { packageNames: ["Quill"] });
  expect(files["Quill/classes/QuoteService.cls"]).toBe("(hidden)");
  expect(Object.keys(files).some((path) => path.startsWith("unpackaged/"))).toBe(false);
});

test("one package alone needs no folder", async () => {
  const { files } = await retrieve(nia, { packageNames: ["Ledger"], singlePackage: true });
  expect(files["classes/InvoiceService.cls"]).toBe("(hidden)");
  const both = { packageNames: ["Ledger"], singlePackage: true, ...ALL_CODE };
  await expect(retrieve(nia, both)).rejects.toThrow("INVALID_OPERATION");
});

test("what a manifest names and is not there is said, and hinders nothing", async () => {
  const { files, result } = await retrieve(
    nia,
    manifest(
      { name: "ApexClass", members: ["InvoiceReminder", "Nothing"] },
      { name: "Flow", members: ["*"] },
      { name: "Profile", members: ["Admin"] },
      { name: "InstalledPackage", members: ["ledg"] },
    ),
  );
  expect(Object.keys(files)).toContain("unpackaged/classes/InvoiceReminder.cls");
  expect(files["unpackaged/installedPackages/ledg.installedPackage"]).toContain("<versionNumber>1.4.0</versionNumber>");
  expect(result.messages).toEqual([
    expect.objectContaining({ problem: "Entity of type 'ApexClass' named 'Nothing' cannot be found" }),
    expect.objectContaining({ problem: "Unknown type name 'Flow' specified in package.xml" }),
    expect.objectContaining({ problem: "UNSIMULATED: the content of Profile 'Admin' is not simulated" }),
  ]);
});

test("an unknown package fails the retrieve in the platform's words", async () => {
  const asked = await nia.metadata.retrieve({ apiVersion: "66.0", packageNames: ["Nothing"] } as object as Wanted);
  const status = await nia.metadata.checkRetrieveStatus(asked.id);
  expect(status).toMatchObject({
    status: "Failed",
    errorStatusCode: "INVALID_CROSS_REFERENCE_KEY",
    errorMessage: "No package named 'Nothing' found",
  });
});

test("a retrieve is the session's that asked for it, and an agent may no more than the user", async () => {
  const wanted = { apiVersion: "66.0", packageNames: ["Ledger"] } as object as Wanted;
  const { id } = await nia.metadata.retrieve(wanted);
  expect(await nia.metadata.checkRetrieveStatus(id)).toMatchObject({ status: "Succeeded" });
  for (const who of [sam, await on.as("Gwen"), await on.as("Nia")])
    await expect(who.metadata.checkRetrieveStatus(id)).rejects.toThrow("INVALID_CROSS_REFERENCE_KEY");
  // Hugo may not look at Setup, and neither may an agent who works as him.
  const asHugo = await on.asAgent("Sam", "Hugo");
  await expect(asHugo.metadata.retrieve(wanted).complete()).rejects.toThrow("lacks View Setup and Configuration");
});

test("with one retrieve too many of a session its oldest is gone", async () => {
  const tess = await on.as("Gwen");
  const ids: string[] = [];
  for (let n = 0; n < 11; n += 1)
    ids.push((await tess.metadata.retrieve({ apiVersion: "66.0" } as object as Wanted)).id);
  await expect(tess.metadata.checkRetrieveStatus(`${ids[0]}`)).rejects.toThrow("INVALID_CROSS_REFERENCE_KEY");
  expect(await tess.metadata.checkRetrieveStatus(`${ids[1]}`)).toMatchObject({ status: "Succeeded" });
  expect(ids[1]).toMatch(/^09S[0-9A-Za-z]{15}$/);
});

const post = (path: string, body: string) =>
  fetch(`${on.url}/services/Soap/${path}`, {
    method: "POST",
    headers: { "content-type": "text/xml", soapaction: '""' },
    body,
  });

const envelope = (token: string, operation: string) =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Header><SessionHeader><sessionId>${token}</sessionId></SessionHeader></e:Header><e:Body>${operation}</e:Body></e:Envelope>`;

const OPERATIONS = [
  ["m/66.0", "describeMetadata", ""],
  ["m/66.0", "listMetadata", "<queries><type>ApexClass</type></queries>"],
  ["m/66.0", "readMetadata", "<type>CustomObject</type><fullNames>ledg__Invoice__c</fullNames>"],
  ["m/66.0", "retrieve", "<request><packageNames>Ledger</packageNames></request>"],
  ["m/66.0", "checkRetrieveStatus", "<asyncProcessId>09S000000000001</asyncProcessId>"],
  ["m/66.0", "deploy", "<ZipFile>x</ZipFile>"],
  ["m/66.0", "checkDeployStatus", "<asyncProcessId>0Af000000000001</asyncProcessId>"],
  ["s/66.0", "executeAnonymous", "<apexcode>f();</apexcode>"],
] as const;

test.for(OPERATIONS)("%s %s hears no session but one that is good in its org", async ([path, name, content]) => {
  const operation = `<${name}>${content}</${name}>`;
  const fault = "<faultcode>sf:INVALID_SESSION_ID</faultcode>";
  const globex = on.person("Gwen").ref.org;
  const tries = [
    [path, ""],
    [path, "00D000000000001!nothing"],
    [path, `${nia.accessToken}x`],
    [path, `${nia.accessToken}`.replace(/.$/, (last) => (last === "0" ? "1" : "0"))],
    [`${path}/${globex}`, `${nia.accessToken}`],
    [`${path}/${globex.slice(0, 15)}`, `${nia.accessToken}`],
    [`${path}/nothing`, `${nia.accessToken}`],
  ] as const;
  for (const [address, token] of tries) {
    const response = await post(address, envelope(token, operation));
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining(fault)]);
  }
  const petra = await on.as("Petra");
  const refused = await (await post(path, envelope(`${petra.accessToken}`, operation))).text();
  if (name !== "checkRetrieveStatus") expect(refused).toContain("lacks API Enabled");
});

test.for([
  ["deploy", "deploying metadata"],
  ["checkDeployStatus", "deploying metadata"],
  ["updateMetadata", "changing metadata"],
  ["renameMetadata", "changing metadata"],
  ["describeValueType", "describing the fields of a type of metadata"],
] as const)("%s is not simulated, by name", async ([name, what]) => {
  const text = await (await post("m/66.0", envelope(`${nia.accessToken}`, `<${name}/>`))).text();
  expect(text).toContain(`UNSIMULATED: ${what} is not simulated`);
});

test("no message makes a defect, whatever it is", async () => {
  const token = `${nia.accessToken}`;
  const tag = fc.constantFrom(
    "retrieve",
    "request",
    "unpackaged",
    "types",
    "members",
    "name",
    "packageNames",
    "apiVersion",
    "listMetadata",
    "queries",
    "type",
    "readMetadata",
    "fullNames",
    "checkRetrieveStatus",
    "asyncProcessId",
    "executeAnonymous",
    "apexcode",
    "__proto__",
    "constructor",
    "a:b",
  );
  const text = fc.oneof(
    fc.constantFrom("*", "ApexClass", "66.0", "-1", "&amp;", "&x;", "<", "]]>", "../..", "\u0000", "Ledger"),
    fc.string({ maxLength: 6 }),
  );
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      text,
      fc
        .tuple(tag, fc.array(tie("tree"), { maxLength: 3 }))
        .map(([name, children]) => `<${name}>${children.join("")}</${name}>`),
    ),
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom("m/66.0", "s/66.0"),
      tag,
      fc.array(tree, { maxLength: 4 }),
      async (path, name, of) => {
        const response = await post(path, envelope(token, `<${name}>${of.join("")}</${name}>`));
        const answer = await response.text();
        expect([200, 500]).toContain(response.status);
        expect(answer).toMatch(response.status === 200 ? /Response/ : /<soapenv:Fault>/);
      },
    ),
    { numRuns: 200 },
  );
  expect(on.defects).toEqual([]);
});

test("more names than an archive holds are refused", async () => {
  const members = "<members>x</members>".repeat(10_001);
  const operation = `<retrieve><request><unpackaged><types>${members}<name>ApexClass</name></types></unpackaged></request></retrieve>`;
  const text = await (await post("m/66.0", envelope(`${nia.accessToken}`, operation))).text();
  expect(text).toContain("LIMIT_EXCEEDED");
});

// Last, since the server hangs up on whoever sends too much.
test.for([
  ["an entity of its own", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 500],
  ["a bomb of entities", '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>', 500],
  ["no XML", "{}", 500],
  ["nothing", "", 500],
  ["elements without end", "<a>".repeat(10_000), 500],
  ["more than is read", `<a>${"x".repeat(1_100_000)}</a>`, 413],
] as const)("%s is refused as what it is", async ([, body, status]) => {
  for (const path of ["m/66.0", "s/66.0"]) {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain("root:");
  }
  expect(on.defects).toEqual([]);
});

test("all of this stands before the auditor", async () => {
  expect(await on.findings()).toEqual([]);
});
