import { serve } from "@hono/node-server";
import jsforce from "jsforce";
import { judge } from "#audit/auditor/auditor.ts";
import type { OrgId, SessionId } from "#domain/ids.ts";
import type { Instant } from "#domain/time.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { createApp } from "#http/app.ts";
import { sessionTokens } from "#http/session-token.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

/** The default world behind a real socket, for the real clients. */
export async function served({ clock }: { readonly clock?: Instant } = {}) {
  const world = acme();
  const simulator = await simulatorInMemory({ ...world, ...(clock && { clock }) });
  const tokens = sessionTokens(new Uint8Array(32));
  const defects: unknown[] = [];
  const { app, wire } = createApp({
    simulator,
    tokens,
    operatorToken: "operator",
    onDefect: (error) => {
      defects.push(error);
    },
  });
  const { url, close } = await new Promise<{ readonly url: string; readonly close: () => void }>((ready) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      ready({ url: `http://localhost:${port}`, close: () => server.close() }),
    );
  });
  const person = (name: string) => {
    const member = world.cast.find((one) => one.name === name);
    if (!member) throw new Error(`nobody called ${name}`);
    return member;
  };
  const connect = ({ org, session }: { readonly org: OrgId; readonly session: SessionId }) =>
    new jsforce.Connection({ instanceUrl: url, accessToken: tokens.issue(org, session), version: "66.0" });
  const own = async (name: string) => {
    const { ref } = person(name);
    const { session } = await simulator.takePlaceOf(ref, { mfa: true, myDomain: true });
    return { org: ref.org, session };
  };
  return {
    url,
    close,
    app,
    wire,
    simulator,
    defects,
    person,
    own,
    tokenOf: ({ org, session }: { readonly org: OrgId; readonly session: SessionId }) => tokens.issue(org, session),
    /** Somebody's own session. */
    as: async (name: string) => connect(await own(name)),
    /** An agent's LoginAs session, after the user granted it. */
    asAgent: async (agent: string, user: string) => {
      const [at, of] = [await own(agent), await own(user)];
      await simulator.saveLoginAccess(of.session, { party: at.org, duration: "1 day" });
      const { value } = await simulator.logInAs(at.session, { subscriber: of.org, user: person(user).ref.id });
      if (!value) throw new Error(`${agent} could not log in as ${user}`);
      return connect({ org: of.org, session: value.session });
    },
    /** What the independent auditor finds wrong in the whole log. */
    findings: async () => {
      const records: object[] = [];
      for await (const record of simulator.ports.log.read()) records.push(record);
      return judge(records);
    },
    /** The types of the events that are on record of an org since a number. */
    gained: async (org: OrgId, from: number) => {
      const types: string[] = [];
      for await (const record of simulator.ports.log.read(from))
        if (record.org === org && !record.type.startsWith("audit.")) types.push(record.type);
      return types;
    },
  };
}

export type Served = Awaited<ReturnType<typeof served>>;
