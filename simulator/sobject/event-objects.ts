import type { CustomObject } from "#domain/org.ts";
import { instant, reference, text } from "./fields.ts";
import { fromFacts, type SObject } from "./object.ts";
import { schemaOf } from "./record-objects.ts";

/** A platform event: published, and listened to, but never kept as rows. */
export const eventObject = (of: CustomObject): SObject => ({
  schema: {
    name: of.name,
    label: of.label,
    keyPrefix: of.keyPrefix,
    fields: [
      text("ReplayId", { label: "Replay ID" }),
      text("EventUuid", { label: "Event UUID", length: 36 }),
      instant("CreatedDate", { nillable: false }),
      reference("CreatedById", "User", "CreatedBy", { nillable: false }),
      ...of.fields.map(schemaOf),
    ],
  },
  plural: of.plural,
  api: "data",
  createable: true,
  rows: fromFacts(() => []),
});
