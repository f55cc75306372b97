import type { SessionId } from "#domain/ids.ts";
import { act, asTheUserMay } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { orgOfSession } from "#usecases/publisher.ts";
import { type ListedCode, listed } from "./code.ts";

/** Setup, Apex Classes and Apex Triggers: what there is, managed code included, without any of its source. */
export const listCode =
  (ports: Ports) =>
  (session: SessionId): Promise<Answer<readonly ListedCode[]>> => {
    const org = orgOfSession(ports, session);
    return act(
      ports,
      session,
      { org, name: "open Apex Classes", needs: "View Setup and Configuration" },
      ({ rows }) => ({
        decision: asTheUserMay(),
        value: Object.values(rows.apexClasses).map(listed),
      }),
    );
  };
