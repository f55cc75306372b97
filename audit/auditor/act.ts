import { type Entry, text } from "./entry.ts";
import { runs } from "./grants.ts";
import { type Asked, ask } from "./ruling.ts";
import type { Acting, World } from "./world.ts";

/** What a record's act is asked: the common questions, then those of its own sort. */
export interface Sort {
  /** The permission that the page takes of whom the session counts as (POWER-08). */
  readonly needs?: string;
  /** Saves code, permissions or settings of the org, which nobody can while somebody debugs there (DEBUG-37). */
  readonly saves?: true;
  /** Whether somebody of the own org may still work is asked by its own rules (LOGIN-01). */
  readonly asksTheAgent?: true;
  /** Its own rules, in the order they are asked. */
  readonly asks?: (entry: Entry, acting: Acting, world: World) => readonly Asked[];
  /** All that is asked, where nobody is at the keyboard or the session at hand is not the one that acts. */
  readonly apart?: (entry: Entry, world: World, acting: Acting | undefined) => readonly Asked[];
}

/** The acts of an area: by the words that refusals and visits name them by, or by the type of event they leave. */
export interface Area {
  readonly acts: Readonly<Record<string, Sort>>;
  /** Acts whose words hold a name: `query sfLma__License__c`. */
  readonly named?: readonly (readonly [begins: string, sort: Sort])[];
  /** By the type of event: the act that leaves it, or a sort of its own. */
  readonly events: Readonly<Record<string, string | Sort>>;
}

/** Whether a session's login access still lets it work (LOGIN-17, C-01). */
function accessRuns({ session, person }: Acting, world: World): boolean | undefined {
  if (!session?.delegate) return true;
  const { org } = session.user;
  if (session.grant !== undefined) {
    const grant = world.grants.named(org, session.grant);
    return grant !== undefined && runs(grant, world.now);
  }
  if (session.delegate.org === org) return true;
  return world.policies.anyUserSetting === "standingAccess" && person.rows.setting("adminsLogInAsAnyUser") === true;
}

/** Everything a record's act is asked, in order. */
export function askedOf(entry: Entry, sort: Sort, acting: Acting, world: World): readonly Asked[] {
  const own = sort.asks?.(entry, acting, world) ?? [];
  const { session, person } = acting;
  const { needs } = sort;
  const still = sort.asksTheAgent && !session?.delegate ? [] : stillMay(acting, world);
  return [
    ask("LOGIN-07", () => session?.delegate !== undefined && session.state === "waiting"),
    ...still,
    ...(needs === undefined ? [] : [ask("POWER-08", () => !person.has(needs))]),
    ...own,
    ...(sort.saves ? [ask("DEBUG-37", () => savesUnderTheDebugger(acting, world))] : []),
  ];
}

/** What ends a session at its next request. */
export const stillMay = (acting: Acting, world: World): readonly Asked[] => [
  ask("LOGIN-16", () => !acting.person.works),
  ask("LOGIN-17", () => {
    const running = accessRuns(acting, world);
    return running === undefined
      ? undefined
      : !running && world.policies.onGrantEndDuringSession === "endAtNextRequest";
  }),
];

const savesUnderTheDebugger = ({ person }: Acting, world: World): boolean =>
  world.policies.metadataSaveDuringDebug === "refuseSaveKillOnDeploy" &&
  world.debugging.inOrg(person.rows.id).length > 0;

/** The words an act goes by in a refusal or a visit. */
export const wordsOf = (entry: Entry): string | undefined => text(entry, "act") ?? text(entry, "page");
