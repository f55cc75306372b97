import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderReport } from "./render.ts";
import { sampleReport } from "./sample-report.suite.ts";

/** Milliseconds; the browser has to be unpacked first. */
const PATIENCE = 120_000;
/** The one kind of machine that the packaged browser runs on. */
const hasBrowser = process.platform === "linux" && process.arch === "x64";

const folder = mkdtempSync(join(tmpdir(), "understudy-report-"));
let browser: Browser | undefined;
let good = "";

beforeAll(async () => {
  if (!hasBrowser) return;
  good = renderReport((await sampleReport()).pack, "html").text;
  const executablePath = await sparticuz.executablePath();
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"], headless: true });
}, PATIENCE);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Shown {
  readonly state: string | null;
  readonly text: string;
}

/** What the status line of a page says once its script has run, or after a while where there is none. */
async function shown(
  html: string,
  { javaScriptEnabled = true, before = "" }: { readonly javaScriptEnabled?: boolean; readonly before?: string } = {},
): Promise<Shown> {
  if (!browser) throw new Error("no browser");
  writeFileSync(join(folder, "report.html"), html);
  const context = await browser.newContext({ javaScriptEnabled });
  try {
    const page = await context.newPage();
    if (before) await page.addInitScript(before);
    await page.goto(`file://${join(folder, "report.html")}`);
    const status = page.locator("#status");
    if (javaScriptEnabled) await page.locator("#status:not(.unknown)").waitFor({ timeout: 30_000 });
    expect(await status.getAttribute("aria-live")).toBe("polite");
    return { state: await status.getAttribute("class"), text: (await status.textContent()) ?? "" };
  } finally {
    await context.close();
  }
}

/** The page with one thing replaced, which must be there. */
function changed(from: string | RegExp, to: string | ((...found: string[]) => string)): string {
  const page = good.replace(from, to as string);
  expect(page, `${from} is not in the page`).not.toBe(good);
  return page;
}

describe.skipIf(!hasBrowser)("a report in a browser", { timeout: PATIENCE }, () => {
  test("proves itself, and then is green", async () => {
    const { state, text } = await shown(good);
    expect(text).toMatch(/^✓ Verified in this browser: all \d+ records are in the log understudy\.example/);
    expect(state).toBe("good");
  });

  test("proves itself where the browser knows no Ed25519, and where it has no cryptography at all", async () => {
    const without = "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));";
    expect(await shown(good, { before: without })).toMatchObject({ state: "good" });
    const none = "Object.defineProperty(crypto, 'subtle', { get: () => undefined });";
    expect(await shown(good, { before: none })).toMatchObject({ state: "good" });
    const forged = changed(/(— \S+ )(.{30})./, "$1$2A");
    expect(await shown(forged, { before: none })).toMatchObject({ state: "bad" });
  });

  test("says that nothing is verified where scripts do not run", async () => {
    const { state, text } = await shown(good, { javaScriptEnabled: false });
    expect(state).toBe("unknown");
    expect(text).toContain("Not verified: run understudy audit verify-file");
  });

  const flaws: readonly (readonly [string, () => string, RegExp])[] = [
    [
      "a byte of a record's line",
      () => changed('\\"type\\":\\"login.refused\\"', '\\"type\\":\\"login.refusee\\"'),
      /record \d+ is not what the log has there/,
    ],
    [
      "a cell of the table",
      () => changed(">login.refused</td>", ">login.started</td>"),
      /shows "login\.started" among its records/,
    ],
    [
      "a byte of the signature",
      () => changed(/(— \S+ .{40})(.)/, (_: string, head: string, one: string) => `${head}${one === "A" ? "B" : "A"}`),
      /signature/,
    ],
    ["the key", () => changed(/(\+[0-9a-f]{8}\+ATtq)J/, "$1K"), /has another id/],
    ["the root", () => changed(/(\\n21\\n)./, "$1z"), /signature of the checkpoint does not verify/],
    [
      "a value that was sealed",
      () => changed('"\\u003cb>=1+1"', '"\\u003cb>=1+2"'),
      /"caseReference" of record \d+ is not what was sealed/,
    ],
    [
      "a name in the table alone",
      () => changed(">sam@ledgerlabs.example (", ">tim@ledgerlabs.example ("),
      /shows "tim@/,
    ],
    [
      "a record that the table leaves out",
      () => changed(/<tr[^>]*><th scope="row">12<\/th>.*?<\/tr>\n/, ""),
      /shows 6 records and should show 7/,
    ],
    [
      "a record too many",
      () => changed(/(<tr><th scope="row">12<\/th>.*?<\/tr>\n)/, "$1$1"),
      /shows 8 records and should show 7/,
    ],
    [
      "what is said of the scope",
      () => changed(/(<th scope="row">scope<\/th><td>)/, "$1all orgs but "),
      /among its statements/,
    ],
    ["an exclusion that is missing", () => changed(/<tr><th scope="row">1<\/th>.*?<\/tr>\n/, ""), /exclusions/],
    ["how a session ended", () => changed(/>logged out<\/td><\/tr>/, ">killed</td></tr>"), /among its sessions/],
    ["evidence that is none", () => changed('id="evidence">{', 'id="evidence">['), /Do not trust this page/],
  ];

  test.for(flaws)("is red for %s", async ([, page, because]) => {
    const { state, text } = await shown(page());
    expect(text).toMatch(because);
    expect(state).toBe("bad");
  });
});
