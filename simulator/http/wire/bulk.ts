import { randomBytes } from "node:crypto";
import { CsvError, parse } from "csv-parse/sync";
import { Fault, noResource } from "#domain/fault.ts";
import { checkSuffix, type SessionId, type UserRef } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import type { Guarded } from "#http/app.ts";
import { SECURE_HEADERS } from "#http/secured.ts";
import type { Output } from "#soql/bound.ts";
import type { Result, ResultRow } from "#soql/run.ts";
import { familyOf } from "#soql/schema.ts";
import type { RowChange, RowChanged } from "#usecases/wire/rows.ts";
import { json, noContent } from "./answers.ts";
import { jsonObject } from "./body.ts";
import type { SessionCall, Wire } from "./route.ts";

/** Records that are changed in one transaction, as on the platform. */
const CHUNK = 200;
/** Jobs that are remembered; the oldest is forgotten. */
const MOST_JOBS = 200;
const DELIMITERS = { BACKQUOTE: "`", CARET: "^", COMMA: ",", PIPE: "|", SEMICOLON: ";", TAB: "\t" } as const;
type Delimiter = keyof typeof DELIMITERS;
const OPERATIONS = ["insert", "update", "upsert", "delete"] as const;
type Operation = (typeof OPERATIONS)[number];

interface Common {
  readonly id: string;
  readonly owner: UserRef;
  readonly createdAt: Instant;
  readonly version: string;
  readonly delimiter: Delimiter;
  readonly lineEnding: "LF" | "CRLF";
  state: "Open" | "UploadComplete" | "JobComplete" | "Failed" | "Aborted";
}

interface QueryJob extends Common {
  readonly kind: "query";
  readonly operation: "query" | "queryAll";
  readonly object: string;
  readonly result: Result;
  readonly columns: readonly string[];
}

interface IngestJob extends Common {
  readonly kind: "ingest";
  readonly operation: Operation;
  readonly object: string;
  readonly externalId?: string;
  content?: string;
  because?: string;
  columns: readonly string[];
  outcomes: readonly { readonly row: readonly string[]; readonly changed: RowChanged }[];
  /** Rows that nobody has looked at, because the job was given up. */
  unprocessed: readonly (readonly string[])[];
}

type Job = QueryJob | IngestJob;

