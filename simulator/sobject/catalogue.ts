import type { OrgRows } from "#domain/org.ts";
import { isPlatformEvent } from "#domain/power/platform-event.ts";
import { CODE_OBJECTS } from "./code-objects.ts";
import { eventObject } from "./event-objects.ts";
import { LMA_SOBJECTS } from "./lma-objects.ts";
import { LOG_OBJECTS } from "./log-objects.ts";
import type { SObject } from "./object.ts";
import { PACKAGE_OBJECTS } from "./package-objects.ts";
import { recordObject, STANDARD_OBJECTS, settingObject } from "./record-objects.ts";
import { SETUP_OBJECTS } from "./setup-objects.ts";
import { TRACE_OBJECTS } from "./trace-objects.ts";

/** The objects of one org, by their names in small letters. */
export type Catalogue = ReadonlyMap<string, SObject>;

const EVERYWHERE: readonly SObject[] = [
  ...SETUP_OBJECTS,
  ...PACKAGE_OBJECTS,
  ...CODE_OBJECTS,
  ...LOG_OBJECTS,
  ...TRACE_OBJECTS,
];

/** Made once for the objects and settings of an org as they stand. */
const catalogues = new WeakMap<OrgRows["customObjects"], WeakMap<OrgRows["customSettings"], Catalogue>>();

/** All objects that an org has, whoever asks. */
export function catalogueOf({ customObjects, customSettings, company }: OrgRows): Catalogue {
  const bySettings = catalogues.get(customObjects) ?? new WeakMap<OrgRows["customSettings"], Catalogue>();
  catalogues.set(customObjects, bySettings);
  let catalogue = bySettings.get(customSettings);
  if (!catalogue) {
    const own = [...STANDARD_OBJECTS, ...Object.values(customObjects)];
    // What an org defines itself comes last, and so wins.
    const all = [
      ...EVERYWHERE,
      ...(Object.values(company).some(({ lma }) => lma) ? LMA_SOBJECTS : []),
      ...Object.values(customSettings).map(settingObject),
      ...own.map((one) => (isPlatformEvent(one.name) ? eventObject(one) : recordObject(one, own))),
    ];
    catalogue = new Map(all.map((one) => [one.schema.name.toLowerCase(), one]));
    bySettings.set(customSettings, catalogue);
  }
  return catalogue;
}
