import type { BoundQuery, Expression, Output } from "./bound.ts";
import type { Json } from "./render.ts";
import { type FieldType, familyOf, isCustom } from "./schema.ts";

/** What kind of Apex value a type is. */
const APEX: Readonly<Record<FieldType, string>> = {
  id: "Id",
  reference: "Id",
  string: "String",
  textarea: "String",
  picklist: "String",
  multipicklist: "String",
  combobox: "String",
  email: "String",
  phone: "String",
  url: "String",
  encryptedstring: "String",
  boolean: "Boolean",
  int: "Integer",
  double: "Double",
  currency: "Double",
  percent: "Double",
  date: "Date",
  datetime: "Datetime",
  time: "Time",
  base64: "Blob",
  address: "Address",
  complexvalue: "ComplexValue",
};

/**
 * What `&columns=true` answers: a column for each name of the SELECT. A parent is a column whose joined columns are its
 * fields, children are one that is an aggregate besides, and of an aggregate clients read how it was written.
 */
export function columnsOf({ object, outputs, keys, answers }: BoundQuery): Json {
  return {
    columnMetadata: outputs.map(columnOf),
    entityName: object.name,
    groupBy: keys.length > 0,
    idSelected: answers === "rows" && outputs.some((one) => one.kind === "value" && one.name === "Id"),
    keyPrefix: object.keyPrefix ?? null,
  };
}

const NO_FIELD = { custom: false, foreignKeyName: null, insertable: false, updatable: false } as const;
const NO_TYPE = { booleanType: false, numberType: false, textType: false } as const;

function columnOf(output: Output): Json {
  const named = { columnName: output.name, displayName: output.name };
  switch (output.kind) {
    case "value":
      return valueColumn(output.name, output.written, output.of);
    case "children":
      return {
        ...NO_FIELD,
        ...NO_TYPE,
        ...named,
        aggregate: true,
        apexType: output.query.object.name,
        joinColumns: output.query.outputs.map(columnOf),
      };
    case "parent":
    case "typeof": {
      const several = output.kind === "typeof" || output.step.targets.length > 1;
      const joined = output.kind === "parent" ? output.outputs : output.whens.flatMap(({ outputs }) => outputs);
      return {
        ...NO_FIELD,
        ...NO_TYPE,
        ...named,
        aggregate: false,
        apexType: several ? "Name" : output.step.targets[0].name,
        foreignKeyName: output.step.field.name,
        joinColumns: joined.map(columnOf),
      };
    }
  }
}

function valueColumn(name: string, written: string, of: Expression): Json {
  const family = familyOf(of.type);
  const field = of.kind === "field" ? of.field : undefined;
  const updatable = field?.updatable ?? false;
  return {
    aggregate: field === undefined,
    apexType: APEX[of.type],
    booleanType: family === "boolean",
    columnName: name,
    custom: field !== undefined && isCustom(field),
    displayName: field ? name : written,
    foreignKeyName: null,
    insertable: updatable,
    joinColumns: [],
    numberType: family === "number",
    textType: family === "text" || family === "id",
    updatable,
  };
}
