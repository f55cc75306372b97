import type { Debug } from "./debug-session.ts";
import { list, type Members, text } from "./entry.ts";
import { publisherOf } from "./power.ts";
import type { OrgRows } from "./rows.ts";
import { type Asked, ask } from "./ruling.ts";

const TRIGGER = "__sfdc_trigger/";

interface Named {
  readonly kind: "class" | "trigger";
  readonly namespace?: string;
  readonly type: string;
}

/** `ledg/InvoiceService$Totals` in its parts; nothing for an Execute Anonymous block. */
function named(file: string): Named | undefined {
  const kind = file.startsWith(TRIGGER) ? "trigger" : "class";
  const [, namespace, type] =
    /^(?:(\w+)\/)?(\w+(?:\$\w+)?)$/.exec(kind === "trigger" ? file.slice(TRIGGER.length) : file) ?? [];
  if (type === undefined || file === "anon") return undefined;
  return { kind, ...(namespace !== undefined && { namespace }), type };
}

/** Why a debugging session sees no more of some code than its globals, if it does not (DEBUG-09, DEBUG-41). */
export function hiding({ publisher }: Debug, file: string, rows: OrgRows): readonly Asked[] {
  const namespace = named(file)?.namespace;
  return [
    ask("DEBUG-09", () => publisher === undefined && namespace !== undefined),
    ask(
      "DEBUG-41",
      () => publisher !== undefined && namespace !== undefined && publisherOf(rows, namespace) !== publisher,
    ),
  ];
}

/** Why a debugging session never stops inside some code. */
export const sight = (debug: Debug, file: string, rows: OrgRows): readonly Asked[] => [
  ask("DEBUG-33", () => file === "anon"),
  ...hiding(debug, file, rows),
];

/** Where a debugger can stop in a type, as its row says; nothing where nobody has said. */
function linesOf(file: string, rows: OrgRows): Members | undefined {
  const about = named(file);
  const outer = about?.type.split("$")[0];
  const code = rows.find(
    "apexClasses",
    (one) => one.kind === about?.kind && one.name === outer && text(one, "namespace") === about?.namespace,
  );
  return list(code, "lines")
    .map((one) => one as Members)
    .find((one) => one.type === about?.type);
}

/** Why a line breakpoint is never hit, asked in this order (DEBUG-29, DEBUG-32). */
export function lineRules(debug: Debug, breakpoint: Members, rows: OrgRows): readonly Asked[] {
  const file = text(breakpoint, "file") ?? "";
  const lines = linesOf(file, rows);
  return [
    ...sight(debug, file, rows),
    ask("DEBUG-32", () => list(lines, "accessors").includes(breakpoint.line)),
    ask("DEBUG-29", () => !list(lines, "executable").includes(breakpoint.line)),
  ];
}
