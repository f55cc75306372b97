import { readFileSync } from "node:fs";
import type { Command } from "commander";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT, Failure, wrongUsage } from "./failure.ts";
import { orgNamed, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

interface AppRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly hasSecret: boolean;
  readonly certificate?: string;
  readonly callbacks: readonly string[];
  readonly preauthorized: boolean;
  readonly runAs?: string;
  readonly secret?: string;
}

const ORG = ["--org <org>", "in which org: its name or id"] as const;

export function appCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("app")
    .summary("the connected apps of the orgs")
    .description("Connected apps: how clients get sessions by OAuth.");
  command(group, outside, ending, {
    name: "add <name>",
    summary: "register a connected app, and show its secret this once",
    options: [
      ORG,
      ["--key <key>", "its consumer key; one is made where none is given"],
      ["--certificate <file>", "X.509 in PEM, of the key that signs its assertions (JWT bearer flow)"],
      ["--callback <addresses>", "where codes may be sent, with commas between"],
      ["--scopes <scopes>", "what it may ask for, with commas between; everything unless said otherwise"],
      ["--preauthorized", "nobody is asked: an administrator lets it in for everybody"],
      ["--run-as <person>", "whom it counts as in its own name (client credentials flow)"],
      ["--public", "it can keep no secret, and gets none"],
      ["--rotate", "each use replaces its refresh token"],
    ],
    examples: [
      'app add CI --org "Acme Corp" --preauthorized --run-as omar@acme.example',
      'app add Portal --org "Acme Corp" --callback http://localhost:3000/callback --json',
    ],
    notes: [
      "The certificate of a key that signs assertions, as sf org login jwt wants it:",
      "  openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.crt -days 365 -subj /CN=CI",
    ],
    client: true,
    act: add,
  });
  command(group, outside, ending, {
    name: "list",
    summary: "list the connected apps of an org",
    options: [ORG],
    examples: ['app list --org "Acme Corp"', "app list --org Globex --json"],
    client: true,
    act: async (given) => {
      const { apps } = await appsIn(given);
      const rows = apps.map((one) => [
        one.name,
        one.key,
        one.hasSecret ? "yes" : "no",
        one.certificate === undefined ? "no" : "yes",
        one.preauthorized ? "yes" : "no",
        one.callbacks.join(", "),
      ]);
      const heads = ["app", "consumer key", "secret", "certificate", "pre-authorized", "callbacks"];
      return { data: { apps }, text: (page) => page.table(heads, rows) };
    },
  });
  command(group, outside, ending, {
    name: "remove <name>",
    summary: "remove a connected app, with its consents, tokens and sessions",
    options: [ORG],
    examples: ['app remove CI --org "Acme Corp"', 'app remove Portal --org "Acme Corp" --json'],
    client: true,
    act: remove,
  });
}

async function add(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const org = await orgNamed(place, given.needed("org"));
  const [key, certificate, callbacks, scopes, runAs] = [
    given.text("key"),
    given.text("certificate"),
    given.text("callback"),
    given.text("scopes"),
    given.text("runAs"),
  ];
  const app = await send<AppRow>(place, place.token, "POST", `/sim/orgs/${org.id}/connected-apps`, {
    name: given.args[0],
    preauthorized: given.options.preauthorized === true,
    rotateRefreshTokens: given.options.rotate === true,
    secret: given.options.public !== true,
    ...(key !== undefined && { key }),
    ...(certificate !== undefined && { certificate: contentOf(certificate) }),
    ...(callbacks !== undefined && { callbacks: callbacks.split(",") }),
    ...(scopes !== undefined && { scopes: scopes.split(",") }),
    ...(runAs !== undefined && { runAs: (await personNamed(place, runAs, org.id)).id }),
  });
  return {
    data: { app: { ...app, org: org.id } },
    text: (page) =>
      page.pairs({
        app: app.name,
        org: `${org.name} (${org.id})`,
        "consumer key": app.key,
        "consumer secret": app.secret ?? "none",
      }),
    warnings: app.secret === undefined ? [] : ["the consumer secret is shown this once"],
  };
}

async function remove(given: Given): Promise<Shown> {
  const { place, org, apps } = await appsIn(given);
  const name = given.args[0] ?? "";
  const app = apps.find((one) => one.name.toLowerCase() === name.toLowerCase() || one.key === name || one.id === name);
  if (!app)
    throw new Failure({
      exit: EXIT.notFound,
      code: "NOT_FOUND",
      what: `${org.name} has no connected app "${name}"`,
      hint: `there are ${apps.map((one) => one.name).join(", ")}`,
    });
  await send(place, place.token, "DELETE", `/sim/orgs/${org.id}/connected-apps/${app.id}`);
  return { data: { app: { ...app, org: org.id } }, text: () => `${app.name} is removed from ${org.name}` };
}

async function appsIn(given: Given) {
  const place = placeOf(given);
  const org = await orgNamed(place, given.needed("org"));
  const path = `/sim/orgs/${org.id}/connected-apps`;
  const { apps } = await send<{ apps: readonly AppRow[] }>(place, place.token, "GET", path);
  return { place, org, apps };
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw wrongUsage(`"${file}" cannot be read`, error instanceof Error ? error.message : "name a file that is there");
  }
}
