import { styleText } from "node:util";
import type { Outside } from "./outside.ts";

/** Draws results for a person: fitted to a terminal, or plain and whole where there is none. */
export interface Page {
  /** A table; without a terminal the columns are two spaces apart and nothing is cut. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): Promise<string>;
  /** Names and values, one pair a line. */
  pairs(values: Readonly<Record<string, string | number | undefined>>): string;
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

type Style = Parameters<typeof styleText>[0];

export function pageFor({ columns, colour }: Pick<Outside, "columns" | "colour">): Page {
  const styled = (style: Style) => (text: string) =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  const faint = styled("dim");
  return {
    strong: styled("bold"),
    faint,
    good: styled("green"),
    bad: styled("red"),
    pairs: (values) => {
      const shown = Object.entries(values).filter(([, value]) => value !== undefined);
      const width = Math.max(...shown.map(([name]) => name.length));
      return shown.map(([name, value]) => `${faint(name.padEnd(width))}  ${value}`).join("\n");
    },
    table: async (head, rows) =>
      columns === undefined ? plainTable(head, rows) : drawnTable(head, rows, columns, styled("bold")),
  };
}

function plainTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, place) => Math.max(title.length, ...rows.map((row) => row[place]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, place) => cell.padEnd(widths[place] ?? 0))
      .join("  ")
      .trimEnd();
  return [head, ...rows].map(line).join("\n");
}

async function drawnTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
  strong: (text: string) => string,
): Promise<string> {
  const { default: Table } = await import("cli-table3");
  const widths = fitted(head, rows, columns);
  const cut = (cells: readonly string[]) => cells.map((cell, place) => cutInTheMiddle(cell, widths[place] ?? 0));
  // The library's own styles look at the process's environment and not at what was asked for: none of them is used.
  const table = new Table({ head: cut(head).map(strong), style: { compact: true, head: [], border: [] } });
  table.push(...rows.map(cut));
  return table.toString();
}

/** A border and a space on either side of every cell, and one border at the end. */
const frame = (cells: number): number => cells * 3 + 1;

/** Column widths that fit the terminal: the widest columns give way first. */
export function fitted(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  columns: number,
): readonly number[] {
  const widths = head.map((title, place) => Math.max(title.length, ...rows.map((row) => row[place]?.length ?? 0)));
  const room = Math.max(columns - frame(widths.length), widths.length * 4);
  for (let over = widths.reduce((sum, width) => sum + width, 0) - room; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = (widths[widest] ?? 1) - 1;
  }
  return widths;
}

/** The beginning and the end of a text: ids and names differ at either. */
export function cutInTheMiddle(text: string, width: number): string {
  if (text.length <= width) return text;
  const kept = Math.max(width - 1, 0);
  return `${text.slice(0, Math.ceil(kept / 2))}…${kept > 1 ? text.slice(-Math.floor(kept / 2)) : ""}`;
}
