import { randomBytes } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { toMillis } from "#domain/time.ts";
import type { Guarded } from "#http/app.ts";
import type { Component } from "#usecases/wire/metadata.ts";
import type { Retrieval, Retrieved } from "#usecases/wire/retrieve-metadata.ts";
import type { UnsimulatedAct } from "#usecases/wire/unsimulated.ts";
import { type ArchiveFile, archiveOf, objectContents } from "./metadata-files.ts";
import { RetrieveJobs } from "./retrieve-jobs.ts";
import type { Wire } from "./route.ts";
import { type Operations, SoapFault, soapAnswer } from "./soap.ts";
import { allowed, sessionOfMessage } from "./soap-session.ts";
import { GREATEST } from "./versions.ts";
import { type Contents, childOf, childrenOf, type Element, textIn } from "./xml.ts";

const NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

/** What the Metadata API does and nothing here does. */
const UNSIMULATED: Readonly<Record<string, UnsimulatedAct>> = {
  deploy: "deploy metadata",
  checkDeployStatus: "deploy metadata",
  cancelDeploy: "deploy metadata",
  deployRecentValidation: "deploy metadata",
  createMetadata: "change metadata",
  updateMetadata: "change metadata",
  upsertMetadata: "change metadata",
  deleteMetadata: "change metadata",
  renameMetadata: "change metadata",
  describeValueType: "describe a type of metadata",
};

/** The Metadata API, as far as it reads. */
export function metadataRoutes(wire: Wire, around: Guarded): void {
  const operations = operationsOf(around);
  for (const path of ["/services/Soap/m/:version", "/services/Soap/m/:version/:org"])
    wire.soap(path, (call) => soapAnswer(call, NAMESPACE, operations));
}

function operationsOf(around: Guarded): Operations {
  const { simulator } = around;
  const jobs = new RetrieveJobs(newDigits);
  const unsimulated = Object.entries(UNSIMULATED).map(([name, act]): [string, Operations[string]] => [
    name,
    async (message, call) => allowed(await simulator.tryUnsimulated(sessionOfMessage(around, call, message), { act })),
  ]);
  return {
    ...Object.fromEntries(unsimulated),
    describeMetadata: async (message, call) => {
      const types = allowed(await simulator.describeMetadata(sessionOfMessage(around, call, message)));
      return {
        response: {
          result: {
            metadataObjects: types.map(({ directoryName, metaFile, suffix, xmlName }) => ({
              directoryName,
              inFolder: false,
              metaFile,
              suffix,
              xmlName,
            })),
            organizationNamespace: "",
            partialSaveAllowed: true,
            testRequired: false,
          },
        },
      };
    },
    listMetadata: async (message, call) => {
      const session = sessionOfMessage(around, call, message);
      const queries = childrenOf(message.operation, "queries");
      // As on the platform, which takes three at a time.
      if (queries.length > 3) throw new SoapFault("sf:LIMIT_EXCEEDED", "LIMIT_EXCEEDED: ask for three types at a time");
      const types = queries.map((one) => textIn(one, "type") ?? "");
      return {
        response: { result: allowed(await simulator.listMetadata(session, { types })).map((one) => listed(one)) },
      };
    },
    readMetadata: async (message, call) => {
      const session = sessionOfMessage(around, call, message);
      const type = textIn(message.operation, "type") ?? "";
      const names = namesIn(message.operation, "fullNames");
      if (type !== "CustomObject")
        return allowed(await simulator.tryUnsimulated(session, { act: "read other metadata" }));
      const found = allowed(await simulator.readObjectMetadata(session, { names }));
      return { response: { result: { records: found.map(recordOf) } } };
    },
    retrieve: async (message, call) => {
      const session = sessionOfMessage(around, call, message);
      const wanted = retrievalIn(
        childOf(message.operation, "retrieveRequest") ?? childOf(message.operation, "request"),
      );
      allowed(await simulator.askForMetadata(session, wanted));
      return { response: { result: { done: false, id: jobs.add(session, wanted), state: "Queued" } } };
    },
    checkRetrieveStatus: async (message, call) => {
      const session = sessionOfMessage(around, call, message);
      const id = textIn(message.operation, "asyncProcessId") ?? "";
      const wanted = jobs.of(session, id);
      const namesOnly = textIn(message.operation, "includeZip") === "false";
      const retrieved = allowed(await simulator.retrieveMetadata(session, { wanted, namesOnly }));
      const now = toMillis(simulator.ports.clock.now());
      return { response: { result: resultOf(id, retrieved, wanted, { namesOnly, now }) } };
    },
  };
}

/** Who made the parts of an org, and when, is not kept: what the platform says of its own parts. */
const UNKNOWN = {
  by: { id: "005000000000000AAA", name: "Automated Process" },
  at: "1970-01-01T00:00:00.000Z",
};

