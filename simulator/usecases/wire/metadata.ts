import { siblingId } from "#domain/ids.ts";
import type { ApexClass, CustomObject, InstalledPackage, OrgRows } from "#domain/org.ts";
import { mayUseSetting } from "#domain/power/settings.ts";
import { rightOn } from "#domain/user.ts";
import type { Acting } from "#usecases/act.ts";
import { settingFacts } from "#usecases/power/settings.ts";
import type { Standing } from "#usecases/until-settled.ts";
import { bodyFor, seesInFull } from "./objects.ts";

/** The types of metadata that an org is described in here. */
export const METADATA_TYPES = [
  { xmlName: "ApexClass", directoryName: "classes", suffix: "cls", metaFile: true },
  { xmlName: "ApexTrigger", directoryName: "triggers", suffix: "trigger", metaFile: true },
  { xmlName: "CustomObject", directoryName: "objects", suffix: "object", metaFile: false },
  { xmlName: "InstalledPackage", directoryName: "installedPackages", suffix: "installedPackage", metaFile: false },
  { xmlName: "Profile", directoryName: "profiles", suffix: "profile", metaFile: false },
  { xmlName: "PermissionSet", directoryName: "permissionsets", suffix: "permissionset", metaFile: false },
] as const;

export type MetadataTypeName = (typeof METADATA_TYPES)[number]["xmlName"];

/** Something an org is made of, under the name that the Metadata API has for it. */
export interface Component {
  readonly type: MetadataTypeName;
  /** With its namespace: `ledg__InvoiceService`. */
  readonly fullName: string;
  readonly fileName: string;
  readonly id: string;
  readonly namespace?: string;
  /** What it was made from; absent where no more than its name is told. */
  readonly of?: CodeComponent | ObjectComponent | PackageComponent;
}

export interface CodeComponent {
  readonly kind: "code";
  readonly code: ApexClass;
  /** The source as whoever asks may see it. */
  readonly body: string;
  /** Whether that is the source itself. */
  readonly inFull: boolean;
}

export interface ObjectComponent {
  readonly kind: "object";
  readonly object: Pick<CustomObject, "name" | "label" | "plural" | "fields">;
  readonly isSetting: boolean;
}

export interface PackageComponent {
  readonly kind: "package";
  readonly installed: InstalledPackage;
}

const KINDS = new Map(METADATA_TYPES.map((one) => [one.xmlName as string, one]));

/** A type of metadata by its name, written as the platform writes it. */
export const metadataType = (name: string): (typeof METADATA_TYPES)[number] | undefined => KINDS.get(name);

const component = (
  type: MetadataTypeName,
  about: Omit<Component, "type" | "fileName">,
  fileName = about.fullName,
): Component => {
  const { directoryName, suffix } = KINDS.get(type) ?? { directoryName: "", suffix: "" };
  return { type, ...about, fileName: `${directoryName}/${fileName}.${suffix}` };
};

/** Everything of a type that there is for whoever asks, by name. */
export function componentsOf(acting: Acting, standing: Standing, type: MetadataTypeName): readonly Component[] {
  const { rows } = acting;
  return all(type).toSorted((one, other) => (one.fullName < other.fullName ? -1 : 1));

  function all(of: MetadataTypeName): readonly Component[] {
    switch (of) {
      case "ApexClass":
      case "ApexTrigger":
        return codeIn(acting, standing, of);
      case "CustomObject":
        return [...objectsIn(acting), ...settingsIn(acting, standing)];
      case "InstalledPackage":
        return Object.values(rows.installedPackages).map((installed) =>
          component(of, {
            fullName: installed.namespace,
            id: siblingId("InstalledSubscriberPackage", installed.id),
            namespace: installed.namespace,
            of: { kind: "package", installed },
          }),
        );
      case "Profile":
        return Object.values(rows.profiles).map(({ id, name }) => component(of, { fullName: profileName(name), id }));
      default:
        return Object.values(rows.permissionSets).map(({ id, name }) =>
          component(of, { fullName: name.replaceAll(/[^A-Za-z0-9]+/g, "_"), id }),
        );
    }
  }
}

/** The standard profile is called `Admin` where files are. */
const profileName = (name: string): string => (name === "System Administrator" ? "Admin" : name);

const prefixed = (namespace: string | undefined, name: string): string =>
  namespace && !name.startsWith(`${namespace}__`) ? `${namespace}__${name}` : name;

function codeIn(acting: Acting, standing: Standing, type: "ApexClass" | "ApexTrigger"): readonly Component[] {
  const kind = type === "ApexClass" ? "class" : "trigger";
  return Object.values(acting.rows.apexClasses)
    .filter((code) => code.kind === kind)
    .map((code) => {
      const inFull = seesInFull(acting, standing, code);
      const body = bodyFor(acting, standing, code);
      return component(type, {
        fullName: prefixed(code.namespace, code.name),
        id: code.id,
        ...(code.namespace && { namespace: code.namespace }),
        of: { kind: "code", code, body, inFull },
      });
    });
}

const objectsIn = ({ rows, entitlements }: Acting): readonly Component[] =>
  Object.values(rows.customObjects)
    .filter(({ name }) => rightOn(entitlements, "objects", name) !== "None")
    .map(({ id, namespace, ...object }) => {
      const fields = object.fields.filter(
        ({ name }) => rightOn(entitlements, "fields", `${object.name}.${name}`) !== "None",
      );
      return component("CustomObject", {
        fullName: object.name,
        id,
        ...(namespace && { namespace }),
        of: { kind: "object", object: { ...object, fields }, isSetting: false },
      });
    });

/** Custom settings and custom metadata types, for whoever may see their records (POWER-04, POWER-12). */
const settingsIn = (acting: Acting, standing: Standing): readonly Component[] =>
  Object.values(acting.rows.customSettings)
    .filter((setting) => mayUseSetting(settingFacts(acting, standing, setting)).effect === "allow")
    .map(({ id, name, label, namespace, fields, type }) =>
      component("CustomObject", {
        fullName: name,
        id,
        ...(namespace && { namespace }),
        of: {
          kind: "object",
          object: {
            name,
            label,
            plural: label,
            fields: fields.map((field) => ({ name: field, label: field, type: "string" as const })),
          },
          isSetting: type === "custom setting",
        },
      }),
    );

/** The package of a display name, in whatever letters. */
export const packageCalled = ({ installedPackages }: OrgRows, name: string): InstalledPackage | undefined =>
  Object.values(installedPackages).find((one) => one.name.toLowerCase() === name.toLowerCase());
