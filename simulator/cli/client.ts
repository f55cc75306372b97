import { isRuleId } from "#domain/rule-book.ts";
import type { Given } from "./command.ts";
import { cureOf } from "./cures.ts";
import { EXIT, type Exit, Failure, wrongUsage } from "./failure.ts";
import { readRuntime } from "./runtime-file.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Where a running simulator is, and the operator's token for it. */
export interface Place {
  readonly url: string;
  readonly token: string;
}

/** The simulator a command is meant for: the one named, or the one started last on this machine. */
export function placeOf({ text, outside }: Pick<Given, "text" | "outside">): Place {
  const [url, token] = [text("url"), text("token")];
  const running = readRuntime(outside.runtimeFolder);
  if (url === undefined) {
    if (!running) throw unreachable("no simulator is running here");
    return { url: running.url, token: token ?? running.token };
  }
  const place = url.replace(/\/+$/, "");
  if (!URL.canParse(place)) throw wrongUsage(`"${url}" is no URL`, "write it like http://127.0.0.1:4100");
  return { url: place, token: token ?? (running?.url === place ? running.token : "") };
}

/** Sends one request to the control interface. Failure for every answer but a good one, with its exit code. */
export async function send<Value>(
  { url }: Pick<Place, "url">,
  token: string,
  method: Method,
  path: string,
  body?: unknown,
): Promise<Value> {
  const response = await reach(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { "content-type": "application/json" }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer as Value;
  throw await failureOf(response, answer);
}

/** Fetches a document, byte for byte. Failure for every answer but a good one. */
export async function fetchDocument({ url, token }: Place, path: string): Promise<string> {
  const response = await reach(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (response.ok) return response.text();
  throw await failureOf(response, await response.json().catch(() => undefined));
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw unreachable(`no simulator answers at ${new URL(url).origin}`);
  }
}

export const unreachable = (what: string): Failure =>
  new Failure({ exit: EXIT.unreachable, code: "NO_SIMULATOR", what, hint: "start one: understudy start" });

const EXIT_OF: Readonly<Record<number, Exit>> = {
  400: EXIT.invalid,
  401: EXIT.invalid,
  403: EXIT.refused,
  404: EXIT.notFound,
  409: EXIT.conflict,
  413: EXIT.invalid,
  422: EXIT.invalid,
  429: EXIT.no,
  501: EXIT.notFound,
  503: EXIT.no,
};

async function failureOf(response: Response, answer: unknown): Promise<Failure> {
  const [{ errorCode, message }] = errorsIn(answer);
  const rule = response.headers.get("understudy-rule") ?? undefined;
  const exit = EXIT_OF[response.status] ?? EXIT.defect;
  if (rule !== undefined && isRuleId(rule)) {
    const hint = (await cureOf(rule)) ?? `see understudy rule show ${rule}`;
    return new Failure({ exit, code: errorCode, what: `refused under ${rule}`, because: message, rule, hint });
  }
  const [what = message, ...advice] = message.split("; ");
  return new Failure({
    exit,
    code: errorCode,
    what,
    hint: advice.join("; ") || HINTS[response.status] || "see understudy --help",
  });
}

const HINTS: Readonly<Record<number, string>> = {
  404: "see understudy org list and understudy user list",
  500: "see the process log of the simulator",
};

/** The platform's error body; anything else comes from no simulator. */
function errorsIn(answer: unknown): readonly [{ readonly errorCode: string; readonly message: string }] {
  const [first] = Array.isArray(answer) ? answer : [];
  if (typeof first?.message === "string" && typeof first.errorCode === "string") return [first];
  return [{ errorCode: "UNKNOWN_EXCEPTION", message: "what answers there is no simulator; name another --url" }];
}
