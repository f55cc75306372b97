import type { CustomField } from "#domain/org.ts";
import type { Component, ObjectComponent } from "#usecases/wire/metadata.ts";
import type { Retrieval, RetrievedPart } from "#usecases/wire/retrieve-metadata.ts";
import { type Contents, elements } from "./xml.ts";

// How the parts of an org read as files, and what a retrieved archive holds.

const NAMESPACE = "http://soap.sforce.com/2006/04/metadata";

/** A file of an archive. */
export interface ArchiveFile {
  readonly path: string;
  readonly text: string;
  readonly component?: Component;
}

const document = (type: string, contents: Contents): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${type} xmlns="${NAMESPACE}">${elements(contents)}</${type}>\n`;

/** What a name in a path may not be taken for. */
const segment = (name: string): string => name.replaceAll(/[/\\:\0]/g, "_").replace(/^\.+$/, "_");

/** The files of what was retrieved: a folder for each part, each with its own manifest. */
export function archiveOf(parts: readonly RetrievedPart[], wanted: Retrieval): readonly ArchiveFile[] {
  return parts.flatMap((part) => {
    const name = part.package ? segment(part.package.name) : "unpackaged";
    const folder = wanted.singlePackage ? "" : `${name}/`;
    const named = part.components.map((one) => (part.package ? within(part.package.namespace, one) : one));
    return [
      ...named.flatMap((one) => filesOf(folder, one)),
      { path: `${folder}package.xml`, text: manifest(named, wanted.apiVersion, part.package?.name) },
    ];
  });
}

/** In the folder of its package, code is called without the prefix that it has beside the code of others. */
function within(namespace: string, component: Component): Component {
  const bare = (text: string) => text.replace(`${namespace}__`, "");
  return component.of?.kind === "code"
    ? { ...component, fullName: bare(component.fullName), fileName: bare(component.fileName) }
    : component;
}

function filesOf(folder: string, component: Component): readonly ArchiveFile[] {
  const path = folder + component.fileName.split("/").map(segment).join("/");
  const { of, type } = component;
  switch (of?.kind) {
    case "code":
      return [
        { path, text: of.body, component },
        { path: `${path}-meta.xml`, text: document(type, { apiVersion: of.code.apiVersion, status: "Active" }) },
      ];
    case "object":
      return [{ path, text: document(type, objectContents(of)), component }];
    case "package":
      return [{ path, text: document(type, { versionNumber: of.installed.version }), component }];
    default:
      return [];
  }
}

function manifest(components: readonly Component[], version: string, fullName: string | undefined): string {
  const types = Map.groupBy(components, ({ type }) => type);
  return document("Package", {
    fullName,
    types: [...types].map(([name, members]) => ({ members: members.map((one) => one.fullName), name })),
    version,
  });
}

/** What an object is made of, as its file and readMetadata tell it. */
export const objectContents = ({ object, isSetting }: ObjectComponent): Contents => ({
  ...(isSetting && { customSettingsType: "Hierarchy" }),
  ...(!isSetting && !/__mdt$/i.test(object.name) && { deploymentStatus: "Deployed" }),
  fields: object.fields.filter(({ name }) => name !== "Name").map(fieldContents),
  label: object.label,
  ...(!isSetting && { pluralLabel: object.plural }),
  ...(!isSetting && !/__mdt$/i.test(object.name) && { nameField: { label: "Name", type: "Text" } }),
});

const LONG_TEXT = 255;

function fieldContents(field: CustomField): Contents {
  const { name, label, required, unique, externalId } = field;
  return {
    fullName: name,
    label,
    ...typeContents(field),
    ...(required && { required }),
    ...(unique && { unique }),
    ...(externalId && { externalId }),
  };
}

const NUMBER = { precision: 18 };

/** The type of a field by its name in metadata, with what that type has besides. */
function typeContents({ type, length = LONG_TEXT, values = [], to }: CustomField): Contents {
  switch (type) {
    case "string":
      return { type: "Text", length };
    case "textarea":
      return length > LONG_TEXT ? { type: "LongTextArea", length, visibleLines: 3 } : { type: "TextArea" };
    case "picklist":
      return {
        type: "Picklist",
        valueSet: {
          restricted: true,
          valueSetDefinition: {
            sorted: false,
            value: values.map((fullName) => ({ fullName, default: false, label: fullName })),
          },
        },
      };
    case "boolean":
      return { type: "Checkbox", defaultValue: false };
    case "int":
      return { type: "Number", ...NUMBER, scale: 0 };
    case "double":
      return { type: "Number", ...NUMBER, scale: 2 };
    case "currency":
      return { type: "Currency", ...NUMBER, scale: 2 };
    case "percent":
      return { type: "Percent", ...NUMBER, scale: 2 };
    case "date":
      return { type: "Date" };
    case "datetime":
      return { type: "DateTime" };
    case "email":
      return { type: "Email" };
    case "phone":
      return { type: "Phone" };
    case "url":
      return { type: "Url" };
    case "reference":
      return {
        type: "Lookup",
        referenceTo: to?.sobject,
        relationshipName: to?.children?.replace(/__r$/, ""),
      };
  }
}
