import type { Hono } from "hono";
import type { RuleId } from "#domain/decision.ts";
import type { SessionId } from "#domain/ids.ts";
import { later } from "#domain/time.ts";
import type { CastMember } from "#domain/world.ts";
import type { Env } from "#http/route.ts";
import type { SessionTokens } from "#http/session-token.ts";
import {
  type Credentials,
  type Knock,
  type Method,
  type Operation,
  SeatedFace,
  type Seen,
  type Telling,
  type WireAct,
} from "./face.ts";
import type { Story } from "./story.ts";

/** What a request is sent to: the app itself, or a socket before it. */
export type Requested = Pick<Hono<Env>, "request">;

/** Through the control interface: the whole request path, and a port only where what is requested is behind one. */
export class HttpFace extends SeatedFace<string> {
  readonly #app: Requested;
  readonly #password: string;
  readonly #tokens: SessionTokens;
  readonly #operatorToken: string;
  readonly #codes = new Map<string, number>();
  /** How many of the acts so far the platform's own interfaces can say, too. */
  wireActs = 0;

  constructor(
    story: Story,
    app: Requested,
    about: { readonly password: string; readonly tokens: SessionTokens; readonly operatorToken: string },
  ) {
    super(story);
    this.#app = app;
    this.#password = about.password;
    this.#tokens = about.tokens;
    this.#operatorToken = about.operatorToken;
  }

  /** As the other face: without credentials, whose checks are told where a story speaks of them. */
  protected override async settle({ ref: { org, id } }: CastMember) {
    const { session } = await this.story.simulator.takePlaceOf({ org, id }, { mfa: true, myDomain: true });
    return { seen: { effect: "allow" } as const, seat: this.#tokens.issue(org, session) };
  }

  protected async open({ ref, username }: CastMember, { mfa, myDomain, address }: Credentials) {
    const code = mfa ? await this.#freshCode(ref) : undefined;
    const body = { username, password: this.#password, code, myDomain, ...(address && { address }) };
    const response = await this.#send("POST", `/orgs/${ref.org}/login`, body);
    const seen = await seenIn<{ token: string }>(response);
    return { seen, ...(seen.value && { seat: seen.value.token }) };
  }

  /** A code is good once and none before it after that; a story's clock may stand still, so the window's codes go in turn. */
  async #freshCode(ref: CastMember["ref"]): Promise<string> {
    const { credentials, clock } = this.story.simulator.ports;
    const used = this.#codes.get(ref.id) ?? 0;
    this.#codes.set(ref.id, used + 1);
    const step = [-1, 0, 1][used % 3] ?? 0;
    return (await credentials.code(ref, later(clock.now(), step * 30_000))).code;
  }

  protected async tell<Value>(seat: string, telling: Telling<Value>, isAgent: boolean): Promise<Seen<Value>> {
    const wire = await telling.wire?.({ story: this.story, isAgent });
    if (!wire) return this.control(telling, seat);
    this.wireActs += 1;
    return this.toldEitherWay(telling, wire, seat);
  }

  protected async ask<Value>(telling: Knock<Value>): Promise<Seen<Value>> {
    const wire = await telling.wire?.({ story: this.story, isAgent: false });
    if (!wire) return this.control(telling);
    this.wireActs += 1;
    return this.toldEitherWay(telling, wire);
  }

  /** What the platform's own interfaces can say, too. */
  protected toldEitherWay<Value>(
    telling: Pick<Knock<Value>, "request">,
    _wire: WireAct<Value>,
    seat?: string,
  ): Promise<Seen<Value>> {
    return this.control(telling, seat);
  }

  protected async control<Value>(
    { request: [method, path, body] }: Pick<Knock<Value>, "request">,
    seat?: string,
  ): Promise<Seen<Value>> {
    return seenIn<Value>(await this.#send(method, path, body, seat));
  }

  protected async asOperator<Value>({ request: [method, path, body] }: Operation<Value>): Promise<Seen<Value>> {
    return seenIn<Value>(await this.#send(method, path, body, this.#operatorToken));
  }

  protected seatOf(value: { readonly session: SessionId; readonly token?: string }): string {
    if (!value.token) throw new Error("a login over HTTP that answers no token");
    return value.token;
  }

  async #send(method: Method, path: string, body: unknown, token?: string): Promise<Response> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return this.#app.request(path, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        // With its length, as every client sends it.
        ...(text && { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }),
      },
      ...(text && { body: text }),
    });
  }
}

async function seenIn<Value>(response: Response): Promise<Seen<Value>> {
  const rule = response.headers.get("understudy-rule") as RuleId | null;
  const record = response.headers.get("understudy-receipt");
  const receipt = record === null ? {} : { receipt: Number(record) };
  const body: unknown = await response.json();
  if (response.ok) return { effect: "allow", ...(rule && { rule }), value: body as Value, ...receipt };
  const [{ errorCode, message }] = body as [{ errorCode: string; message: string }];
  if (rule) return { effect: "deny", rule, because: message, ...receipt };
  return { effect: "fault", code: errorCode, because: message };
}
