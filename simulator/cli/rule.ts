import type { Command } from "commander";
import { areaOf, isRuleId, RULE_BOOK, ruleIds } from "#domain/rule-book.ts";
import { SOURCES } from "#domain/sources.ts";
import { command, type Ending, type Shown } from "./command.ts";
import type { Coverage } from "./coverage.ts";
import { cureOf } from "./cures.ts";
import { EXIT, Failure } from "./failure.ts";
import type { Outside } from "./outside.ts";
import type { Page } from "./page.ts";

export function ruleCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("rule")
    .summary("the catalogue of rules")
    .description("The catalogue of rules; needs no running simulator.");
  command(group, outside, ending, {
    name: "list",
    summary: "list every rule",
    options: [["--area <area>", "only of this area, such as GRANT"]],
    examples: ["rule list", "rule list --area GRANT"],
    act: async ({ text }) => list(text("area")),
  });
  command(group, outside, ending, {
    name: "show <rule>",
    summary: "show one rule: how sure it is, where it comes from, what tells it",
    examples: ["rule show GRANT-06", "rule show POWER-08 --json"],
    act: async ({ args }) => showRule(args[0] ?? "", outside.home),
  });
  command(group, outside, ending, {
    name: "coverage",
    summary: "tell which rules the features tell, and which they do not",
    examples: ["rule coverage", "rule coverage --json"],
    act: async () => {
      const { coverage } = await import("./coverage.ts");
      return coverageShown(coverage(outside.home));
    },
  });
}

function list(area: string | undefined): Shown {
  const chosen = ruleIds.filter((id) => area === undefined || areaOf(id) === area.toUpperCase());
  const rules = chosen.map((id) => ({
    id,
    area: areaOf(id),
    sentence: RULE_BOOK[id].says,
    confidence: RULE_BOOK[id].confidence,
  }));
  return {
    data: { rules },
    exit: rules.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) =>
      page.table(
        ["rule", "confidence", "sentence"],
        rules.map((one) => [one.id, one.confidence, one.sentence]),
      ),
  };
}

async function showRule(text: string, home: string): Promise<Shown> {
  const id = text.toUpperCase();
  if (!isRuleId(id))
    throw new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `no rule "${text}"`,
      hint: "see understudy rule list",
    });
  const { says, confidence, sources, notEnforced } = RULE_BOOK[id];
  const { coverage } = await import("./coverage.ts");
  const scenarios = coverage(home).find((one) => one.id === id)?.scenarios ?? [];
  const cure = await cureOf(id);
  const from = sources.map((key) => ({ key, source: SOURCES[key] }));
  return {
    data: {
      id,
      area: areaOf(id),
      sentence: says,
      confidence,
      sources: from,
      scenarios,
      ...(cure && { cure }),
      ...(notEnforced && { notEnforced }),
    },
    text: (page) => {
      const told = scenarios.map(({ file, line, name }) => `  ${file}:${line}  ${name}`);
      const about = { confidence, sources: sources.join(" ") || "ours", cure, "not enforced": notEnforced };
      return [
        `${page.strong(id)}  ${says}`,
        page.pairs(about),
        told.length > 0 ? "told by" : "told by nothing",
        ...told,
      ].join("\n");
    },
  };
}

function coverageShown(rules: readonly Coverage[]): Shown {
  const count = (status: Coverage["status"]) => rules.filter((one) => one.status === status).length;
  const missing = count("missing");
  const sum = `${rules.length} rules: ${count("told")} told, ${count("exempt")} exempt, ${missing} missing`;
  return {
    data: { rules },
    exit: missing > 0 ? EXIT.no : EXIT.done,
    text: async (page: Page) => {
      const rows = rules.map(({ id, status, scenarios, because, sentence }) => [
        id,
        status,
        String(scenarios.length),
        because || sentence,
      ]);
      return `${await page.table(["rule", "status", "scenarios", "sentence, or why not"], rows)}\n${missing > 0 ? page.bad(sum) : page.good(sum)}`;
    },
  };
}