/** Bulk API 2.0: a query whose rows come as CSV, and rows that are sent as CSV. Jobs are kept by this process only. */
export function bulkRoutes(wire: Wire, { simulator }: Guarded): void {
  const jobs = new Map<string, Job>();
  const root = "/services/data/:version/jobs";
  const keep = <One extends Job>(job: One): One => {
    for (const id of jobs.keys()) if (jobs.size >= MOST_JOBS) jobs.delete(id);
    jobs.set(job.id, job);
    return job;
  };
  const ownerOf = ({ session }: SessionCall): UserRef => {
    const user = simulator.ports.folds.sessions.get(session as SessionId)?.user;
    if (!user) throw new Fault("INVALID_SESSION_ID", "no such session");
    return user;
  };
  const jobOf = <Kind extends Job["kind"]>(call: SessionCall, kind: Kind): Extract<Job, { kind: Kind }> => {
    const owner = ownerOf(call);
    const job = jobs.get(call.c.req.param("job") ?? "");
    // A job is its user's own, and of one org.
    if (job?.kind !== kind || job.owner.org !== owner.org || job.owner.id !== owner.id) throw noResource();
    return job as Extract<Job, { kind: Kind }>;
  };
  const common = (call: SessionCall, sent: Readonly<Record<string, unknown>>): Common => ({
    id: newJobId(),
    owner: ownerOf(call),
    createdAt: simulator.ports.clock.now(),
    version: call.version,
    delimiter: oneOf("columnDelimiter", sent.columnDelimiter ?? "COMMA", Object.keys(DELIMITERS) as Delimiter[]),
    lineEnding: oneOf("lineEnding", sent.lineEnding ?? "LF", ["LF", "CRLF"]),
    state: "Open",
  });

  wire.session("POST", `${root}/query`, async (call) => {
    const sent = await jsonObject(call.c);
    const operation = oneOf("operation", sent.operation ?? "query", ["query", "queryAll"] as const);
    if (typeof sent.query !== "string") throw new Fault("INVALID_INPUT", "the job needs a query");
    const { value, decision } = await simulator.queryRows(call.session, {
      soql: sent.query,
      api: "data",
      deletedToo: operation === "queryAll",
    });
    if (!value) throw new Fault("INSUFFICIENT_ACCESS", decision.because);
    const columns = columnsOf(value.query.outputs);
    const object = value.query.object.name;
    const job = keep({ ...common(call, sent), kind: "query", operation, object, result: value.result, columns });
    // Nothing is left to be done, but a client looks at the state of a job before it asks for rows.
    job.state = "JobComplete";
    return json({ ...infoOf(job), state: "UploadComplete" });
  });
  wire.session("GET", `${root}/query/:job`, (call) => json(infoOf(jobOf(call, "query"))));
  wire.session("PATCH", `${root}/query/:job`, async (call) => {
    const job = jobOf(call, "query");
    oneOf("state", (await jsonObject(call.c)).state, ["Aborted"]);
    job.state = "Aborted";
    return json(infoOf(job));
  });
  wire.session("DELETE", `${root}/query/:job`, (call) => {
    jobs.delete(jobOf(call, "query").id);
    return noContent();
  });
  wire.session("GET", `${root}/query/:job/results`, (call) => {
    const job = jobOf(call, "query");
    if (job.state !== "JobComplete") throw new Fault("INVALID_INPUT", `the job is ${job.state}`);
    const rows = job.result.rows.map((row) => job.columns.map((column) => cellIn(row, column.split("."))));
    // Without the first header clients ask on for ever, and a second page they cannot read: all rows are one page.
    return csv([job.columns, ...rows], job, {
      "Sforce-Locator": "null",
      "Sforce-NumberOfRecords": `${rows.length}`,
    });
  });

  wire.session("POST", `${root}/ingest`, async (call) => {
    const sent = await jsonObject(call.c);
    if (typeof sent.object !== "string") throw new Fault("INVALID_INPUT", "the job needs an object");
    const operation = oneOf("operation", sent.operation, OPERATIONS);
    const { value } = await simulator.describeObject(call.session, { api: "data", object: sent.object });
    if (!value) throw noResource();
    const externalId = sent.externalIdFieldName;
    if (operation === "upsert" && typeof externalId !== "string")
      throw new Fault("INVALID_INPUT", "an upsert needs externalIdFieldName");
    const job: IngestJob = keep({
      ...common(call, sent),
      kind: "ingest",
      operation,
      object: value.schema.name,
      ...(typeof externalId === "string" && { externalId }),
      columns: [],
      outcomes: [],
      unprocessed: [],
    });
    return json({ ...infoOf(job), contentUrl: `services/data/v${call.version}/jobs/ingest/${job.id}/batches` });
  });
  wire.session("PUT", `${root}/ingest/:job/batches`, async (call) => {
    const job = jobOf(call, "ingest");
    if (job.state !== "Open") throw new Fault("INVALID_INPUT", `the job is ${job.state}, and takes no more rows`);
    if (job.content !== undefined) throw new Fault("INVALID_INPUT", "the job has its rows already");
    job.content = await call.c.req.text();
    return new Response(null, { status: 201, headers: SECURE_HEADERS });
  });
  wire.session("PATCH", `${root}/ingest/:job`, async (call) => {
    const job = jobOf(call, "ingest");
    const state = oneOf("state", (await jsonObject(call.c)).state, ["UploadComplete", "Aborted"] as const);
    if (job.state !== "Open") throw new Fault("INVALID_INPUT", `the job is ${job.state}`);
    job.state = state;
    if (state === "UploadComplete") await process(job, call.session);
    else job.unprocessed = rowsIn(job);
    return json({ ...infoOf(job), ...(state === "UploadComplete" && { state }) });
  });
  wire.session("GET", `${root}/ingest/:job`, (call) => json(infoOf(jobOf(call, "ingest"))));
  wire.session("DELETE", `${root}/ingest/:job`, (call) => {
    jobs.delete(jobOf(call, "ingest").id);
    return noContent();
  });
  wire.session("GET", `${root}/ingest/:job/successfulResults`, (call) => {
    const job = jobOf(call, "ingest");
    const rows = job.outcomes.flatMap(({ row, changed }) =>
      changed.fault ? [] : [[changed.id, `${changed.created}`, ...row]],
    );
    return csv([["sf__Id", "sf__Created", ...job.columns], ...rows], job);
  });
  wire.session("GET", `${root}/ingest/:job/failedResults`, (call) => {
    const job = jobOf(call, "ingest");
    const rows = job.outcomes.flatMap(({ row, changed: { fault } }) =>
      fault ? [["", `${fault.code}:${fault.message}:${fault.fields.join(",")} --`, ...row]] : [],
    );
    return csv([["sf__Id", "sf__Error", ...job.columns], ...rows], job);
  });
  wire.session("GET", `${root}/ingest/:job/unprocessedrecords`, (call) => {
    const job = jobOf(call, "ingest");
    return csv([job.columns, ...job.unprocessed], job);
  });

  /** Makes the changes of a job, so many at a time; what one of them fails on stops no other. */
  async function process(job: IngestJob, session: SessionId): Promise<void> {
    let rows: readonly (readonly string[])[];
    try {
      rows = rowsIn(job);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      job.state = "Failed";
      job.because = `${error.code} : ${error.message}`;
      return;
    }
    for (let from = 0; from < rows.length; from += CHUNK) {
      const chunk = rows.slice(from, from + CHUNK);
      const changes = chunk.map((row) => changeOf(job, row));
      const { value, decision } = await simulator.changeRows(session, { changes, allOrNone: false });
      if (!value) throw new Fault("INSUFFICIENT_ACCESS", decision.because);
      job.outcomes = [...job.outcomes, ...value.map((changed, place) => ({ row: chunk[place] ?? [], changed }))];
    }
    job.state = "JobComplete";
  }
}

