import type { SessionId } from "#domain/ids.ts";
import type { InstalledPackage } from "#domain/org.ts";
import { type Acting, asTheUserMay, type Happening } from "#usecases/act.ts";
import type { Answer, Ports } from "#usecases/ports.ts";
import { goesOnRecord, viewed } from "#usecases/power/code.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { type Component, componentsOf, metadataType, packageCalled } from "./metadata.ts";
import { inMetadata } from "./read-metadata.ts";

/** What a client wants of an org: what a manifest names, and whole packages by their display names. */
export interface Retrieval {
  /** As the client writes it; a version above the greatest one here is accepted. */
  readonly apiVersion: string;
  readonly packageNames: readonly string[];
  /** Whether what there is of one package stands without a folder. */
  readonly singlePackage: boolean;
  /** The manifest of what belongs to no package, which may name nothing. */
  readonly unpackaged?: readonly ManifestType[];
}

export interface ManifestType {
  readonly name: string;
  /** Full names; `*` stands for all. */
  readonly members: readonly string[];
}

/** One folder of what was retrieved. */
export interface RetrievedPart {
  /** The package of it; absent for what the manifest named. */
  readonly package?: InstalledPackage;
  readonly components: readonly Component[];
}

/** What a retrieval came to, or the reason for which it failed. */
export type Retrieved =
  | { readonly parts: readonly RetrievedPart[]; readonly problems: readonly string[]; readonly failure?: undefined }
  | { readonly failure: { readonly code: string; readonly because: string } };

/** Whoever may not retrieve learns it at once; nothing is looked at yet. */
export const askForMetadata =
  (ports: Ports) =>
  (session: SessionId, _: Retrieval): Promise<Answer<true>> =>
    inMetadata(ports, session, "ask for metadata", () => ({ decision: asTheUserMay(), value: true }));

/**
 * Retrieves what was asked for, as the org is and whoever asks may see it by now. Source that is not everybody's is on
 * record before it is handed out, and reads "(hidden)" for whoever may not see it; with `namesOnly` none is handed out.
 */
export const retrieveMetadata =
  (ports: Ports) =>
  (
    session: SessionId,
    { wanted, namesOnly }: { readonly wanted: Retrieval; readonly namesOnly: boolean },
  ): Promise<Answer<Retrieved>> =>
    inMetadata<Retrieved>(ports, session, "retrieve metadata", (acting, standing) => {
      const value = retrieved(acting, standing, wanted);
      const seen = value.failure || namesOnly ? [] : value.parts.flatMap(({ components }) => components);
      return { decision: asTheUserMay(), happenings: shownBy(acting, seen), value };
    });

function retrieved(acting: Acting, standing: Standing, wanted: Retrieval): Retrieved {
  const packages: InstalledPackage[] = [];
  for (const name of new Set(wanted.packageNames)) {
    const found = packageCalled(acting.rows, name);
    if (!found)
      return { failure: { code: "INVALID_CROSS_REFERENCE_KEY", because: `No package named '${name}' found` } };
    packages.push(found);
  }
  const problems: string[] = [];
  const parts: RetrievedPart[] = packages.map((one) => ({
    package: one,
    components: (["ApexClass", "ApexTrigger", "CustomObject"] as const)
      .flatMap((type) => componentsOf(acting, standing, type))
      .filter(({ namespace }) => namespace === one.namespace),
  }));
  if (wanted.unpackaged)
    parts.push({ components: wanted.unpackaged.flatMap((one) => named(acting, standing, one, problems)) });
  return { parts, problems };
}

/** What a manifest names of one type; what is not there is a problem, and hinders nothing else. */
function named(
  acting: Acting,
  standing: Standing,
  { name, members }: ManifestType,
  problems: string[],
): readonly Component[] {
  const type = metadataType(name)?.xmlName;
  if (!type) {
    problems.push(`Unknown type name '${name}' specified in package.xml`);
    return [];
  }
  const all = componentsOf(acting, standing, type);
  const asked = new Set(members);
  const found = asked.has("*") ? all : all.filter(({ fullName }) => asked.has(fullName));
  const there = new Set(all.map(({ fullName }) => fullName));
  for (const member of asked)
    if (member !== "*" && !there.has(member))
      problems.push(`Entity of type '${name}' named '${member}' cannot be found`);
  const told = found.filter(({ of }) => of !== undefined);
  for (const { fullName } of found.filter(({ of }) => of === undefined))
    problems.push(`UNSIMULATED: the content of ${name} '${fullName}' is not simulated`);
  return told;
}

/** Each source once, however often it is in what was retrieved. */
function shownBy(acting: Acting, components: readonly Component[]): readonly Happening[] {
  const code = new Map(
    components.flatMap(({ of }) => (of?.kind === "code" && of.inFull ? [[of.code.id, of.code] as const] : [])),
  );
  return [...code.values()].filter((one) => goesOnRecord(acting, one)).map(viewed);
}
