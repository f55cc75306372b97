import fc from "fast-check";
import { expect, test } from "vitest";
import { formatId, type Id, recordId, type UserId } from "#domain/ids.ts";
import type { CustomObject, SObjectRecord } from "#domain/org.ts";
import type { FieldRight, ObjectRight, Permission, Profile, User } from "#domain/user.ts";
import type { World } from "#domain/world.ts";
import { anOrg, aUser, MORNING, rowsOf } from "#fixtures/builders.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

// What the API shows of business records, against a second opinion that knows nothing of how the first one works.

const ORG = formatId("Org", 900);
const OBJECTS = ["Crate__c", "Ship__c"] as const;
const FIELDS = ["Color__c", "Weight__c", "Sealed__c"] as const;
type Field = (typeof FIELDS)[number];
const COLORS = ["red", "Red", "green", "blue"];

const object = (name: string, nth: number): CustomObject => ({
  id: formatId("CustomObject", 950 + nth),
  name,
  label: name,
  plural: name,
  keyPrefix: `a${nth}X`,
  fields: [
    { name: "Color__c", label: "Color", type: "string", length: 20 },
    { name: "Weight__c", label: "Weight", type: "double" },
    { name: "Sealed__c", label: "Sealed", type: "boolean" },
  ],
});

/** What a profile or a permission set says. */
const access = fc.record({
  permissions: fc.subarray<Permission>(["View All Data", "Modify All Data"]),
  objects: fc.dictionary(fc.constantFrom(...OBJECTS), fc.constantFrom<ObjectRight>("None", "Read", "Read and Edit")),
  fields: fc.dictionary(
    fc.constantFrom(...OBJECTS.flatMap((of) => FIELDS.map((field) => `${of}.${field}`))),
    fc.constantFrom<FieldRight>("None", "Read", "Read and Edit"),
  ),
});
type Access = typeof access extends fc.Arbitrary<infer One> ? One : never;

const USERS = 4;
const MOST_RECORDS = 20;
const worlds = fc.record({
  profiles: fc.array(access, { minLength: 2, maxLength: 2 }),
  sets: fc.array(access, { minLength: 2, maxLength: 2 }),
  users: fc.array(fc.record({ profile: fc.nat(1), sets: fc.subarray([0, 1]) }), { minLength: USERS, maxLength: USERS }),
  records: fc.array(
    fc.record({
      of: fc.constantFrom(...OBJECTS),
      owner: fc.nat(USERS - 1),
      deleted: fc.boolean(),
      Color__c: fc.option(fc.constantFrom(...COLORS), { nil: undefined }),
      Weight__c: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
      Sealed__c: fc.option(fc.boolean(), { nil: undefined }),
    }),
    { minLength: 10, maxLength: MOST_RECORDS },
  ),
});
type Drawn = typeof worlds extends fc.Arbitrary<infer One> ? One : never;

const questions = fc.record({
  by: fc.nat(USERS - 1),
  of: fc.constantFrom(...OBJECTS),
  select: fc.subarray([...FIELDS], { minLength: 0 }),
  where: fc.option(
    fc.oneof(
      fc.record({ field: fc.constant("Color__c" as const), value: fc.constantFrom(...COLORS) }),
      fc.record({ field: fc.constant("Weight__c" as const), value: fc.integer({ min: -3, max: 3 }) }),
      fc.record({ field: fc.constant("Sealed__c" as const), value: fc.boolean() }),
    ),
    { nil: undefined, freq: 2 },
  ),
  /** Everything, or one row by its id: a different way through the engine. */
  byId: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.nat(MOST_RECORDS - 1)),
});
type Question = typeof questions extends fc.Arbitrary<infer One> ? One : never;

const userId = (nth: number): UserId => formatId("User", 910 + nth);
const idOf = (nth: number, of: (typeof OBJECTS)[number]): Id<"Record"> =>
  recordId(`a${OBJECTS.indexOf(of)}X`, formatId("Record", 960 + nth));

function worldOf({ profiles, sets, users, records }: Drawn): World {
  const company = anOrg({ id: ORG, name: "Harbour" });
  const rows = rowsOf(company, {
    profiles: profiles.map(
      (one, nth): Profile => ({
        id: formatId("Profile", 930 + nth),
        name: `P${nth}`,
        ...one,
        permissions: ["API Enabled", ...one.permissions],
      }),
    ),
    permissionSets: sets.map((one, nth) => ({ id: formatId("PermissionSet", 940 + nth), name: `S${nth}`, ...one })),
    users: users.map(
      (one, nth): User =>
        aUser({
          id: userId(nth),
          name: `U${nth}`,
          username: `u${nth}@harbour.example`,
          profile: formatId("Profile", 930 + one.profile),
          permissionSets: one.sets.map((set) => formatId("PermissionSet", 940 + set)),
        }),
    ),
    customObjects: OBJECTS.map(object),
    records: records.map(
      (one, nth): SObjectRecord => ({
        id: idOf(nth, one.of),
        sobject: one.of,
        fields: Object.fromEntries(
          [["Name", `R${nth}`], ...FIELDS.map((field) => [field, one[field]])].flatMap(([name, value]) =>
            value === undefined ? [] : [[name, `${value}`]],
          ),
        ),
        createdBy: userId(one.owner),
        lastModifiedBy: userId(one.owner),
        lastModifiedAt: MORNING,
        ...(one.deleted && { deletedAt: MORNING }),
      }),
    ),
  });
  return {
    name: "harbour",
    seed: 1,
    clock: MORNING,
    orgs: [rows],
    cast: [],
    password: "x",
    passwordHash: "",
    nextId: 5000,
  };
}

