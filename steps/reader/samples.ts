/** As much of a JSON Schema as the control interface's own document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly example?: unknown;
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> };
}

/** The control interface's document, as far as requests are made from it. */
export interface Document {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** A request that a route would take, if only it came from the right person. */
export interface Sample {
  readonly path: string;
  readonly body?: unknown;
}

/**
 * Makes a request that fits a route of the document. What a path parameter or a member of the body stands for is
 * told by its name: `known` has a value for each; an unknown path parameter is an error, so that no route is tried
 * with nonsense that any check would turn away.
 */
export function sampleRequest(
  document: Document,
  method: string,
  path: string,
  known: Readonly<Record<string, string>>,
): Sample {
  const operation = document.paths?.[path]?.[method];
  if (!operation) throw new Error(`${method} ${path} is not in the OpenAPI document`);
  const query = new URLSearchParams();
  for (const { name, in: where, required, schema } of operation.parameters ?? [])
    if (where === "query" && required) query.set(name, String(known[name] ?? sampleOf(document, schema, name, known)));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = known[name];
    if (value === undefined)
      throw new Error(`nothing to put for {${name}} of ${path}; say in the test what it stands for`);
    return value;
  });
  const schema = operation.requestBody?.content?.["application/json"]?.schema;
  const search = query.size > 0 ? `?${query}` : "";
  return { path: `${filled}${search}`, ...(schema && { body: sampleOf(document, schema, "body", known) }) };
}

/** A schema itself, where it is only referred to. */
export const schemaOf = ({ components }: Document, schema: Schema | undefined): Schema | undefined =>
  schema?.$ref ? components?.schemas?.[schema.$ref.split("/").at(-1) ?? ""] : schema;

function sampleOf(
  document: Document,
  given: Schema | undefined,
  name: string,
  known: Readonly<Record<string, string>>,
): unknown {
  const schema = schemaOf(document, given);
  if (!schema) return "anything";
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(document, first, name, known);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => sampleOf(document, part, name, known)));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object": {
      const { properties = {}, required = [] } = schema;
      return Object.fromEntries(required.map((key) => [key, sampleOf(document, properties[key], key, known)]));
    }
    case "array":
      return [sampleOf(document, schema.items, name.replace(/s$/, ""), known)];
    case "boolean":
      return true;
    case "integer":
    case "number":
      return schema.minimum ?? 1;
    default:
      if (schema.pattern === "^\\d{6}$") return "000000";
      if (known[name] !== undefined) return known[name];
      return typeof schema.example === "string" ? schema.example : "x".repeat(Math.max(schema.minLength ?? 0, 3));
  }
}
