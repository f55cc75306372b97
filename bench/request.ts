import { bareBeside, CONNECTIONS, raced, ratio, serveFrom } from "./cannon.ts";
import { type Bench, median, shown } from "./figure.ts";

const ROUNDS = 5;

/** The record that is read: one row of an org's own data, behind session, tenant and permission checks. */
const PATH = "/orgs/{org}/app/records/{record}";

/** Reading one record over a socket, through the whole request path, beside a bare route that answers the same bytes. */
export const request: Bench = async () => {
  const ours = await serveFrom(["simulator", PATH]);
  try {
    const { bare, body } = await bareBeside(ours);
    try {
      const rates = await raced({ ours, bare }, ROUNDS);
      return [
        {
          name: `reading one record, ${CONNECTIONS} connections`,
          measured: ratio(rates.ours, rates.bare),
          unit: "of a bare route",
          bound: 0.5,
          wanted: "at least",
          beside: `${shown(median(rates.ours))} of ${shown(median(rates.bare))} requests/s, ${body.length} bytes`,
        },
      ];
    } finally {
      bare.child.kill();
    }
  } finally {
    ours.child.kill();
  }
};
