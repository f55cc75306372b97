import { definition } from "#domain/decision.ts";

/** What stands at the top of every page of a LoginAs session. */
export interface Banner {
  readonly loggedInAs: string;
  readonly org: string;
  /** The company whose agent is at work. */
  readonly onBehalfOf: string;
  readonly logOut: string;
}

/** The banner of a LoginAs session; the user's own session has none (LOGIN-19). */
export const banner = definition<
  {
    readonly user: { readonly name: string };
    readonly org: { readonly name: string };
    readonly publisher?: { readonly name: string };
  },
  Banner | undefined
>(
  "LOGIN-19",
  ({ user, org, publisher }) =>
    publisher && {
      loggedInAs: user.name,
      org: org.name,
      onBehalfOf: publisher.name,
      logOut: `Log out as ${user.name}`,
    },
);
