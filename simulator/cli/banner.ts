import { formatInstant } from "#domain/time.ts";
import type { Opened } from "#server/open.ts";
import type { Page } from "./page.ts";

interface About {
  readonly url: string;
  readonly token: string;
  /** Milliseconds from the start of the process. */
  readonly readyIn: number;
  readonly version: string;
  readonly opened: Opened;
}

/** What a person needs to begin: where it is, who is there, and what to type next. */
export async function banner({ url, token, readyIn, version, opened }: About, page: Page): Promise<string> {
  const { simulator, world, clockIs, setAside } = opened;
  const { log, clock } = simulator.ports;
  const lines = page.pairs({
    "  API": `${url}/   reference /api/openapi.json`,
    "  Operator": `token ${token}`,
    "  World": `${world.world} (seed ${world.seed})   clock ${formatInstant(clock.now())}, ${clockIs}`,
    "  Persistence": world.state ?? "in memory: lost when this process ends  (--state ./state to keep it)",
    "  Audit log": `whole, ${log.end.size} records${setAside > 0 ? `; ${setAside} bytes of a torn record were set aside` : ""}`,
  });
  const people = await simulator.listPeople();
  const { password } = opened.known();
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
