import { SEALED } from "#domain/privacy.ts";
import { disclosedTo, isShownToReviewer } from "#domain/review/disclosing.ts";
import type { Acting } from "#usecases/act.ts";
import type { AuditRecord, EvidenceRequest, ShownRecord } from "#usecases/ports.ts";
import type { Standing } from "#usecases/until-settled.ts";

type Shows = NonNullable<EvidenceRequest["shows"]>;

/** Which sealed values whoever reviews may read: those that the role discloses, and those disclosed to this reviewer. */
export function shownToReviewer({ ref, delegate }: Acting, { reviews }: Pick<Standing, "reviews">): Shows {
  const disclosed = disclosedTo.gives({ reviews: reviews.all.values(), reader: ref, inPerson: delegate === undefined });
  return (record, value) => isShownToReviewer.gives({ record, value, disclosed });
}

/** A record without the values that its reader is not shown; `withheld` names them. */
export function withoutWithheld(record: AuditRecord, shows: Shows): ShownRecord {
  const isWithheld = (name: string) => Object.hasOwn(record, name) && !shows(record, name);
  const withheld = SEALED[record.type].filter(isWithheld);
  if (isWithheld("changes")) withheld.push("changes");
  if (withheld.length === 0) return record;
  const shown = Object.entries(record).filter(([name]) => !withheld.includes(name));
  return { ...Object.fromEntries(shown), withheld } as unknown as ShownRecord;
}
