import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { verifyEvidence } from "#audit/verify-evidence.ts";
import { EVENT_CATALOGUE, type EventType } from "#domain/events.ts";
import { cefHeader, cefValue } from "./cef.ts";
import { csvCell } from "./csv.ts";
import { ocsfEvent, ocsfFinding } from "./ocsf.ts";
import schemas from "./ocsf-1.8.0.json" with { type: "json" };
import { oneLine } from "./one-line.ts";
import { packIn, renderReport } from "./render.ts";
import { type Row, readReport } from "./rows.ts";
import { sampleReport } from "./sample-report.suite.ts";
import { sdParam } from "./syslog.ts";

const text = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[=+\-@\t\r\n\0"\\\]|,=a ]{0,12}$/));
const { pack } = await sampleReport();
const report = readReport(pack);
const linesOf = (form: string): readonly string[] => renderReport(pack, form).text.split("\n").slice(0, -1);

/** A reader of RFC 4180 that shares nothing with the writer. */
function readCsv(content: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < content.length; at += 1) {
    const one = content[at] ?? "";
    if (isQuoted && one === '"' && content[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (one === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (one === "," || one === "\r")) {
      rows.at(-1)?.push(cell);
      cell = "";
      if (one === "\r") {
        expect(content[at + 1]).toBe("\n");
        at += 1;
        rows.push([]);
      }
    } else cell += one;
  }
  return rows.slice(0, -1);
}

describe("CSV", () => {
  test("any cell is read back, and none is a formula", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (cells) => {
        const [read = []] = readCsv(`${cells.map(csvCell).join(",")}\r\n`);
        expect(read).toEqual(cells.map((cell) => (/^[=+\-@\t\r\0]/.test(cell) ? `'${cell}` : cell)));
        for (const cell of read) expect(cell).not.toMatch(/^[=+\-@\t\r\0]/);
      }),
    );
  });

  test("every line of a report has the same columns", () => {
    const rows = readCsv(renderReport(pack, "csv").text);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([12]));
    expect(rows.filter(([kind]) => kind === "record")).toHaveLength(report.rows.length);
    expect(rows.flat().join("\n")).toContain("The same question to the log");
  });
});