const listed = (component: Component, fileName = component.fileName): Contents => ({
  createdById: UNKNOWN.by.id,
  createdByName: UNKNOWN.by.name,
  createdDate: UNKNOWN.at,
  fileName,
  fullName: component.fullName,
  id: component.id,
  lastModifiedById: UNKNOWN.by.id,
  lastModifiedByName: UNKNOWN.by.name,
  lastModifiedDate: UNKNOWN.at,
  manageableState: component.namespace ? "installed" : "unmanaged",
  ...(component.namespace && { namespacePrefix: component.namespace }),
  type: component.type,
});

const recordOf = ({ type, fullName, of }: Component): Contents => ({
  "@xsi:type": type,
  fullName,
  ...(of?.kind === "object" && objectContents(of)),
});

/** More than the platform retrieves at a time. */
const MOST_NAMES = 10_000;

const namesIn = (element: Element | undefined, name: string): readonly string[] => {
  const names = childrenOf(element, name).map(({ text }) => text.trim());
  const long = names.find((one) => one.length > 255);
  if (long !== undefined || names.length > MOST_NAMES)
    throw new SoapFault("sf:LIMIT_EXCEEDED", `LIMIT_EXCEEDED: too many ${name}, or one that is longer than a name is`);
  return names;
};

/** What a client asks to retrieve. SoapFault where it is more than can be, or makes no sense. */
function retrievalIn(request: Element | undefined): Retrieval {
  if (!request) throw new SoapFault("soapenv:Client", "the message holds no retrieve request");
  const manifest = childOf(request, "unpackaged");
  const version = textIn(request, "apiVersion") ?? textIn(manifest, "version") ?? `${GREATEST}.0`;
  if (!/^\d{1,3}(?:\.\d)?$/.test(version))
    throw new SoapFault("soapenv:Client", `"${version.slice(0, 40)}" is no apiVersion`);
  const types = childrenOf(manifest, "types").map((one) => ({
    name: (textIn(one, "name") ?? "").slice(0, 255),
    members: namesIn(one, "members"),
  }));
  const packageNames = namesIn(request, "packageNames").filter((name) => name !== "");
  const names = types.reduce((sum, { members }) => sum + members.length, packageNames.length);
  if (names > MOST_NAMES) throw new SoapFault("sf:LIMIT_EXCEEDED", `LIMIT_EXCEEDED: more than ${MOST_NAMES} names`);
  const singlePackage = textIn(request, "singlePackage") === "true";
  if (singlePackage && packageNames.length + (manifest ? 1 : 0) > 1)
    throw new SoapFault("sf:INVALID_OPERATION", "INVALID_OPERATION: singlePackage is for one package or manifest");
  if (textIn(request, "specificFiles") !== undefined)
    throw new SoapFault("sf:UNSIMULATED", "UNSIMULATED: retrieving by specificFiles is not simulated");
  return { apiVersion: version, packageNames, singlePackage, ...(manifest && { unpackaged: types }) };
}

function resultOf(
  id: string,
  retrieved: Retrieved,
  wanted: Retrieval,
  { namesOnly, now }: { readonly namesOnly: boolean; readonly now: number },
): Contents {
  if (retrieved.failure)
    return {
      done: true,
      errorMessage: retrieved.failure.because,
      errorStatusCode: retrieved.failure.code,
      id,
      status: "Failed",
      success: false,
    };
  const files = archiveOf(retrieved.parts, wanted);
  return {
    done: true,
    fileProperties: files.map(propertiesOf).filter((one) => one !== undefined),
    id,
    messages: retrieved.problems.map((problem) => ({
      fileName: wanted.singlePackage ? "package.xml" : "unpackaged/package.xml",
      problem,
    })),
    status: "Succeeded",
    success: true,
    ...(!namesOnly && { zipFile: zipped(files, now) }),
  };
}

/** What is told of each file but those that go with another one. */
function propertiesOf({ path, component }: ArchiveFile): Contents | undefined {
  if (component) return listed(component, path);
  return path.endsWith("package.xml")
    ? listed({ type: "Package" as Component["type"], fullName: path, fileName: path, id: "" })
    : undefined;
}

/** The first and the last instant that the format of zip files has a date for, with a day to spare for time zones. */
const [FIRST, LAST] = [Date.UTC(1980, 0, 2), Date.UTC(2099, 11, 30)];

/** A zip file in base64, the same for the same files at the same instant. */
function zipped(files: readonly ArchiveFile[], now: number): string {
  const entries = Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)]));
  const mtime = Math.min(LAST, Math.max(FIRST, now));
  return Buffer.from(zipSync(entries, { mtime })).toString("base64");
}

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

const newDigits = (): string => [...randomBytes(12)].map((byte) => DIGITS[byte % DIGITS.length]).join("");