function changeOf({ operation, object, externalId = "", columns }: IngestJob, row: readonly string[]): RowChange {
  const cells = columns.map((column, place) => [column, row[place] ?? ""] as const);
  const find = (name: string) => cells.find(([column]) => column.toLowerCase() === name.toLowerCase())?.[1] ?? "";
  const id = find("Id");
  // An empty cell says nothing, and #N/A that there is nothing.
  const values = Object.fromEntries(
    cells
      .filter(([column, cell]) => cell !== "" && column.toLowerCase() !== "id" && column !== externalId)
      .map(([column, cell]) => [column, cell === "#N/A" ? null : cell]),
  );
  if (operation === "insert") return { does: "create", object, values };
  if (operation === "upsert") return { does: "upsert", object, field: externalId, value: find(externalId), values };
  return operation === "delete" ? { does: "delete", object, id } : { does: "update", object, id, values };
}

/** The rows of the content that was sent; its head becomes the columns. Fault INVALID_INPUT where it is no CSV. */
function rowsIn(job: IngestJob): readonly (readonly string[])[] {
  try {
    const [head, ...rows]: readonly string[][] = parse(job.content ?? "", {
      delimiter: DELIMITERS[job.delimiter],
      bom: true,
      skip_empty_lines: true,
    });
    if (!head) throw new Fault("INVALID_INPUT", "the content has no head");
    job.columns = head;
    return rows;
  } catch (error) {
    if (error instanceof CsvError) throw new Fault("INVALID_INPUT", `InvalidBatch : ${error.message}`);
    throw error;
  }
}

/** The columns of a query, parents with their path: they are there even when no row is found. */
function columnsOf(outputs: readonly Output[], prefix = ""): readonly string[] {
  const columns = outputs.flatMap((one): readonly string[] => {
    if (one.kind === "children")
      throw new Fault("INVALID_INPUT", "FeatureNotEnabled : children cannot be queried in bulk");
    if (one.kind === "value") return [`${prefix}${one.name}`];
    const inside =
      one.kind === "parent" ? one.outputs : [...one.whens.flatMap((when) => when.outputs), ...one.otherwise];
    return columnsOf(inside, `${prefix}${one.name}.`);
  });
  return [...new Set(columns)];
}

function cellIn(row: ResultRow | null, [name, ...rest]: readonly string[]): string {
  const one = row?.values.find((value) => value.name === name);
  if (!one || one.kind === "children") return "";
  if (one.kind === "parent") return cellIn(one.row, rest);
  if (one.value === null) return "";
  return familyOf(one.type) === "number" ? `${Number(one.value)}` : `${one.value}`;
}

function csv(
  rows: readonly (readonly string[])[],
  { delimiter, lineEnding }: Pick<Common, "delimiter" | "lineEnding">,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const end = lineEnding === "LF" ? "\n" : "\r\n";
  const text = rows.map((row) => row.map(cell).join(DELIMITERS[delimiter]) + end).join("");
  return new Response(text, { headers: { ...SECURE_HEADERS, "content-type": "text/csv", ...headers } });
}

const infoOf = (job: Job) => ({
  id: job.id,
  operation: job.operation,
  object: job.object,
  createdById: job.owner.id,
  createdDate: job.createdAt.replace("Z", "+0000"),
  systemModstamp: job.createdAt.replace("Z", "+0000"),
  state: job.state,
  concurrencyMode: "Parallel",
  contentType: "CSV",
  apiVersion: Number(job.version),
  jobType: job.kind === "query" ? "V2Query" : "V2Ingest",
  lineEnding: job.lineEnding,
  columnDelimiter: job.delimiter,
  ...(job.kind === "query" && { numberRecordsProcessed: job.result.rows.length }),
  ...(job.kind === "ingest" && {
    ...(job.externalId && { externalIdFieldName: job.externalId }),
    numberRecordsProcessed: job.outcomes.length,
    numberRecordsFailed: job.outcomes.filter(({ changed }) => changed.fault).length,
    ...(job.because && { errorMessage: job.because }),
  }),
});

function oneOf<One extends string>(name: string, given: unknown, known: readonly One[]): One {
  const found = known.find((one) => one === given);
  if (found === undefined)
    throw new Fault("INVALID_INPUT", `${name} cannot be ${JSON.stringify(given)}; it is one of ${known.join(", ")}`);
  return found;
}

function newJobId(): string {
  const id15 = `750${randomBytes(6).toString("hex")}`;
  return id15 + checkSuffix(id15);
}
