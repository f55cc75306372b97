/** Any JSON object of the log: a record, a row of an org, a part of either. */
export type Members = Readonly<Record<string, unknown>>;

/** A person: the org and the user in it. */
export interface Ref {
  readonly org: string;
  readonly id: string;
}

/** What a record says was decided. */
export interface Verdict {
  readonly effect: "allow" | "deny";
  readonly rule: string;
}

/** One record as it is read back: the envelope, and members by type that are looked up by name. */
export interface Entry extends Members {
  readonly seq: number;
  readonly orgSeq: number;
  readonly type: string;
  /** `2031-03-04T09:00:00.000Z`. */
  readonly at: string;
  readonly org: string;
  readonly user?: Ref;
  readonly delegateUser?: Ref;
  readonly session?: string;
  readonly decision?: Verdict;
  /** More records of the same append follow. */
  readonly more?: true;
}

/** Whether the value behind a member is erased or not disclosed: a digest stands in its place. */
export const isSealed = (value: unknown): boolean => isMembers(value) && "$sealed" in value;

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text by its name; nothing where there is none, or where it is sealed. */
export function text(of: Members | undefined, name: string): string | undefined {
  const value = of?.[name];
  return typeof value === "string" ? value : undefined;
}

/** A number by its name; nothing where there is none. */
export function count(of: Members | undefined, name: string): number | undefined {
  const value = of?.[name];
  return typeof value === "number" ? value : undefined;
}

/** Whether a member is there and true. */
export const flag = (of: Members | undefined, name: string): boolean => of?.[name] === true;

/** An object by its name; nothing where there is none, or where it is sealed. */
export function part(of: Members | undefined, name: string): Members | undefined {
  const value = of?.[name];
  return isMembers(value) && !isSealed(value) ? value : undefined;
}

/** A list by its name; empty where there is none. */
export function list(of: Members | undefined, name: string): readonly unknown[] {
  const value = of?.[name];
  return Array.isArray(value) ? value : [];
}

/** The texts of a list. */
export const texts = (of: Members | undefined, name: string): readonly string[] =>
  list(of, name).filter((one) => typeof one === "string");

/** A person by the name of the member. */
export function ref(of: Members | undefined, name: string): Ref | undefined {
  const [org, id] = [text(part(of, name), "org"), text(part(of, name), "id")];
  return org !== undefined && id !== undefined ? { org, id } : undefined;
}
