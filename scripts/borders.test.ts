import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

interface Layer {
  readonly folder: string;
  readonly may: readonly string[];
  /** What it may import types from, and nothing else. */
  readonly types?: readonly string[];
  readonly mayNot: readonly string[];
}

/** The import table, by example. */
const LAYERS: Readonly<Record<string, Layer>> = {
  domain: {
    folder: "simulator/domain",
    may: ["#domain/grant/rules.ts"],
    mayNot: ["#usecases/act.ts", "#store/orgs.ts", "#audit/chain.ts", "#fixtures/grant.ts", "zod", "node:fs"],
  },
  soql: {
    folder: "simulator/soql",
    may: ["#soql/ast.ts", "#domain/time.ts", "@apexdevtools/apex-parser"],
    mayNot: ["#usecases/act.ts", "#store/orgs.ts", "#http/app.ts", "#fixtures/grant.ts", "zod", "node:fs"],
  },
  apex: {
    folder: "simulator/apex",
    may: ["#apex/syntax.ts", "@apexdevtools/apex-parser"],
    mayNot: ["#usecases/act.ts", "#store/orgs.ts", "#http/app.ts", "#fixtures/grant.ts", "zod", "node:fs"],
  },
  sobject: {
    folder: "simulator/sobject",
    may: ["#sobject/object.ts", "#soql/schema.ts", "#domain/org.ts"],
    mayNot: ["#usecases/act.ts", "#store/orgs.ts", "#http/app.ts", "#fixtures/grant.ts", "zod", "node:fs"],
  },
  usecases: {
    folder: "simulator/usecases",
    may: ["#usecases/ports.ts", "#sobject/source.ts", "#soql/soql.ts", "#domain/time.ts"],
    types: ["#audit/chain.ts"],
    mayNot: ["#store/orgs.ts", "#http/app.ts", "#cli/table.ts", "#fixtures/grant.ts", "hono", "node:fs"],
  },
  store: {
    folder: "simulator/store",
    may: [
      "#store/orgs.ts",
      "#usecases/ports.ts",
      "#domain/time.ts",
      "lowdb",
      "lowdb/node",
      "otpauth",
      "node:fs/promises",
    ],
    mayNot: ["#usecases/act.ts", "#audit/log.ts", "#http/app.ts", "#fixtures/grant.ts", "hono", "lowdb-other"],
  },
  http: {
    folder: "simulator/http",
    may: [
      "#http/app.ts",
      "#usecases/act.ts",
      "#domain/time.ts",
      "hono",
      "hono/html",
      "@hono/zod-openapi",
      "zod",
      "node:crypto",
    ],
    mayNot: ["#store/orgs.ts", "#audit/log.ts", "#cli/table.ts", "#fixtures/grant.ts", "lowdb", "node:fs"],
  },
  cli: {
    folder: "simulator/cli",
    may: ["#cli/table.ts", "#audit/log.ts", "#fixtures/worlds/acme.ts", "#store/orgs.ts", "commander", "node:util"],
    mayNot: ["#steps/world.ts", "hono", "lowdb"],
  },
  server: {
    folder: "simulator/server",
    may: ["#server/open.ts", "#audit/log.ts", "#store/orgs.ts", "#http/app.ts", "#fixtures/worlds/acme.ts", "node:fs"],
    mayNot: ["#cli/table.ts", "#steps/world.ts", "commander", "lowdb", "zod"],
  },
  audit: {
    folder: "audit",
    may: ["#audit/chain.ts", "#domain/time.ts", "node:crypto", "node:fs/promises"],
    types: ["#usecases/ports.ts"],
    mayNot: ["#usecases/act.ts", "#store/orgs.ts", "#http/app.ts", "lowdb"],
  },
  fixtures: {
    folder: "fixtures",
    may: ["#fixtures/grant.ts", "#domain/time.ts", "@faker-js/faker", "@faker-js/faker/locale/en", "node:fs"],
    mayNot: ["#store/orgs.ts", "#usecases/act.ts", "#audit/log.ts", "zod", "node:crypto"],
  },
  steps: {
    folder: "steps",
    may: [
      "#steps/world.ts",
      "#http/app.ts",
      "#audit/log.ts",
      "#fixtures/grant.ts",
      "@cucumber/cucumber",
      "node:assert",
    ],
    mayNot: [],
  },
};

/** Within audit, and with a border of its own: it judges the platform by the log alone. */
const AUDITOR: Layer = {
  folder: "audit/auditor",
  may: ["#audit/auditor/entry.ts", "node:crypto"],
  mayNot: ["#audit/chain.ts", "#domain/time.ts", "#usecases/ports.ts", "#store/orgs.ts", "node:fs", "zod"],
};

const UPWARDS = ["../other.ts", "./../other.ts", "#domain/../other.ts"];

