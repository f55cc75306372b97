import type { Org } from "#domain/org.ts";
import type { Entitlements } from "#domain/user.ts";

/** Whose rows somebody asks for: those of all users of the org, or only the own. */
export type Whose = "everybody" | "own";

/** What decides whether a trace may be read. */
export interface ReaderFacts {
  readonly reader: {
    readonly user: { readonly username: string };
    readonly entitlements: Entitlements;
    readonly org: Pick<Org, "name" | "edition" | "eventMonitoring">;
  };
  readonly whose: Whose;
}
