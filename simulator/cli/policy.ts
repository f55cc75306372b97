import type { Command } from "commander";
import { type Place, placeOf, send } from "./client.ts";
import { command, type Ending } from "./command.ts";
import type { Outside } from "./outside.ts";

interface PolicyRow {
  readonly policy: string;
  readonly value: unknown;
  readonly default: unknown;
  readonly alternatives: readonly unknown[];
  readonly rules: readonly string[];
}

const policiesOf = async (place: Place) =>
  (await send<{ policies: readonly PolicyRow[] }>(place, place.token, "GET", "/sim/policies")).policies;

const written = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value));
const isChanged = (one: PolicyRow): boolean => JSON.stringify(one.value) !== JSON.stringify(one.default);

/** A value as it is typed: a number, a yes or no, a list with commas, or a word. */
export function typedValue(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  if (/^\d+$/.test(text)) return Number(text);
  return text.includes(",") ? text.split(",").map((part) => part.trim()) : text;
}

export function policyCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("policy")
    .summary("what the catalogue of rules lets one choose")
    .description("What the catalogue of rules lets one choose, because sources differ or are silent.");
  command(group, outside, ending, {
    name: "list",
    summary: "list every policy, the changed ones first",
    examples: ["policy list", "policy list --json"],
    client: true,
    act: async (given) => {
      const policies = (await policiesOf(placeOf(given))).toSorted(
        (a, b) => Number(isChanged(b)) - Number(isChanged(a)),
      );
      const rows = policies.map((one) => [
        one.policy,
        written(one.value),
        isChanged(one) ? written(one.default) : "(this)",
        one.alternatives.map(written).join(" | "),
        one.rules.join(" "),
      ]);
      return {
        data: { policies },
        text: (page) => page.table(["policy", "value", "default", "alternatives", "rules"], rows),
      };
    },
  });
  command(group, outside, ending, {
    name: "set <policy> <value>",
    summary: "choose the value of a policy",
    examples: ["policy set requireCaseReference true", 'policy set grantDurationChoices "1 day, 1 week"'],
    client: true,
    act: async (given) => {
      const [policy = "", text = ""] = given.args;
      const place = placeOf(given);
      const path = `/sim/policies/${encodeURIComponent(policy)}`;
      const row = await send<PolicyRow>(place, place.token, "PUT", path, {
        value: listIfNeeded(policy, typedValue(text)),
      });
      return { data: row, text: () => `${policy} is ${written(row.value)}` };
    },
  });
  command(group, outside, ending, {
    name: "reset [policy]",
    summary: "give one policy, or all, the default back",
    examples: ["policy reset requireCaseReference", "policy reset"],
    client: true,
    act: async (given) => {
      const place = placeOf(given);
      const [policy] = given.args;
      const changed =
        policy === undefined ? (await policiesOf(place)).filter(isChanged).map((one) => one.policy) : [policy];
      const policies: PolicyRow[] = [];
      for (const one of changed)
        policies.push(await send(place, place.token, "DELETE", `/sim/policies/${encodeURIComponent(one)}`));
      const lines = policies.map((one) => `${one.policy} is ${written(one.value)} again`);
      return { data: { policies }, text: () => lines.join("\n") || "every policy has its default already" };
    },
  });
}

/** The one policy whose value is a list, also when the list has one part. */
const listIfNeeded = (policy: string, value: unknown): unknown =>
  policy === "grantDurationChoices" && typeof value === "string" ? [value] : value;
