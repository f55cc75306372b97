import { definition } from "#domain/decision.ts";
import { figure } from "#domain/figure.ts";
import type { LogLine } from "#domain/org.ts";
import type { Instant } from "#domain/time.ts";
import { bytesOf, lengthOf } from "./length.ts";
import { CATEGORIES, includesLevel, type Levels } from "./level.ts";
import { MB } from "./storage.ts";
import { levelInside } from "./trace-flag.ts";
import { API_VERSION, type CodeUnit, type Traceable, type Transaction } from "./transaction.ts";

/** The first line of a log: `66.0 APEX_CODE,DEBUG;APEX_PROFILING,INFO;…`. Units of execution and of code follow it. */
export const header = definition<{ readonly apiVersion: string; readonly levels: Levels }, string>(
  "LOG-15",
  ({ apiVersion, levels }) => `${apiVersion} ${CATEGORIES.map((one) => `${one},${levels[one]}`).join(";")}`,
);

/** `00D`, the rest of an org's id, `!` and the secret, as such or in an address: a session id of the platform, or of ours. */
const SESSION_ID = /00D[0-9A-Za-z]{12}(?:[0-9A-Za-z]{3})?(?:!|%21)(?:[\w.-]|%2[Ee])+/g;

/** Done before a line is stored, or what a log is called by, so that no reader and no record ever has one. */
export const withoutSessionIds = definition<string, string>("LOG-14", (text) =>
  text.replace(SESSION_ID, "SESSION_ID_REMOVED"),
);

export const LARGEST_LOG = figure("LOG-10", 20, "MB");

/** What stands where lines were removed, as the platform marks it. */
const skipped = (bytes: number): string => `*** Skipped ${bytes} bytes of detailed log`;
/** No mark is longer: the room that is kept for it. */
const MARK_BYTES = skipped(Number.MAX_SAFE_INTEGER).length + 1;

interface Lengths {
  /** Bytes of the header, which always stays. */
  readonly header: number;
  /** Bytes of each line below it, oldest first. */
  readonly lines: readonly number[];
}

/**
 * How many lines are removed, counted from the oldest, so that what is left fits with the mark in their place. The
 * catalogue says "from any place"; we always take the oldest.
 */
export const linesRemoved = definition<Lengths, number>("LOG-10", ({ header: head, lines }) => {
  let bytes = lines.reduce((sum, length) => sum + length, head);
  if (bytes <= LARGEST_LOG.is * MB) return 0;
  let removed = 0;
  for (const length of lines) {
    if (bytes + MARK_BYTES <= LARGEST_LOG.is * MB) break;
    bytes -= length;
    removed += 1;
  }
  return removed;
});

interface Written {
  readonly lines: readonly LogLine[];
  /** Bytes of all lines, each with its line break. */
  readonly length: number;
}

interface About {
  readonly levels: Levels;
  /** The levels that a trace flag on this class or trigger sets inside of it. */
  readonly overriding: (code: string) => Levels | undefined;
  readonly now: Instant;
}

/** The body of a transaction's log: its header, then whatever its levels let through, within the size that a log may have. */
export function written({ body }: Pick<Transaction, "body">, about: About): Written {
  const { levels, now } = about;
  const kept = executionOf(body)
    .filter(({ category, level, code }) => {
      const overriding = code === undefined ? undefined : about.overriding(code);
      const set = levelInside.gives({ category, levels, ...(overriding && { overriding }) });
      return includesLevel.gives({ set, of: level });
    })
    .map(
      ({ namespace, text }, n): LogLine => ({
        ...(namespace && { namespace }),
        text: withoutSessionIds.gives(`${timeOfDay(now)} (${n * 1000})|${text}`),
      }),
    );
  const head = { text: header.gives({ apiVersion: API_VERSION, levels }) };
  const lengths = kept.map(bytesOf);
  const removed = linesRemoved.gives({ header: bytesOf(head), lines: lengths });
  const gone = lengths.slice(0, removed).reduce((sum, length) => sum + length, 0);
  const mark = removed > 0 ? [{ text: skipped(gone) }] : [];
  const lines = [head, ...mark, ...kept.slice(removed)];
  return { lines, length: lengthOf(lines) };
}

/** `09:00:00.0`, the time of day as a log line begins with it. */
const timeOfDay = (at: Instant): string => at.slice(11, 21);

type Placed = Traceable & { readonly code?: string };

/** The whole execution, with the lines that frame it and each of its code units. */
function executionOf(body: Transaction["body"]): readonly Placed[] {
  const frame = (text: string): Placed => ({ text, category: "APEX_CODE", level: "ERROR" });
  const inside = ({ unit, namespace, code, body: own }: CodeUnit): readonly Placed[] => {
    const placed = { ...(namespace && { namespace }), ...(code && { code }) };
    return [
      { ...frame(`CODE_UNIT_STARTED|[EXTERNAL]|${unit}`), ...placed },
      ...own.map((one) => ({ ...placed, ...one })),
      { ...frame(`CODE_UNIT_FINISHED|${unit}`), ...placed },
    ];
  };
  return [
    frame("EXECUTION_STARTED"),
    ...body.flatMap((one) => ("unit" in one ? inside(one) : [one])),
    frame("EXECUTION_FINISHED"),
  ];
}