const textOf = ({ of, select, where, byId }: Question): string => {
  const literal = typeof where?.value === "string" ? `'${where.value}'` : `${where?.value}`;
  const conditions = [
    ...(where ? [`${where.field} = ${literal}`] : []),
    ...(byId === undefined ? [] : [`Id = '${idOf(byId, of)}'`]),
  ];
  return `SELECT Id, Name${select.map((field) => `, ${field}`).join("")} FROM ${of}${conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : ""}`;
};

/** The second opinion: what should be answered, worked out from the drawn world and nothing else. */
function expected({ profiles, sets, users, records }: Drawn, { by, of, select, where, byId }: Question): unknown {
  const user = users[by];
  const profile = profiles[user?.profile ?? 0] as Access;
  const given = (user?.sets ?? []).map((nth) => sets[nth] as Access);
  const hides = (sort: "objects" | "fields", name: string): boolean => {
    const said = [profile[sort][name] ?? "all", ...given.map((set) => set[sort][name] ?? "None")];
    return said.every((one) => one === "None");
  };
  if (hides("objects", of)) return "INVALID_TYPE";
  const named: readonly Field[] = [...select, ...(where ? [where.field] : [])];
  if (named.some((field) => hides("fields", `${of}.${field}`))) return "INVALID_FIELD";
  const seesAll = [profile, ...given].some(({ permissions }) => permissions.length > 0);
  return records
    .map((one, nth) => ({ ...one, nth }))
    .filter((one) => one.of === of && !one.deleted && (seesAll || one.owner === by))
    .filter((one) => byId === undefined || one.nth === byId)
    .filter((one) => {
      if (!where) return true;
      const value = one[where.field];
      if (where.field === "Sealed__c") return (value ?? false) === where.value;
      return value !== undefined && `${value}`.toLowerCase() === `${where.value}`.toLowerCase();
    })
    .map((one) => ({
      Id: idOf(one.nth, of),
      Name: `R${one.nth}`,
      ...Object.fromEntries(select.map((field) => [field, one[field] ?? (field === "Sealed__c" ? false : null)])),
    }));
}

/** Rows, or what was wrong; each of the two where the status says so. */
type Body = { readonly records: readonly Readonly<Record<string, unknown>>[] } & readonly {
  readonly errorCode: string;
}[];

/** Worlds drawn, and questions asked in each. */
const WORLDS = 250;
const QUESTIONS = 42;

test(`the API shows every user exactly the rows and fields that are hers, in ${WORLDS * QUESTIONS} cases`, async () => {
  let asked = 0;
  let refused = 0;
  let shown = 0;
  await fc.assert(
    fc.asyncProperty(
      worlds,
      fc.array(questions, { minLength: QUESTIONS, maxLength: QUESTIONS }),
      async (drawn, all) => {
        const simulator = await simulatorInMemory(worldOf(drawn));
        const tokens = sessionTokens(new Uint8Array(32));
        const { app } = createApp({ simulator, tokens, operatorToken: "operator" });
        const seats = await Promise.all(
          drawn.users.map(async (_, nth) => {
            const user = { org: ORG, id: userId(nth) };
            const { session } = await simulator.takePlaceOf(user, { mfa: true, myDomain: true });
            return tokens.issue(ORG, session);
          }),
        );
        for (const question of all) {
          const url = `/services/data/v66.0/query?q=${encodeURIComponent(textOf(question))}`;
          const answer = await app.request(url, { headers: { authorization: `Bearer ${seats[question.by]}` } });
          const body = (await answer.json()) as Body;
          const seen =
            answer.status === 200
              ? body.records.map(({ attributes: _, ...row }: Record<string, unknown>) => row)
              : body[0]?.errorCode;
          asked += 1;
          if (answer.status === 200) shown += body.records.length;
          else refused += 1;
          expect({ question: textOf(question), by: question.by, seen }).toEqual({
            question: textOf(question),
            by: question.by,
            seen: expected(drawn, question),
          });
        }
      },
    ),
    { numRuns: WORLDS },
  );
  console.log(`permissions: ${asked} queries, ${refused} of them refused, ${shown} rows compared`);
  expect(asked).toBeGreaterThanOrEqual(10_000);
  expect(refused).toBeGreaterThan(500);
  expect(shown).toBeGreaterThan(5_000);
}, 240_000);
