import { expect, test } from "vitest";
import { everyCategory } from "#domain/log/level.ts";
import { acme } from "#fixtures/worlds/acme.ts";
import { simulatorInMemory } from "#server/in-memory.ts";

test("what a packaged class did is a black box for the subscriber, also where nobody said whose class it is", async () => {
  const world = acme();
  const simulator = await simulatorInMemory(world);
  const nia = world.cast.find(({ name }) => name === "Nia");
  if (!nia) throw new Error("nobody is called Nia");
  const { org, id: user } = nia.ref;
  const { apexClasses } = await simulator.ports.orgs.of(org);
  const code = Object.values(apexClasses).find(({ name }) => name === "InvoiceService")?.id;
  if (!code) throw new Error("there is no InvoiceService");
  const body = [{ text: "USER_DEBUG|[21]|DEBUG|posted", category: "APEX_CODE", level: "DEBUG" }] as const;
  const about = { operation: "Invoices", application: "", request: "", status: "", duration: 0 };
  const { log } = await simulator.runTransaction({
    ...about,
    org,
    user,
    origin: "page request",
    debugging: everyCategory("FINEST"),
    body: [{ unit: "InvoiceService", code, body }],
  });
  if (!log) throw new Error("there is no log");
  const { session } = await simulator.takePlaceOf(nia.ref, { mfa: true });
  const { value } = await simulator.viewDebugLog(session, { log });
  expect(value?.lines.map((line) => line.split("|")[1])).toEqual([
    undefined,
    "EXECUTION_STARTED",
    "ENTERING_MANAGED_PKG",
    "EXECUTION_FINISHED",
  ]);
});
