import type { Session } from "#domain/login/session.ts";
import { rowOf } from "#domain/org.ts";
import type { Profile, User } from "#domain/user.ts";
import type { Story } from "./story.ts";

// What a story takes as given about its people, and what the log says of their logins.

/** Changes the user row of somebody. */
export async function userIs(story: Story, name: string, what: string, about: Partial<User>): Promise<void> {
  const { org, id } = story.person(name).ref;
  const row = { ...(await userRow(story, name)), ...about };
  await story.simulator.changeOrg(org, what, [{ table: "users", id, row }]);
}

/** Changes the profile of somebody, and so of everybody who has it. */
export async function profileIs(story: Story, name: string, what: string, about: Partial<Profile>): Promise<void> {
  const { org } = story.person(name).ref;
  const { profile: id } = await userRow(story, name);
  const before = rowOf((await story.simulator.ports.orgs.of(org)).profiles, id);
  if (!before) throw new Error(`${name} has no profile`);
  await story.simulator.changeOrg(org, what, [{ table: "profiles", id, row: { ...before, ...about } }]);
}

/** The user row of somebody, as it stands. */
export async function userRow(story: Story, name: string): Promise<User> {
  const { org, id } = story.person(name).ref;
  const row = rowOf((await story.simulator.ports.orgs.of(org)).users, id);
  if (!row) throw new Error(`${name} has no user row`);
  return row;
}

/** The newest LoginAs session or waiting login of an agent. */
export function loginOf(story: Story, agent: string): Session {
  const { id } = story.person(agent).ref;
  const login = [...story.simulator.ports.folds.sessions.values()].findLast(({ delegate }) => delegate?.id === id);
  if (!login) throw new Error(`${agent} has logged in as nobody`);
  return login;
}
