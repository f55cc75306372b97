import type { UserRef } from "#domain/ids.ts";
import type { ExposureQuestion, ExposureReport } from "#usecases/audit/exposure.ts";
import type { Grants, GrantsQuestion } from "#usecases/audit/grants.ts";
import type { Refusals, RefusalsQuestion } from "#usecases/audit/refusals.ts";
import type { Sheet, SheetQuestion } from "#usecases/audit/sheet.ts";
import type { Timeline, TimelineQuestion } from "#usecases/audit/timeline.ts";
import type { Who, WhoQuestion } from "#usecases/audit/who.ts";
import type { Given } from "./command.ts";
import { type Names, namesOf, orgNamed, personNamed } from "./names.ts";
import { askerOf, notOfFolder } from "./review-rows.ts";

/** What the commands ask of a log: of a running simulator's, or of the one in a state folder. */
export interface Questions {
  readonly names: Names;
  /** An org by its name or id. */
  orgId(text: string): Promise<string>;
  /** A person by username, id or name. */
  person(text: string): Promise<UserRef>;
  who(question: WhoQuestion): Promise<Who>;
  timeline(question: TimelineQuestion): Promise<Timeline>;
  sheet(question: SheetQuestion): Promise<Sheet>;
  grants(question: GrantsQuestion): Promise<Grants>;
  refusals(question: RefusalsQuestion): Promise<Refusals>;
  exposure(question: ExposureQuestion): Promise<ExposureReport>;
}

/** Whom a command asks: the simulator that runs, as the operator or as a reviewer, or with `--state` the folder itself. */
export async function questionsFor(given: Given): Promise<Questions> {
  const state = given.text("state");
  if (state !== undefined) {
    notOfFolder(given);
    return (await import("./audit-folder.ts")).questionsOfFolder(state, given.outside);
  }
  const { place, send } = await askerOf(given);
  const ask = <Value>(path: string, question: object) => send<Value>("GET", `/audit/${path}?${queryOf(question)}`);
  return {
    names: await namesOf(place),
    orgId: async (text) => (await orgNamed(place, text)).id,
    person: async (text) => {
      const { org, id } = await personNamed(place, text);
      return { org, id } as UserRef;
    },
    who: (question) => ask("who", question),
    timeline: ({ types = [], ...question }) => ask("timeline", { ...question, type: types[0] }),
    sheet: ({ session, ...question }) => ask(`sessions/${session}`, question),
    grants: (question) => ask("grants", question),
    refusals: (question) => ask("refusals", question),
    exposure: (question) => ask("exposure", question),
  };
}

/** A question as the control interface takes it: a person as id and org. */
function queryOf(question: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(question)) {
    if (value === undefined) continue;
    if (name !== "person") query.set(name, String(value));
    else {
      query.set("person", value.id);
      query.set("personOrg", value.org);
    }
  }
  return query;
}
