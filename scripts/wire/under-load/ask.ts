import { Agent, request } from "node:http";
import jsforce from "jsforce";

/** What a client sends. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly body?: string;
  readonly type?: string;
  /** Another host name than `localhost`. */
  readonly host?: string;
}

/** What it was answered. */
export interface Answered {
  readonly isGood: boolean;
  /** `401 INVALID_SESSION_ID`: the status, where the client tells it, and the platform's code. */
  readonly code: string;
  readonly body: unknown;
}

/** No answer came, or half of one: whether what was asked has happened nobody knows. */
export class CutOff extends Error {
  override readonly name = "CutOff";
}

/** A way of sending requests; rejects with CutOff where no whole answer comes. */
export type Ask = (asked: Asked) => Promise<Answered>;

/** Requests over sockets that are kept, one for each client. */
export function plainly(port: number): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return ({ method, path, token, body, type = "application/json", host = "localhost" }) =>
    new Promise((resolve, reject) => {
      const cut = (error: Error) => reject(new CutOff(error.message));
      const headers = {
        host: `${host}:${port}`,
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": type, "content-length": Buffer.byteLength(body) }),
        ...(type === "text/xml" && { soapaction: '""' }),
      };
      const sent = request({ agent, port, host: "127.0.0.1", method, path, headers }, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (part: string) => {
          text += part;
        });
        response.on("error", cut);
        response.on("end", () =>
          response.complete ? resolve(answerOf(response.statusCode ?? 0, text)) : cut(new Error("half")),
        );
      });
      sent.on("error", cut);
      sent.end(body);
    });
}

function answerOf(status: number, text: string): Answered {
  const body: unknown = /^\s*[[{]/.test(text) ? JSON.parse(text) : text;
  return { isGood: status < 400, code: `${status} ${codeIn(body)}`.trim(), body };
}

const codeIn = (body: unknown): string => {
  const [first] = Array.isArray(body) ? body : [body];
  if (typeof first === "string") return /<faultcode>([^<]*)/.exec(first)?.[1]?.replace(/^.*:/, "") ?? "";
  return first?.errorCode ?? first?.error ?? "";
};

/** The same requests as jsforce sends them; what it would read as XML goes plainly. */
export function byJsforce(port: number): Ask {
  const plain = plainly(port);
  return async (asked) => {
    const { method, path, token = "", body, type } = asked;
    if (type === "text/xml") return plain(asked);
    const connection = new jsforce.Connection({
      instanceUrl: `http://localhost:${port}`,
      accessToken: token,
      version: "66.0",
    });
    try {
      const answered = await connection.request({
        method: method as "GET",
        url: path,
        ...(body !== undefined && { body, headers: { "content-type": type ?? "application/json" } }),
      });
      return { isGood: true, code: "200", body: answered };
    } catch (error) {
      const code = (error as { errorCode?: string }).errorCode;
      // What the platform refused has its code; all else never came to an answer.
      if (code === undefined || /^ERROR_HTTP_5|^E[A-Z]+$/.test(code)) throw new CutOff(`${error}`);
      return { isGood: false, code: code.replace(/^ERROR_HTTP_(\d+)$/, "$1"), body: `${error}` };
    }
  };
}
