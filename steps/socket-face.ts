import assert from "node:assert/strict";
import jsforce, { type Connection } from "jsforce";
import type { EventType } from "#domain/events.ts";
import { isRuleId } from "#domain/rule-book.ts";
import type { Knock, Seen, WireAct } from "./face.ts";
import { HttpFace } from "./http-face.ts";
import type { Story } from "./story.ts";
import { ShowsNothing } from "./wire/say.ts";

/** Version of the APIs that the stories are told in. */
const VERSION = "66.0";

/** How a refusal ends of whoever may not use the API at all. */
const NO_API = "lacks API Enabled, which it takes to call the API";

/** What is on record of a question, whatever it was answered, and says nothing of why. */
const ASKED: readonly EventType[] = ["power.rows-queried", "login.visited", "session.extended"];

/** Over a real port: what the platform's own interfaces can say as jsforce says it, all else to the control interface. */
export class SocketFace extends HttpFace {
  readonly #url: string;

  constructor(story: Story, url: string, about: ConstructorParameters<typeof HttpFace>[2]) {
    super(story, { request: (path, init) => fetch(`${url}${path}`, init) }, about);
    this.#url = url;
  }

  protected override async toldEitherWay<Value>(
    telling: Pick<Knock<Value>, "request">,
    wire: WireAct<Value>,
    seat?: string,
  ): Promise<Seen<Value>> {
    const seen = await said(new Client(this.#url, seat), wire);
    const isTold = seen !== undefined && seen !== "closed";
    this.story.asked = isTold;
    if (isTold) return seen.effect === "allow" ? this.#quoted(seen) : seen;
    this.story.mark = this.story.simulator.ports.log.end.size;
    const answer = await this.control(telling, seat);
    const { fits = ({ effect }) => effect === "fault" } = wire;
    assert(
      seen === "closed" || fits(answer),
      `the wire shows nothing of what the control interface answers: ${JSON.stringify(answer)}`,
    );
    return answer;
  }

  /** With the rule that the record quotes; beside what it allows the platform's wire names none. */
  async #quoted<Value>(seen: Seen<Value>): Promise<Seen<Value>> {
    const { simulator, mark } = this.story;
    for await (const { type, decision } of simulator.ports.log.read(mark))
      if (decision?.effect === "allow" && !ASKED.includes(type)) return { ...seen, rule: decision.rule };
    return { ...seen, unquoted: true };
  }
}

/**
 * What came of it; nothing where all the platform says is no, or that something is wrong, in words of its own. What it
 * was the control interface says then; and it must not say yes.
 */
async function said<Value>(client: Client, { say }: WireAct<Value>): Promise<Seen<Value> | "closed" | undefined> {
  try {
    return { effect: "allow", value: await say(client.connection) };
  } catch (error) {
    if (error instanceof ShowsNothing) return undefined;
    const because = sentenceOf(error);
    // Closed to them is the whole API, which says nothing of what they may do elsewhere.
    if (because.endsWith(NO_API)) return "closed";
    const { "understudy-rule": rule, "understudy-receipt": receipt } = client.headers;
    if (rule !== undefined && isRuleId(rule))
      return { effect: "deny", rule, because, ...(receipt !== undefined && { receipt: Number(receipt) }) };
    return undefined;
  }
}

/** The sentence of what the platform answered, without the code before it; any other error is thrown on. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  if ("errorCode" in error && error.errorCode !== "UNKNOWN_EXCEPTION") return error.message;
  const [, because] = /^[A-Z_]+: (.*)$/s.exec(error.message) ?? [];
  if (because === undefined) throw error;
  return because;
}

/** Somebody's jsforce, and the headers of what it was answered last, which it does not hand on. */
class Client {
  readonly connection: Connection;
  headers: Readonly<Record<string, string>> = {};

  constructor(url: string, token?: string) {
    this.connection = new jsforce.Connection({
      instanceUrl: url,
      loginUrl: url,
      version: VERSION,
      ...(token !== undefined && { accessToken: token }),
    });
    const transport = this.connection._transport;
    const send = transport.httpRequest.bind(transport);
    transport.httpRequest = (request, options) => {
      const sent = send(request, options);
      sent.then(
        ({ headers }) => {
          this.headers = headers;
        },
        // Whoever sent it hears of that, too.
        () => undefined,
      );
      return sent;
    };
  }
}
