import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AuditEvent, EVENT_CATALOGUE, type EventType } from "#domain/events.ts";
import { PRIVACY, SEALED } from "#domain/privacy.ts";
import { canonical } from "./canonical.ts";
import type { LoggedRecord, Sealed } from "./envelope.ts";
import { acme, nia, visited } from "./sample-events.ts";
import { seeded } from "./sample-log.suite.ts";
import { commitmentTo, type Disclosure, Sealer, sealedNames, unseal } from "./sealing.ts";

const at = visited(0).at;

/** A value that cannot be in a line by chance: marked, so that it can be looked for. */
const MARK = "~secret~";
const secretTexts = fc.string({ unit: "grapheme" }).map((text) => `${MARK}${text}`);
const secrets = fc.oneof(
  secretTexts,
  fc.record({ a: fc.constant(MARK), b: fc.array(fc.oneof(fc.maxSafeInteger(), fc.constant(null)), { maxLength: 3 }) }),
);
const opens = fc.oneof(fc.string({ unit: "grapheme", maxLength: 8 }), fc.maxSafeInteger(), fc.boolean());

/** Events of every type, with any value in any member the catalogue knows. */
const events: fc.Arbitrary<AuditEvent> = fc
  .constantFrom(...(Object.keys(EVENT_CATALOGUE) as EventType[]))
  .chain((type) => {
    const members = Object.keys(PRIVACY[type]);
    const values = members.map((name) => [name, SEALED[type].includes(name) ? secrets : opens] as const);
    const change = fc.record({
      table: fc.constantFrom("users", "apexLogs", "grants"),
      id: fc.constantFrom("1", nia.id),
      row: fc.oneof(fc.constant(null), fc.record({ user: fc.constant(nia.id), name: secrets })),
    });
    const optional = {
      user: fc.constant(nia),
      changes: fc.array(change, { maxLength: 4 }),
      decision: fc.record({ effect: fc.constant("deny"), rule: fc.constant("GRANT-03"), because: secretTexts }),
      ...Object.fromEntries(values),
    };
    return fc
      .record(optional, { requiredKeys: [] })
      .map((about) => ({ type, at, org: acme, ...about }) as unknown as AuditEvent);
  });

/** An event as the log has it. */
function sealedBy(sealer: Sealer, event: AuditEvent, seq: number) {
  const { members, disclosures } = sealer.seal(event, seq);
  return { members: JSON.parse(canonical({ ...event, ...members })), disclosures };
}

const openerOf = (disclosures: readonly Disclosure[]) => (name: string) =>
  disclosures.find((one) => one.name === name)?.text;
/** Without what was never said. */
const plain = (value: unknown): unknown => JSON.parse(canonical(value));
const withoutNoChanges = ({ changes, ...event }: AuditEvent): unknown =>
  plain(changes && changes.length > 0 ? { ...event, changes } : event);

test("sealing and unsealing undo each other for every event, and nothing sealed is in the line", () => {
  const seen = new Set<EventType>();
  fc.assert(
    fc.property(events, fc.maxSafeNat(), (event, seq) => {
      const { members, disclosures } = sealedBy(new Sealer(seeded("seal")), event, seq);
      const line = canonical(members);
      seen.add(event.type);
      expect(plain(unseal(JSON.parse(line) as LoggedRecord, openerOf(disclosures)))).toEqual(withoutNoChanges(event));
      expect(line.includes(MARK)).toBe(false);
      expect(canonical({ ...event }).includes(MARK)).toBe(disclosures.some(({ text }) => text.includes(MARK)));
    }),
    { numRuns: 2000 },
  );
  expect(seen.size).toBe(Object.keys(EVENT_CATALOGUE).length);
});

test("every disclosure opens the commitment that stands in its place, with a salt of its own", () => {
  fc.assert(
    fc.property(events, (event) => {
      const { members, disclosures } = sealedBy(new Sealer(seeded("seal")), event, 7);
      const record = members as unknown as LoggedRecord;
      expect(disclosures.map(({ name }) => name).toSorted()).toEqual([...sealedNames(record)].toSorted());
      expect(new Set(disclosures.map(({ salt }) => salt)).size).toBe(disclosures.length);
      const items: readonly Sealed[] = JSON.parse(openerOf(disclosures)("changes") ?? "[]");
      for (const disclosure of disclosures) {
        const { name } = disclosure;
        const [first, place] = name.split(".");
        const sealed =
          name === "decision.because"
            ? record.decision?.because
            : first === "changes" && place !== undefined
              ? items[Number(place)]
              : record[name];
        expect(sealed).toEqual({ $sealed: commitmentTo(disclosure) });
      }
    }),
  );
});

test("a commitment is the hash of salt, name and value", () => {
  // sha256 of ["AAAAAAAAAAAAAAAAAAAAAA","page","x"], computed with another tool.
  expect(commitmentTo({ salt: "A".repeat(22), name: "page", text: '"x"' })).toBe(
    "TiCChMmEcMyIR9U3LU2NUXY5roeIfYKb0+Y5LfUqxmY=",
  );
});

describe("what was erased", () => {
  const sealer = new Sealer(seeded("erased"));
  const seal = (event: object) => {
    const { members } = sealedBy(sealer, { at, org: acme, ...event } as unknown as AuditEvent, 0);
    return unseal(members as unknown as LoggedRecord, () => undefined);
  };

  test("reads so where text stood, and is named", () => {
    const decision = { effect: "deny", rule: "GRANT-03", because: "nia@acme.example has granted no login access" };
    expect(seal({ type: "login.refused", reason: "x", caseReference: "7", decision })).toMatchObject({
      caseReference: "(erased)",
      decision: { effect: "deny", because: "(erased)" },
      erased: ["caseReference", "decision.because"],
    });
  });

  test("is absent where a value of the org stood", () => {
    const record = seal({ type: "power.record-changed", sobject: "Contact", record: "1", before: { a: 1 }, after: 5 });
    expect(record).toMatchObject({ sobject: "Contact", erased: ["after", "before"] });
    expect(record).not.toHaveProperty("before");
  });

  test("leaves the rows that are still there", () => {
    const changes = ["1", "2"].map((id) => ({ table: "grants", id, row: null }));
    const { members, disclosures } = sealedBy(
      sealer,
      { type: "org.changed", at, org: acme, what: "x", changes } as never,
      0,
    );
    const reveal = (name: string) => (name === "changes.0" ? undefined : openerOf(disclosures)(name));
    expect(unseal(members as unknown as LoggedRecord, reveal)).toMatchObject({
      changes: [changes[1]],
      erased: ["changes.0"],
    });
  });
});

test("the names of what is sealed come in the order in which lines of disclosures have them", () => {
  const rows = Array.from({ length: 12 }, (_, n) => ({ table: "grants", id: `${n}`, row: null }));
  const event = { type: "user.created", at, org: acme, username: "n", changes: rows };
  const { members } = sealedBy(new Sealer(seeded("order")), event as unknown as AuditEvent, 0);
  expect(sealedNames(JSON.parse(canonical(members)))).toEqual([
    "changes",
    ...rows.map((_, n) => `changes.${n}`),
    "username",
  ]);
});
