import { formatInstant } from "#domain/time.ts";
import type { Kept } from "#server/kept.ts";
import { listPeople } from "#usecases/operator/list-people.ts";
import type { Page } from "./page.ts";

interface About {
  readonly url: string;
  readonly token: string;
  /** Milliseconds from the start of the process. */
  readonly readyIn: number;
  readonly version: string;
  readonly kept: Kept;
}

/** What a person needs to begin: where it is, who is there, and what to type next. */
export async function banner({ url, token, readyIn, version, kept }: About, page: Page): Promise<string> {
  const { ports, world, clockIs, setAside } = kept;
  const { log, clock } = ports;
  const lines = page.pairs({
    "  API": `${url}/   reference /api/openapi.json`,
    "  Operator": `token ${token}`,
    "  World": `${world.world} (seed ${world.seed})   clock ${formatInstant(clock.now())}, ${clockIs}`,
    "  Persistence": world.state ?? "in memory: lost when this process ends  (--state ./state to keep it)",
    "  Audit log": `whole, ${log.end.size} records${setAside > 0 ? `; ${setAside} bytes of a torn record were set aside` : ""}`,
  });
  const people = await listPeople(ports)();
  const { password } = kept.known();
  const widest = Math.max(0, ...people.map(({ username }) => username.length));
  const seats = people.map(
    ({ username, role, code = "" }) =>
      `    ${username.padEnd(widest)}  ${role.padEnd(18)}  ${page.faint(`code ${code.slice(0, 3)} ${code.slice(3)}`)}`,
  );
  return [
    `${page.strong("Understudy")} ${version}  ready in ${readyIn} ms`,
    lines,
    ...(seats.length > 0
      ? [
          page.faint(
            `  Sign in      ${password === "" ? "with the passwords that people have" : `everybody of the world has the password ${password}`}`,
          ),
          ...seats,
        ]
      : []),
    `${page.faint("  Next       ")}  understudy demo   ·   understudy user list   ·   Ctrl-C to stop`,
  ].join("\n");
}