describe("RFC 5424", () => {
  test("any value is read back from structured data", () => {
    fc.assert(
      fc.property(text, (value) => {
        const param = sdParam("name", value);
        const [, inside = ""] = /^name="((?:[^"\\\]]|\\["\\\]])*)"$/s.exec(param) ?? [];
        expect(param).toBe(`name="${inside}"`);
        expect(inside.replace(/\\(["\\\]])/g, "$1")).toBe(oneLine(value));
      }),
    );
  });

  test("every line is one entry", () => {
    const lines = linesOf("syslog");
    expect(lines).toHaveLength(report.rows.length + 1);
    const entry =
      /^<1\d\d>1 \S+ \S+ understudy - [!-~]{1,32} \[understudy@32473(?: [a-z-]+(?:\.\d+)?="(?:[^"\\\]]|\\["\\\]])*")+\] \ufeff./;
    for (const line of lines) expect(line).toMatch(entry);
  });
});

describe("CEF", () => {
  test("any field of a header and any value is read back", () => {
    fc.assert(
      fc.property(text, text, text, (id, one, other) => {
        const header = cefHeader(id);
        expect(header).not.toMatch(/[\n\r]/);
        const [first = ""] = /^(?:[^\\|]|\\[\\|])*/s.exec(`${header}|rest`) ?? [];
        expect(first.replace(/\\([\\|])/g, "$1")).toBe(oneLine(id));
        const line = `one=${cefValue(one)} other=${cefValue(other)}`;
        expect(line).not.toMatch(/[\n\r]/);
        const read = [...line.matchAll(/(?:^| )(one|other)=((?:[^\\=]|\\[\\=nr])*?)(?=$| (?:one|other)=)/gs)];
        const unescaped = (value: string) =>
          value.replace(/\\([\\=nr])/g, (_, mark: string) => ({ n: "\n", r: "\r" })[mark] ?? mark);
        const due = (value: string) =>
          value
            .split(/([\n\r])/)
            .map((part, at) => (at % 2 ? part : oneLine(part)))
            .join("");
        expect(read.map(([, name, value = ""]) => [name, unescaped(value)])).toEqual([
          ["one", due(one)],
          ["other", due(other)],
        ]);
      }),
    );
  });

  test("every line has seven fields before its extension", () => {
    for (const line of linesOf("cef")) expect(line).toMatch(/^CEF:0(?:\|(?:[^\\|]|\\[\\|])*){6}\|(?:\w+=.*)$/);
  });
});

describe("OCSF 1.8.0", () => {
  const validators = new Map(
    Object.entries(schemas.classes).map(([uid, schema]) => [Number(uid), z.fromJSONSchema(schema as never)]),
  );
  const demandValid = (event: Readonly<Record<string, unknown>>): void => {
    const { success, error } = validators.get(Number(event.class_uid))?.safeParse(event) ?? { success: false };
    expect(success, `${String(event.class_uid)}: ${error ? z.prettifyError(error) : "no such class"}`).toBe(true);
    expect(event.type_uid).toBe(Number(event.class_uid) * 100 + Number(event.activity_id));
  };

  test("every type of event, with and without people, is one of the pinned classes", () => {
    const [org, id] = ["00D5f0000000003EAA", "0055f000000000jAAA"];
    let tried = 0;
    for (const type of Object.keys(EVENT_CATALOGUE) as EventType[]) {
      const plain: Row = { type, seq: 1, at: "2031-03-04T09:00:00.000Z", org, details: {}, whole: { type } };
      const decision = { effect: "deny", rule: "GRANT-03", because: "no" } as const;
      const full: Row = {
        ...plain,
        user: { org, id },
        delegateUser: { org, id },
        session: "0Ak5f000000002wCAA",
        decision,
      };
      for (const row of [plain, full, { ...plain, org: "platform" }]) {
        demandValid(ocsfEvent(row, { names: { [org]: "Acme Corp", [`${org}/${id}`]: "nia@acme.example" } }, "log"));
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(300);
    demandValid(ocsfFinding({ rule: "A01", seq: 1, says: "something" }, "2031-03-04T09:00:00.000Z", "log"));
  });

  test("the schemas refuse what lacks something", () => {
    const event = ocsfEvent(report.rows[1] as Row, report.about, "log");
    for (const name of ["metadata", "time", "class_uid", "user", "type_uid", "severity_id"]) {
      const { [name]: _, ...rest } = event;
      expect(validators.get(Number(event.class_uid))?.safeParse(rest).success, name).toBe(false);
    }
    expect(validators.get(3002)?.safeParse({ ...event, activity_id: 55 }).success).toBe(false);
  });

  test("a report is a line for each record, one for itself and one for each finding", () => {
    const events = linesOf("ocsf").map((line) => JSON.parse(line));
    for (const event of events) demandValid(event);
    expect(events).toHaveLength(report.rows.length + 2);
    const started = events.find(({ metadata }) => metadata.event_code === "login.started");
    expect(started).toMatchObject({ class_uid: 3002, activity_id: 7, account_switch_type_id: 2, status_id: 1 });
    expect(started).toMatchObject({
      actor: { user: { name: "sam@ledgerlabs.example" } },
      user: { name: "nia@acme.example" },
    });
    expect(events.at(-1)).toMatchObject({ class_uid: 2003, compliance: { control: "A02" } });
  });
});

test("CloudEvents carry the log, the number and the org, and sort by their sequence", () => {
  const events = linesOf("cloudevents").map((line) => JSON.parse(line));
  expect(events).toHaveLength(report.rows.length + 1);
  for (const event of events) {
    expect(event).toMatchObject({ specversion: "1.0", source: report.checkpoint.origin, id: expect.any(String) });
    expect(event.type).toMatch(/^understudy\.[a-z-]+\.[a-z-]+$/);
  }
  const sequences = events.slice(1).map(({ sequence }) => sequence);
  expect(sequences.toSorted()).toEqual(sequences);
  expect(events[1]).toMatchObject({ id: `${report.rows[0]?.seq}`, subject: report.rows[0]?.org });
});

test("JSON lines are the records with their values", () => {
  const [about, ...records] = linesOf("jsonl").map((line) => JSON.parse(line));
  expect(about.about.length).toBeGreaterThan(10);
  expect(records.find(({ type }) => type === "login.started")).toMatchObject({ caseReference: "<b>=1+1" });
});

test("a report in HTML holds the very evidence it was made of, and what it was told is no markup", () => {
  const { text: page } = renderReport(pack, "html");
  expect(Buffer.from(packIn(Buffer.from(page))).toString()).toBe(pack);
  expect(page).not.toContain("<b>=1+1");
  expect(page).not.toContain("<markup>");
  expect(verifyEvidence(packIn(Buffer.from(page)))).toMatchObject({ verdict: "good", records: report.rows.length });
});

test("values that are withheld are listed, and so are those that were erased", async () => {
  const { simulator, nia, sam } = await sampleReport();
  const own = await simulator.takePlaceOf(nia, { mfa: true });
  await simulator.erasePerson(sam);
  const answer = await simulator.exportTransparency(own.session, { form: "csv" });
  const shown = readReport(answer.value ?? "");
  expect(shown.undisclosed.some((place) => place.endsWith(" changes"))).toBe(true);
  expect(shown.about.erased.length).toBeGreaterThan(0);
  expect(shown.rows.every(({ org }) => org === nia.org)).toBe(true);
  expect(verifyEvidence(Buffer.from(answer.value ?? "")).verdict).toBe("good");
});

test("there is no other form", () => {
  expect(() => renderReport(pack, "pdf")).toThrow('no report as "pdf"; there are html, csv');
});
