import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { canonical } from "#audit/canonical.ts";
import { oneLine } from "./one-line.ts";
import { cellsOf, HEAD, type Report, statements } from "./rows.ts";
import { SHEET_HEAD, sheetsOf } from "./sheets.ts";

/** What runs in the reader's browser; it shares no code with what makes the page. */
const script = (): string => readFileSync(new URL("./self-check.mjs", import.meta.url), "utf8");
const style = (): string => readFileSync(new URL("./report.css", import.meta.url), "utf8");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => oneLine(text).replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);

/** Rows of a table whose first cell names them. */
const rowsOf = (rows: readonly (readonly string[])[]): string =>
  rows
    .map(([first = "", ...rest]) => {
      const cells = rest.map((cell) => `<td>${escaped(cell)}</td>`).join("");
      return `<tr${rest.includes("deny") ? ' class="deny"' : ""}><th scope="row">${escaped(first)}</th>${cells}</tr>`;
    })
    .join("\n");

interface Table {
  readonly id: string;
  readonly title: string;
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const table = ({ id, title, caption, head, rows }: Table): string => `
<section aria-labelledby="${id}-title">
<h2 id="${id}-title">${escaped(title)}</h2>
<div class="wide" tabindex="0" role="region" aria-labelledby="${id}-title">
<table class="${id}">
<caption>${escaped(caption)}</caption>
<thead><tr>${head.map((name) => `<th scope="col">${escaped(name)}</th>`).join("")}</tr></thead>
<tbody id="${id}-rows">
${rowsOf(rows)}
</tbody>
</table>
</div>
</section>`;

const BEGIN = '<script type="application/json" id="evidence">';
const END = "</script>";

/**
 * A report as one page that needs nothing else: it holds the evidence pack, and a script proves from that what the page
 * shows. Nothing in it can be taken for markup, and nothing else than that one script runs.
 */
export function htmlReport(report: Report): string {
  const { pack, about, rows } = report;
  const code = script();
  const css = style();
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash("sha256", code, "base64")}'`,
    `style-src 'sha256-${hash("sha256", css, "base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const stated = statements(report);
  const excluded = about.exclusions.map((says, place) => [`${place + 1}`, says]);
  const said = { id: "said", title: "What this report states", head: ["what", "statement"], rows: stated };
  const left = { id: "left", title: "What the log does not record", head: ["number", "what"], rows: excluded };
  const sheets = { id: "session", title: "Sessions", head: SHEET_HEAD, rows: sheetsOf(report) };
  const records = { id: "record", title: "Records", head: HEAD, rows: rows.map((row) => cellsOf(row, about.names)) };
  // In the text of a script element only this one character can begin something else.
  const evidence = canonical(pack).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="color-scheme" content="light dark">
<title>Audit report: ${escaped(about.scope)}</title>
<style>${css}</style>
</head>
<body>
<header>
<h1>Audit report</h1>
<p>${escaped(about.scope)}</p>
</header>
<main>
<p id="status" role="status" aria-live="polite" class="unknown">Not verified: run <code>understudy audit verify-file</code> on this file, or open it in a browser with scripts.</p>
${table({ ...said, caption: "Said by whoever made the report" })}
${table({ ...sheets, caption: `${sheets.rows.length} sessions, each with what happened in it` })}
${table({ ...records, caption: `${rows.length} records of the audit log, in its order. Times are platform time; names stand before the ids that are proved, and are the maker's.` })}
${table({ ...left, caption: "And so what this report cannot tell" })}
<section aria-labelledby="how-title">
<h2 id="how-title">How this is verified</h2>
<p>The page holds an evidence pack: the lines of these records as the log has them, the way of each to the root of the log's Merkle tree, the checkpoint that signs the root, and the salted values behind what the log holds only digests of. The script of the page computes all of it again, compares every cell above with it, and only then shows a green line. A script can be changed like a page: whoever wants to trust neither runs <code>understudy audit verify-file</code>, or <code>audit/verify.py</code> on the pack.</p>
</section>
</main>
${BEGIN}${evidence}${END}
<script type="module">${code}</script>
</body>
</html>
`;
}

/** The evidence that such a page holds, as far as it is JSON; nothing for any other text. */
export function embeddedIn(text: string): unknown {
  const begin = text.startsWith("<!doctype html>") ? text.indexOf(BEGIN) : -1;
  if (begin === -1) return undefined;
  const from = begin + BEGIN.length;
  try {
    return JSON.parse(text.slice(from, text.indexOf(END, from)));
  } catch {
    return undefined;
  }
}
