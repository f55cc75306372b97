import type { Command } from "commander";
import { formatInstant, type Instant } from "#domain/time.ts";
import { actingAs, keep, loginAsOf } from "./acting.ts";
import { placeOf, send } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import { namesOf, orgNamed, personNamed } from "./names.ts";
import type { Outside } from "./outside.ts";

interface SessionRow {
  readonly session: string;
  readonly user: { readonly org: string; readonly id: string };
  readonly delegate: { readonly org: string; readonly id: string };
  readonly caseReference?: string;
  readonly state: string;
  readonly startedAt: string;
  readonly ended?: { readonly at: string; readonly because: string };
}

const WHO = ["--as <person>", "the agent: name, username or id"] as const;

export function loginAsCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("login-as")
    .summary("agents working as subscriber users")
    .description("LoginAs sessions: agents of a publisher working as subscriber users.");
  command(group, outside, ending, {
    name: "start",
    summary: "log an agent in as a subscriber user",
    options: [
      WHO,
      ["--org <org>", "the subscriber org"],
      ["--user <person>", "whom to log in as"],
      ["--case <reference>", "why: the case it is for"],
    ],
    examples: [
      'login-as start --as sam@ledgerlabs.example --org "Acme Corp" --user nia@acme.example',
      'login-as start --as sam@ledgerlabs.example --org "Acme UAT" --user nia@acme.example.uat --case CS-1042',
    ],
    client: true,
    act: start,
  });
  command(group, outside, ending, {
    name: "return",
    summary: "leave the LoginAs session: Return to subscriber overview",
    options: [WHO],
    examples: ["login-as return --as sam@ledgerlabs.example", "login-as return --as sam@ledgerlabs.example --json"],
    client: true,
    act: leave,
  });
  command(group, outside, ending, {
    name: "list",
    summary: "list LoginAs sessions that run or wait, or all there were",
    options: [["--all", "those that are over, too"]],
    examples: ["login-as list", "login-as list --all --json"],
    client: true,
    act: list,
  });
}

async function start(given: Given): Promise<Shown> {
  const acting = await actingAs(given);
  const { place, person } = acting;
  const org = await orgNamed(place, given.needed("org"));
  const user = await personNamed(place, given.needed("user"), org.id);
  const caseReference = given.text("case");
  const path = `/lma/subscribers/${org.id}/login/${user.id}`;
  const { token, ...session } = await acting.send<{ token: string; session: string; state: string }>("POST", path, {
    ...(caseReference !== undefined && { caseReference }),
  });
  keep(given, place, "loginAs", person.username, token);
  const how = session.state === "active" ? "works" : "waits for approval to work";
  return {
    data: { ...session, agent: person.username, org: org.name, user: user.username, token },
    text: () => `${person.username} ${how} as ${user.username} in ${org.name} (session ${session.session})`,
  };
}

async function leave(given: Given): Promise<Shown> {
  const { place, person, token } = await loginAsOf(given);
  const sessions = await sessionsOf(given);
  const running = sessions.findLast(({ delegate, state }) => delegate.id === person.id && state === "active");
  const left = running
    ? await send<object>(place, token, "POST", `/orgs/${running.user.org}/return`, undefined)
    : undefined;
  keep(given, place, "loginAs", person.username);
  return {
    data: { agent: person.username, ...left },
    text: () =>
      left
        ? `${person.username} is back on the subscriber overview`
        : `the LoginAs session of ${person.username} was over already`,
  };
}

async function sessionsOf(given: Given): Promise<readonly SessionRow[]> {
  const place = placeOf(given);
  return (await send<{ sessions: readonly SessionRow[] }>(place, place.token, "GET", "/sim/login-as")).sessions;
}

async function list(given: Given): Promise<Shown> {
  const sessions = (await sessionsOf(given)).filter(({ ended }) => given.options.all || !ended);
  const names = await namesOf(placeOf(given));
  const at = (text: string) => formatInstant(text as Instant);
  const rows = sessions.map((one) => [
    names.user(one.delegate),
    names.user(one.user),
    names.org(one.user.org),
    one.caseReference ?? "",
    at(one.startedAt),
    one.ended ? `${one.state} ${at(one.ended.at)}: ${one.ended.because}` : one.state,
  ]);
  return {
    data: { sessions },
    text: (page) =>
      rows.length > 0
        ? page.table(["delegate user", "user", "org", "case", "started", "state"], rows)
        : "no LoginAs session runs",
    exit: sessions.length > 0 ? EXIT.done : EXIT.nothing,
  };
}
