import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { actingAs } from "./acting.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import { namesOf, orgNamed, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

interface GrantRow {
  readonly id: string;
  readonly user: { readonly org: string; readonly id: string };
  readonly party: string;
  readonly givenAt: string;
  readonly endsAt: string;
  readonly state: string;
  readonly endedAt?: string;
}

const WHO = ["--as <person>", "who grants: name, username or id"] as const;
const TO = ["--publisher <org>", "who is let in: a publisher, administrators, or salesforce"] as const;
const LENGTH = ["--for <duration>", 'the access duration, as the picklist words it: "1 week"'] as const;

export function grantCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("grant")
    .summary("login access that users give")
    .description("Login access that users give to publishers.");
  const saving = (name: string, summary: string) =>
    command(group, outside, ending, {
      name,
      summary,
      options: [WHO, TO, LENGTH],
      examples: [
        `grant ${name} --as nia@acme.example --publisher "Ledger Labs" --for "1 week"`,
        `grant ${name} --as nia@acme.example.uat --publisher "Ledger Labs" --for "1 day" --json`,
      ],
      client: true,
      act: (given) => save(given, given.needed("for")),
    });
  saving("add", "give a publisher login access");
  saving("change", "replace the end of running login access");
  command(group, outside, ending, {
    name: "revoke",
    summary: "take login access back",
    options: [WHO, TO],
    examples: [
      'grant revoke --as nia@acme.example --publisher "Ledger Labs"',
      'grant revoke --as nia@acme.example.uat --publisher "Ledger Labs" --json',
    ],
    client: true,
    act: (given) => save(given, "no access"),
  });
  command(group, outside, ending, {
    name: "page",
    summary: "show a user's own grant page: whom it lists, and until when each has access",
    options: [["--as <person>", "whose page: name, username or id"]],
    examples: ["grant page --as nia@acme.example", "grant page --as omar@acme.example.uat --json"],
    client: true,
    act: page,
  });
  command(group, outside, ending, {
    name: "list",
    summary: "list login access that is running, or all that was ever given",
    options: [
      ["--user <person>", "only what this person gave"],
      ["--all", "what is over, too"],
    ],
    examples: ["grant list", "grant list --all --json"],
    client: true,
    act: list,
  });
}

/** Saves a duration in a row of the person's own grant page. */
async function save(given: Given, duration: string): Promise<Shown> {
  const { place, person, send: asPerson } = await actingAs(given);
  const to = given.needed("publisher");
  const party = isEverywhere(to) ? { id: to, name: to } : await orgNamed(place, to);
  const saved = await asPerson<{ endsAt?: string }>("PUT", `/orgs/${person.org}/settings/login-access/${party.id}`, {
    duration,
  });
  const ends = saved.endsAt;
  return {
    data: { user: person.username, publisher: party.name, ...saved },
    text: () =>
      ends
        ? `${party.name} has login access as ${person.username} until ${formatInstant(ends as Instant)}`
        : `${party.name} has no login access as ${person.username}`,
  };
}

const isEverywhere = (text: string): boolean => text === "administrators" || text === "salesforce";

async function page(given: Given): Promise<Shown> {
  const { person, send: asPerson } = await actingAs(given);
  const path = `/orgs/${person.org}/settings/login-access`;
  const shown = await asPerson<{ rows: readonly { label: string; durations: readonly string[]; endsAt?: string }[] }>(
    "GET",
    path,
  );
  const rows = shown.rows.map(({ label, durations, endsAt }) => [
    label,
    endsAt ? formatInstant(endsAt as Instant) : "no access",
    durations.join(", "),
  ]);
  return { data: shown, text: (drawn) => drawn.table(["grant access to", "access ends", "access duration"], rows) };
}

async function list(given: Given): Promise<Shown> {
  const place = placeOf(given);
  const named = given.text("user");
  const person = named === undefined ? undefined : await personNamed(place, named);
  const all = (await send<{ grants: readonly GrantRow[] }>(place, place.token, "GET", "/sim/grants")).grants;
  const grants = all.filter(
    (one) => (given.options.all || one.state === "running") && (!person || one.user.id === person.id),
  );
  const names = await namesOf(place);
  const at = (text: string) => formatInstant(text as Instant);
  const rows = grants.map(({ user, party, givenAt, endsAt, state, endedAt }) => [
    names.user(user),
    names.org(user.org),
    names.org(party),
    at(givenAt),
    at(endedAt ?? endsAt),
    state,
  ]);
  return {
    data: { grants },
    text: (page) =>
      rows.length > 0
        ? page.table(["user", "org", "publisher", "given", "ends", "state"], rows)
        : "no login access is running",
    exit: grants.length > 0 ? EXIT.done : EXIT.nothing,
  };
}
