import type { Command } from "commander";
import { atWorkInside } from "./acting.ts";
import type { Method } from "./client.ts";
import { command, type Ending, type Given, type Shown } from "./command.ts";
import { EXIT } from "./failure.ts";
import type { Outside } from "./outside.ts";
import { wholeNumber } from "./values.ts";

const WHO = ["--as <person>", "the engineer: name, username or id"] as const;

export function debuggerCommands(program: Command, outside: Outside, ending: Ending): void {
  const group = program
    .command("debugger")
    .summary("breakpoints, threads and variables of the debugging session that runs")
    .description("Breakpoints, threads and variables of the debugging session that an engineer has running.");
  command(group, outside, ending, {
    name: "threads",
    summary: "show the threads, where each has stopped, and the filters",
    options: [WHO],
    examples: ["debugger threads --as sam@ledgerlabs.example", "debugger threads --as sam@ledgerlabs.example --json"],
    client: true,
    act: threads,
  });
  command(group, outside, ending, {
    name: "breakpoints",
    summary: "list the breakpoints",
    options: [WHO],
    examples: [
      "debugger breakpoints --as sam@ledgerlabs.example",
      "debugger breakpoints --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: breakpoints,
  });
  command(group, outside, ending, {
    name: "break <file> [line]",
    summary: "set a breakpoint at a line, or always break on a type of exception",
    options: [WHO],
    notes: ["A file is written namespace/Class, namespace/Class$Inner or __sfdc_trigger/namespace/Trigger."],
    examples: [
      "debugger break ledg/InvoiceService 17 --as sam@ledgerlabs.example",
      "debugger break com/salesforce/api/exception/NullPointerException --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: setBreak,
  });
  command(group, outside, ending, {
    name: "clear <breakpoint>",
    summary: "remove a breakpoint",
    options: [WHO],
    examples: [
      "debugger clear 07b5f0000000123AAA --as sam@ledgerlabs.example",
      "debugger clear 07b5f0000000123AAA --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: clear,
  });
  command(group, outside, ending, {
    name: "go <request>",
    summary: "let one stopped thread run on, to the next breakpoint or to the end of a step",
    options: [WHO, ["--step <step>", "into, over or out"]],
    examples: [
      "debugger go InvoiceService.post --as sam@ledgerlabs.example",
      "debugger go 07c5f0000000124AAA --step over --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: go,
  });
  command(group, outside, ending, {
    name: "variables <request> [names...]",
    summary: "show variables of a stopped thread, or what is in one of them: one level",
    options: [WHO, ["--frame <number>", "which call on the stack, from 0 for the innermost", "0"]],
    examples: [
      "debugger variables InvoiceService.post --as sam@ledgerlabs.example",
      "debugger variables 07c5f0000000124AAA invoice Owner --as sam@ledgerlabs.example --json",
    ],
    client: true,
    act: variables,
  });
  command(group, outside, ending, {
    name: "events",
    summary: "show what the debugger was told",
    options: [WHO, ["--since <number>", "only what came behind this message"]],
    examples: ["debugger events --as sam@ledgerlabs.example", "debugger events --since 12 --as sam@ledgerlabs.example"],
    client: true,
    act: events,
  });
}

/** Asks the debugger in the LoginAs session the engineer started last. */
async function ask<Value>(given: Given, method: Method, path: string, body?: unknown): Promise<Value> {
  const inside = await atWorkInside(given);
  return inside.ask<Value>(method, `/debugger${path}`, body);
}

/** The path of a thread that is named by its request's id, or by where that entered Apex. */
async function pathOfThread(given: Given): Promise<string> {
  const [name = ""] = given.args;
  const { threads: all } = await ask<View>(given, "GET", "");
  const found = all.find(({ request, entryPoint }) => request === name || entryPoint === name);
  return `/threads/${encodeURIComponent(found?.request ?? name)}`;
}

interface View {
  readonly debugSession: string;
  readonly state: string;
  readonly filters: Readonly<Record<"userIdFilter" | "requestTypeFilter" | "entryPointFilter", string>>;
  readonly breakpoints: readonly {
    readonly id: string;
    readonly file?: string;
    readonly line?: number;
    readonly verified?: boolean;
    readonly exception?: string;
  }[];
  readonly threads: readonly {
    readonly request: string;
    readonly username: string;
    readonly type: string;
    readonly entryPoint: string;
    readonly state: string;
    readonly stack: readonly { readonly file: string; readonly line: number }[];
  }[];
  readonly waiting: number;
}

async function threads(given: Given): Promise<Shown> {
  const view = await ask<View>(given, "GET", "");
  const rows = view.threads.map(({ request, username, type, entryPoint, state, stack: [top] }) => [
    request,
    username,
    type,
    entryPoint,
    top ? `${state} at ${top.file} ${top.line}` : state,
  ]);
  const { userIdFilter, requestTypeFilter, entryPointFilter } = view.filters;
  return {
    data: view,
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
    text: async (page) =>
      [
        rows.length > 0
          ? await page.table(["request", "user", "type", "entry point", "state"], rows)
          : "nothing is being debugged",
        "",
        page.pairs({
          session: `${view.debugSession}, ${view.state}`,
          users: userIdFilter || "all",
          "request types": requestTypeFilter || "all",
          "entry points": entryPointFilter || "all",
          waiting: String(view.waiting),
        }),
      ].join("\n"),
  };
}

async function breakpoints(given: Given): Promise<Shown> {
  const { breakpoints: all } = await ask<View>(given, "GET", "");
  const rows = all.map(({ id, file, line, verified, exception }) =>
    exception === undefined ? [id, `${file} ${line}`, verified ? "verified" : "unverified"] : [id, exception, "always"],
  );
  return {
    data: { breakpoints: all },
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) => (rows.length > 0 ? page.table(["breakpoint", "at", ""], rows) : "there are no breakpoints"),
  };
}

interface Set {
  readonly breakpoint: { readonly id: string };
  readonly unverified?: { readonly rule: string; readonly because: string };
}

async function setBreak(given: Given): Promise<Shown> {
  const [file, line] = given.args;
  if (line === undefined) {
    const chosen = await ask<{ breakpoint: string }>(given, "PUT", "/exception-breakpoints", {
      exception: file,
      mode: "always",
    });
    return { data: chosen, text: () => `always breaks on ${file} (${chosen.breakpoint})` };
  }
  const set = await ask<Set>(given, "POST", "/breakpoints", { file, line: wholeNumber(line, "line") });
  const { unverified, breakpoint } = set;
  return {
    data: set,
    ...(unverified && { warnings: [`it stays unverified under ${unverified.rule}: ${unverified.because}`] }),
    text: () => `breakpoint ${breakpoint.id} at line ${line} of ${file}`,
  };
}

async function clear(given: Given): Promise<Shown> {
  const [id = ""] = given.args;
  const cleared = await ask<object>(given, "DELETE", `/breakpoints/${encodeURIComponent(id)}`);
  return { data: cleared, text: () => `breakpoint ${id} is removed` };
}

async function go(given: Given): Promise<Shown> {
  const [request = ""] = given.args;
  const step = given.text("step");
  const path = await pathOfThread(given);
  const resumed =
    step === undefined
      ? await ask<object>(given, "POST", `${path}/continue`)
      : await ask<object>(given, "POST", `${path}/step`, { step });
  return { data: resumed, text: () => `${request} runs on${step === undefined ? "" : `: step ${step}`}` };
}

interface Variables {
  readonly seen: "all" | "globals";
  readonly variables: readonly {
    readonly name: string;
    readonly scope: string;
    readonly type: string;
    readonly value?: string;
    readonly opens: boolean;
  }[];
}

async function variables(given: Given): Promise<Shown> {
  const [, ...names] = given.args;
  const query = new URLSearchParams({ frame: String(wholeNumber(given.needed("frame"), "frame")) });
  if (names.length > 0) query.set("path", names.map(encodeURIComponent).join("/"));
  const shown = await ask<Variables>(given, "GET", `${await pathOfThread(given)}/variables?${query}`);
  const rows = shown.variables.map(({ name, scope, type, value, opens }) => [
    name,
    scope,
    type,
    `${value ?? "null"}${opens ? " …" : ""}`,
  ]);
  return {
    data: shown,
    ...(shown.seen === "globals" && { warnings: ["this is another package's code, so only globals are shown"] }),
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) => (rows.length > 0 ? page.table(["name", "scope", "type", "value"], rows) : "there are no variables"),
  };
}

interface Events {
  readonly messages: readonly {
    readonly n: number;
    readonly at: string;
    readonly kind: string;
    readonly request?: string;
    readonly file?: string;
    readonly line?: number;
    readonly description?: string;
  }[];
  readonly next: number;
}

async function events(given: Given): Promise<Shown> {
  const since = given.text("since");
  const query = since === undefined ? "" : `?since=${wholeNumber(since, "since")}`;
  const told = await ask<Events>(given, "GET", `/events${query}`);
  const rows = told.messages.map(({ n, at, kind, request, file, line, description }) => [
    String(n),
    at.slice(11, 19),
    kind,
    request ?? "",
    [file === undefined ? "" : `${file} ${line}`, description ?? ""].filter((part) => part !== "").join(": "),
  ]);
  return {
    data: told,
    exit: rows.length > 0 ? EXIT.done : EXIT.nothing,
    text: (page) => (rows.length > 0 ? page.table(["", "at", "what", "request", ""], rows) : "nothing new"),
  };
}
