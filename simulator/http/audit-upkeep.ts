import { z } from "@hono/zod-openapi";
import type { UserRef } from "#domain/ids.ts";
import type { Surroundings } from "./app.ts";
import { idOf } from "./input.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

const userRef = z.object({ org: z.string(), id: z.string() });
const person = { org: idOf("Org"), user: idOf("User") };

/** What is done to the log itself: erasing people, keeping them from being erased, and changing the key that signs. */
export function auditUpkeepRoutes(app: App, { simulator, erasePerson }: Surroundings): readonly DefinedRoute[] {
  // Looked up with every request: whoever plays stories puts another simulator behind the same routes.
  const erase = (who: UserRef) => (erasePerson ?? simulator.erasePerson)(who);
  return [
    define(
      app,
      {
        method: "post",
        path: "/audit/erasures",
        summary: "Erase what is known of a person: rows, credentials, and the values behind the log's commitments",
        who: "operator",
        body: z.strictObject(person),
        value: z.object({ values: z.int() }),
      },
      async ({ body: { org, user } }) => ({ value: { ...(await erase({ org, id: user })) } }),
    ),
    define(
      app,
      {
        method: "get",
        path: "/audit/holds",
        summary: "The legal holds there are",
        who: "operator",
        value: z.object({ holds: z.array(z.object({ person: userRef, because: z.string() })) }),
      },
      async () => ({ value: { holds: [...(await simulator.listHolds())] } }),
    ),
    define(
      app,
      {
        method: "post",
        path: "/audit/holds",
        summary: "Keep what is known of a person from being erased",
        who: "operator",
        body: z.strictObject({ ...person, because: z.string().trim().min(1).max(255) }),
        value: z.object({ placed: z.literal(true) }),
        status: 201,
      },
      async ({ body: { org, user, because } }) => {
        await simulator.placeHold({ person: { org, id: user }, because });
        return { value: { placed: true as const } };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/audit/holds/release",
        summary: "Let what is known of a person be erased again",
        who: "operator",
        body: z.strictObject(person),
        value: z.object({ released: z.literal(true) }),
      },
      async ({ body: { org, user } }) => {
        await simulator.releaseHold({ org, id: user });
        return { value: { released: true as const } };
      },
    ),
    define(
      app,
      {
        method: "post",
        path: "/audit/keys",
        summary: "Have another key sign the log from here on",
        who: "operator",
        body: z.strictObject({}),
        value: z.object({ key: z.string() }),
        status: 201,
      },
      async () => ({ value: { key: await simulator.rotateKey() } }),
    ),
  ];
}
