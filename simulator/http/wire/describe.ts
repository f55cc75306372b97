import type { Guarded } from "#http/app.ts";
import { type FieldSchema, isCustom, isFilterable, isGroupable, isSortable, type ObjectSchema } from "#soql/schema.ts";
import type { Described } from "#usecases/wire/describe.ts";
import { answered, json } from "./answers.ts";
import type { Wire } from "./route.ts";

/** What objects there are, and what each is made of. */
export function describeRoutes(wire: Wire, { simulator }: Guarded): void {
  // The Tooling API also lists its objects under this name.
  wire.session("GET", "/services/data/:version/tooling/describe", async ({ session, version }) =>
    answered(await simulator.describeObjects(session, { api: "tooling" }), (all) =>
      json(listOf(all, `/services/data/v${version}/tooling/sobjects`)),
    ),
  );
  for (const api of ["data", "tooling"] as const) {
    const root = `/services/data/:version/${api === "tooling" ? "tooling/" : ""}sobjects`;
    const at = (version: string) => root.replace(":version", `v${version}`);
    wire.session("GET", root, async ({ session, version }) =>
      answered(await simulator.describeObjects(session, { api }), (all) => json(listOf(all, at(version)))),
    );
    wire.session("GET", `${root}/:object`, async ({ c, session, version }) =>
      answered(await simulator.describeObject(session, { api, object: c.req.param("object") ?? "" }), (one) =>
        json({ objectDescribe: summaryOf(one, at(version)), recentItems: [] }),
      ),
    );
    wire.session("GET", `${root}/:object/describe`, async ({ c, session, version }) =>
      answered(await simulator.describeObject(session, { api, object: c.req.param("object") ?? "" }), (one) =>
        json(describeOf(one, at(version))),
      ),
    );
  }
}

const listOf = (all: readonly Described[], root: string) => ({
  encoding: "UTF-8",
  maxBatchSize: 200,
  sobjects: all.map((one) => summaryOf(one, root)),
});

const isCustomObject = ({ name }: ObjectSchema): boolean => /__(?:c|mdt)$/i.test(name);

function summaryOf({ object, schema, editable }: Described, root: string) {
  const { name, label = name, keyPrefix } = schema;
  const may = (what: boolean | undefined) => (what ?? false) && editable;
  return {
    activateable: false,
    associateEntityType: null,
    associateParentEntity: null,
    createable: may(object.createable),
    custom: isCustomObject(schema),
    customSetting: false,
    deepCloneable: false,
    deletable: may(object.deletable),
    deprecatedAndHidden: false,
    feedEnabled: false,
    hasSubtypes: false,
    isInterface: false,
    isSubtype: false,
    keyPrefix: keyPrefix ?? null,
    label,
    labelPlural: object.plural,
    layoutable: false,
    mergeable: false,
    mruEnabled: false,
    name,
    queryable: true,
    replicateable: false,
    retrieveable: true,
    searchable: false,
    triggerable: object.createable ?? false,
    undeletable: object.createable === true && object.deletable === true,
    updateable: may(object.updateable),
    urls: {
      rowTemplate: `${root}/${name}/{ID}`,
      describe: `${root}/${name}/describe`,
      sobject: `${root}/${name}`,
    },
  };
}

function describeOf(one: Described, root: string) {
  return {
    actionOverrides: [],
    childRelationships: (one.schema.children ?? []).map(({ name, object, field }) => ({
      cascadeDelete: false,
      childSObject: object,
      deprecatedAndHidden: false,
      field,
      junctionIdListNames: [],
      junctionReferenceTo: [],
      relationshipName: name,
      restrictedDelete: false,
    })),
    compactLayoutable: false,
    ...summaryOf(one, root),
    fields: one.schema.fields.map((field) => fieldOf(field, one)),
    namedLayoutInfos: [],
    recordTypeInfos: [],
    supportedScopes: [{ label: "All", name: "everything" }],
  };
}

/** How the SOAP API calls the type of a field. */
function soapType({ type }: FieldSchema): string {
  switch (type) {
    case "id":
    case "reference":
      return "tns:ID";
    case "boolean":
    case "int":
    case "double":
    case "date":
    case "time":
      return `xsd:${type}`;
    case "datetime":
      return "xsd:dateTime";
    case "currency":
    case "percent":
      return "xsd:double";
    case "base64":
      return "xsd:base64Binary";
    default:
      return "xsd:string";
  }
}

function fieldOf(field: FieldSchema, { object, editable, fieldEditable }: Described) {
  const { name, type, label = name, length = 0 } = field;
  const isOwn = (field.updatable ?? false) && editable && fieldEditable(name);
  const isNumber = ["double", "currency", "percent"].includes(type);
  return {
    aggregatable: isGroupable(field) || isNumber,
    autoNumber: false,
    byteLength: length * 3,
    calculated: field.calculated ?? false,
    caseSensitive: field.caseSensitive ?? false,
    createable: isOwn && (object.createable ?? false),
    custom: isCustom(field),
    defaultValue: type === "boolean" ? false : null,
    defaultedOnCreate: type === "boolean",
    deprecatedAndHidden: false,
    digits: type === "int" ? 9 : 0,
    externalId: field.externalId ?? false,
    filterable: isFilterable(field),
    groupable: isGroupable(field),
    htmlFormatted: false,
    idLookup: type === "id" || (field.externalId ?? false),
    inlineHelpText: null,
    label,
    length,
    name,
    nameField: name === "Name",
    namePointing: (field.referenceTo?.length ?? 0) > 1,
    nillable: field.nillable ?? false,
    permissionable: isCustom(field),
    picklistValues: (field.picklist ?? []).map(({ value, label: shown }) => ({
      active: true,
      defaultValue: false,
      label: shown,
      validFor: null,
      value,
    })),
    polymorphicForeignKey: (field.referenceTo?.length ?? 0) > 1,
    precision: isNumber ? 18 : 0,
    queryByDistance: false,
    referenceTo: field.referenceTo ?? [],
    relationshipName: field.relationshipName ?? null,
    relationshipOrder: null,
    restrictedPicklist: type === "picklist",
    scale: isNumber ? 2 : 0,
    soapType: soapType(field),
    sortable: isSortable(field),
    type,
    unique: field.unique ?? false,
    updateable: isOwn && (object.updateable ?? false),
    writeRequiresMasterRead: false,
  };
}
