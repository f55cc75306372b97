import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import { numberOf } from "#domain/ids.ts";
import { LISTED_TABLES, type OrgLists } from "#domain/org-lists.ts";
import { faultsOf, type WorldFault } from "#domain/world-check.ts";
import { idOf, instant } from "./input.ts";
import { line } from "./operator-orgs.ts";
import { company, name, rows } from "./world-rows.ts";

const listsOf = Object.fromEntries(Object.entries(rows).map(([table, row]) => [table, z.array(row).default([])])) as {
  readonly [T in keyof typeof rows]: z.ZodDefault<z.ZodArray<(typeof rows)[T]>>;
};
const ref = z.strictObject({ org: idOf("Org"), id: idOf("User") });

/** A world as a file has it: lists instead of tables, and what is left out is dull and valid. */
export const worldFile = z.strictObject({
  name: line(80),
  /** What device secrets are made from. */
  seed: z.int().min(0).default(1),
  /** Where `--clock world` stands. */
  clock: instant.prefault("2031-03-04T09:00:00Z"),
  /** Published: printed at start. Everybody without credentials below has it. */
  password: z.string().min(1).max(200).exactOptional(),
  orgs: z.array(z.strictObject({ company, ...listsOf })),
  /** Who is called what in a story. */
  cast: z.array(z.strictObject({ name, role: name, username: name, ref })).default([]),
  credentials: z
    .array(
      z.strictObject({
        ref,
        passwordHash: z.string().regex(/^\$scrypt\$ln=\d\d?,r=\d\d?,p=\d\d?\$/, "is no scrypt hash; export it again"),
        otpSecret: z.string().regex(/^[A-Z2-7]{16,256}$/, "is no secret in base32; use A to Z and 2 to 7"),
      }),
    )
    .exactOptional(),
});

/** What is written into a file, and what reading one gives. */
export type WorldFileJson = z.input<typeof worldFile>;
export type WorldFile = z.output<typeof worldFile>;

/** Ids of a world stay below this, so that there is always room for those that come in a run. */
const HIGHEST = 10 ** 12;

/** Reads a world; Fault INVALID_FIELD, naming the first place that is wrong, what is wrong there, and what to do. */
export function parseWorldFile(json: unknown): WorldFile {
  const parsed = worldFile.safeParse(json, { reportInput: true });
  if (!parsed.success) throw invalid(parsed.error.issues.map(faultIn));
  const world = parsed.data;
  const { credentials, ...others } = world;
  const faults = [...faultsOf({ ...others, ...(credentials && { credentials }) })];
  if (faults.length > 0) throw invalid(faults);
  if (firstFreeNumber(world.orgs) > HIGHEST)
    throw invalid([{ path: ["orgs"], what: `an id is numbered beyond ${HIGHEST}`, cure: "take lower ones" }]);
  return world;
}

/** The first number that no id of these orgs has. */
export function firstFreeNumber(orgs: readonly OrgLists[]): number {
  const ids = orgs.flatMap(({ company: { id }, ...lists }) => [
    id,
    ...LISTED_TABLES.flatMap((table) => lists[table].flatMap((row) => ("id" in row ? [row.id] : []))),
    ...lists.packages.flatMap(({ versions }) => versions.map((version) => version.id)),
  ]);
  return ids.reduce((highest, id) => Math.max(highest, numberOf(id)), 0) + 1;
}

function invalid([first, ...more]: readonly WorldFault[]): Fault {
  if (!first) return new Fault("INVALID_FIELD", "the file is no world; see understudy world export");
  const others = more.length > 0 ? `; then look at ${more.length} more` : "";
  return new Fault("INVALID_FIELD", `${placeOf(first.path)}: ${first.what}; ${first.cure}${others}`);
}

/** `orgs[0].users[2].profile`. */
const placeOf = (path: WorldFault["path"]): string =>
  path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .replace(/^\./, "") || "the file";

/** What does not fit its schema, in our own words. */
function faultIn(issue: z.core.$ZodIssue): WorldFault {
  const path = issue.path.map((step) => (typeof step === "symbol" ? String(step) : step));
  const [what = "", cure = "write another"] = wrongIn(issue).split("; ");
  return { path, what, cure };
}

/** What is wrong, and after a semicolon what to do. */
function wrongIn(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  switch (issue.code) {
    case "invalid_type":
      return input === undefined
        ? `is missing; add ${aKind(issue.expected)}`
        : `cannot be ${shown(input)}; write ${aKind(issue.expected)}`;
    case "invalid_value":
      return `${input === undefined ? "is missing" : `cannot be ${shown(input)}`}; choose one of ${issue.values.join(", ")}`;
    case "unrecognized_keys":
      return `nothing is called ${issue.keys.map((key) => `"${key}"`).join(" or ")} here; leave it out, or look at its spelling`;
    case "too_small":
      return `${shown(input)} is too small; the least is ${issue.minimum}`;
    case "too_big":
      return `${shown(input)} is too big; the most is ${issue.maximum}`;
    case "invalid_format":
      return `${shown(input)} ${issue.message}`;
    case "custom":
      return issue.params?.errorCode === "MALFORMED_ID"
        ? `${issue.message}; an id has 15 or 18 characters and begins with the three of its kind`
        : issue.message;
    default:
      return issue.message;
  }
}

const aKind = (expected: string): string =>
  expected === "array"
    ? "a list, [ ]"
    : expected === "object" || expected === "record"
      ? "an object, { }"
      : `a ${expected}`;

function shown(input: unknown): string {
  if (Array.isArray(input)) return "a list";
  if (typeof input === "object" && input !== null) return "an object";
  const text = typeof input === "string" ? `"${input}"` : String(input);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