/** Every way to import a value, then every way to import a type. */
const VALUE = [
  (from: string) => `import { value } from "${from}";\nexport const copy = value;\n`,
  (from: string) => `export { value } from "${from}";\n`,
  (from: string) => `export * from "${from}";\n`,
  (from: string) => `export const copy = await import("${from}");\n`,
];
const TYPE = [
  (from: string) => `import type { Kind } from "${from}";\nexport type Copy = Kind;\n`,
  (from: string) => `export type { Kind } from "${from}";\n`,
];
const ANY = [...VALUE, ...TYPE];
const importing = (ways: typeof ANY, from: readonly string[]) => from.flatMap((one) => ways.map((way) => way(one)));

/** What only an input may tell in domain and usecases, or only main.ts anywhere. */
const INPUTS = ["Date.now()", "new Date()", "performance.now()", "crypto.randomUUID()", "setTimeout(() => {}, 1)"];
const uses = (expressions: readonly string[]) => expressions.map((one) => `export const used = ${one};\n`);

interface Probe {
  readonly path: string;
  readonly text: string;
  readonly refused: boolean;
}

function* probes(): Generator<Probe> {
  const tried = (refused: boolean, folder: string, file: string, texts: readonly string[]) =>
    texts.map((text, nth) => ({ path: `${folder}/${refused ? "no" : "yes"}-${nth}/${file}`, text, refused }));

  for (const { folder, may, types = [], mayNot } of [...Object.values(LAYERS), AUDITOR]) {
    yield* tried(false, folder, "a.ts", [...importing(ANY, ["./other.ts", ...may]), ...importing(TYPE, types)]);
    yield* tried(true, folder, "a.ts", [...importing(ANY, [...mayNot, ...UPWARDS]), ...importing(VALUE, types)]);
    yield* tried(false, folder, "a.test.ts", importing(VALUE, ["#audit/log.ts", "#fixtures/grant.ts", "vitest"]));
    yield* tried(true, folder, "a.suite.ts", importing(VALUE, UPWARDS));
  }
  for (const folder of ["simulator", "scripts", "bench"]) {
    yield* tried(false, folder, "b.ts", importing(ANY, ["#http/app.ts", "#fixtures/grant.ts", "zod"]));
    yield* tried(true, folder, "b.ts", importing(ANY, ["#steps/world.ts", "./main.ts", ...UPWARDS]));
  }
  for (const folder of ["simulator/domain", "simulator/soql", "simulator/usecases"]) {
    yield* tried(true, folder, "c.ts", uses(INPUTS));
    yield* tried(false, folder, "c.test.ts", uses(INPUTS));
  }
  for (const folder of ["simulator/store", "simulator/http", "simulator/cli", "audit", "fixtures"]) {
    yield* tried(true, folder, "d.ts", uses(["process.env.HOME"]));
  }
  yield { path: "simulator/domain/time.ts", text: "export const used = new Date(0);\n", refused: false };
  yield { path: "simulator/understudy.mjs", text: 'await import("./main.ts");\n', refused: false };
  yield { path: "simulator/yes/understudy.mjs", text: 'await import("./main.ts");\n', refused: true };
  yield { path: "simulator/main.ts", text: "export const used = process.env.HOME;\n", refused: false };
}

/** Where Biome, under the project's own configuration, finds a border crossed. */
function crossings(all: readonly Probe[]): Set<string> {
  const copy = mkdtempSync(join(tmpdir(), "borders-"));
  try {
    for (const file of ["biome.json", ".gitignore", "package.json"]) cpSync(file, join(copy, file));
    for (const { path, text } of all) {
      mkdirSync(join(copy, dirname(path)), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
    const biome = [
      resolve("node_modules/@biomejs/biome/bin/biome"),
      "lint",
      "--reporter=json",
      "--max-diagnostics=none",
    ];
    const { stdout } = spawnSync(process.execPath, biome, { cwd: copy, encoding: "utf8", maxBuffer: 2 ** 26 });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string; location: { path: string } }[] };
    const crossed = diagnostics.filter(({ category }) =>
      /noRestrictedImports|noRestrictedGlobals|noProcessEnv/.test(category),
    );
    return new Set(crossed.map(({ location }) => location.path));
  } finally {
    rmSync(copy, { recursive: true });
  }
}

test("Biome refuses what the import table refuses, and nothing else", () => {
  const all = [...probes()];
  const crossed = crossings(all);
  console.log(`borders: ${all.length} probes tried, ${crossed.size} refused`);
  expect(all.filter(({ path, refused }) => refused && !crossed.has(path))).toEqual([]);
  expect(all.filter(({ path, refused }) => !refused && crossed.has(path))).toEqual([]);
});

test("every layer has its border", () => {
  const { imports } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(imports).toEqual(
    Object.fromEntries(Object.entries(LAYERS).map(([name, { folder }]) => [`#${name}/*`, `./${folder}/*`])),
  );
  const folders = readdirSync("simulator", { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(Object.values(LAYERS).map(({ folder }) => folder)).toEqual(
    expect.arrayContaining(folders.map(({ name }) => `simulator/${name}`).filter((one) => !one.endsWith("/decisions"))),
  );
});
