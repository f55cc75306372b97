import type { Coverage } from "#cli/coverage.ts";
import { EVENT_CATALOGUE } from "#domain/events.ts";
import { POLICY_BOOK, policyNames } from "#domain/policies.ts";
import { RULE_BOOK } from "#domain/rule-book.ts";
import { SOURCES, type SourceKey } from "#domain/sources.ts";
import { wordsOf } from "#steps/reader/policy-words.ts";
import type { OnRecord } from "./on-record.ts";

/** The whole of COVERAGE.md: what is told of each rule, and by what. The same features make the same page. */
export function coveragePage(rules: readonly Coverage[], onRecord: OnRecord): string {
  const areas = [...new Set(rules.map(({ area }) => area))];
  return [
    "# Coverage",
    "Every rule of the catalogue, how sure it is, where it comes from, what tells it and what it leaves on record.",
    "Made by `npm run coverage` from the rule book, the features and what a run of them put on record; not written by hand.",
    ...summary(rules, areas, onRecord),
    ...areas.flatMap((area) => [
      `## ${area}`,
      ...rules.filter((one) => one.area === area).map((one) => section(one, onRecord)),
    ]),
  ]
    .join("\n\n")
    .concat("\n");
}

const STATUSES = ["told", "exempt", "missing"] as const satisfies readonly Coverage["status"][];
const CONFIDENCES = ["seed", "documented", "reported", "assumed"] as const;

function summary(rules: readonly Coverage[], areas: readonly string[], { all, examples }: OnRecord): readonly string[] {
  const counts = (some: readonly Coverage[]) =>
    [some.length, ...STATUSES.map((status) => some.filter((one) => one.status === status).length)].map(String);
  const head = ["rules", ...STATUSES];
  const silent = Object.keys(EVENT_CATALOGUE).filter((type) => !all.has(type));
  const recorded = Object.keys(EVENT_CATALOGUE).length - silent.length;
  const silence = silent.length > 0 ? ` No scenario records ${codes(silent)}.` : "";
  return [
    table(
      ["area", ...head],
      [...areas.map((area) => [area, ...counts(rules.filter((one) => one.area === area))]), ["all", ...counts(rules)]],
    ),
    table(
      ["confidence", ...head],
      CONFIDENCES.map((mark) => [mark, ...counts(rules.filter(({ confidence }) => confidence === mark))]),
    ),
    `${examples} scenarios record ${recorded} of the ${Object.keys(EVENT_CATALOGUE).length} kinds of event.${silence}`,
  ];
}

function section({ id, sentence, confidence, status, because, scenarios }: Coverage, onRecord: OnRecord): string {
  const sources = RULE_BOOK[id].sources.map(sourceOf).join("; ") || "our own inference";
  const policies = policyNames
    .filter((name) => POLICY_BOOK[name].rules.includes(id))
    .map((name) => {
      const { default: usual, alternatives } = POLICY_BOOK[name];
      return `\`${name}\` (${wordsOf(usual)}; or ${alternatives.map(wordsOf).join("; or ")})`;
    });
  const [decided, left] = [onRecord.decided.get(id) ?? [], onRecord.left.get(id) ?? []];
  const others = left.filter((type) => !decided.includes(type));
  const lines = [
    `${confidence}: ${sources}`,
    ...policies.map((policy) => `policy ${policy}`),
    ...(decided.length > 0 ? [`decides ${codes(decided)}`] : []),
    ...(others.length > 0 ? [`its examples leave ${codes(others)}`] : []),
    ...(status === "told" ? [] : [`**${status}**: ${because}`]),
    ...scenarios.map(({ file, line, name }) => `[${file}:${line}](${file}#L${line}) ${plain(name)}`),
  ];
  return [`### ${id}`, plain(sentence), lines.map((line) => `- ${line}`).join("\n")].join("\n\n");
}

/** A page with its address behind the title; what the address says besides, and what has none, stays in words. */
function sourceOf(key: SourceKey): string {
  const { title, address } = SOURCES[key];
  const [, url, more = ""] = /^(https?:\S+)(.*)$/.exec(address) ?? [];
  return url ? `[${plain(title)}](<${url}>)${more}` : `${plain(title)} (${address})`;
}

const codes = (types: readonly string[]): string => types.map((type) => `\`${type}\``).join(", ");

/** Text that Markdown shows as it is. */
const plain = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, "\\$&");

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
