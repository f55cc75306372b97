import type { Connection } from "jsforce";
import type { ApexClass } from "#domain/org.ts";
import type { WireTelling } from "#steps/face.ts";
import type { ListedCode } from "#usecases/power/code.ts";
import type { ShownCode } from "#usecases/power/view-code.ts";
import { asOneself, hides, rowsOf, ShowsNothing, type WireRow } from "./say.ts";

// Apex code in the Tooling API. There whoever may not see a source is shown "(hidden)".

const KINDS = { class: "ApexClass", trigger: "ApexTrigger" } as const;
const FIELDS = "Id, Name, NamespacePrefix, ApiVersion";

const listed = (kind: ApexClass["kind"], { Id, Name, NamespacePrefix, ApiVersion }: WireRow): ListedCode => ({
  id: `${Id}` as ApexClass["id"],
  kind,
  name: `${Name}`,
  ...(NamespacePrefix !== undefined && { namespace: `${NamespacePrefix}` }),
  apiVersion: Number(ApiVersion).toFixed(1),
});

async function codeOf({ tooling }: Connection, kind: ApexClass["kind"], fields: string, where = "") {
  return rowsOf(tooling, `SELECT ${fields} FROM ${KINDS[kind]}${where}`);
}

/** All classes, then all triggers. */
export const listCode = (): WireTelling<readonly ListedCode[]> =>
  asOneself<readonly ListedCode[]>({
    say: async (connection) => {
      const classes = await codeOf(connection, "class", FIELDS);
      const triggers = await codeOf(connection, "trigger", FIELDS);
      return [...classes.map((row) => listed("class", row)), ...triggers.map((row) => listed("trigger", row))];
    },
    fits: hides,
  });

/** The page of one class or trigger, for whoever is shown its source; what is left of others a page shows by itself. */
export const viewCode =
  (id: ApexClass["id"]): WireTelling<ShownCode> =>
  (moment) =>
    moment.isAgent ? undefined : viewSource(id)(moment);

/** The source of one class or trigger. */
export const viewSource =
  (id: ApexClass["id"]): WireTelling<ShownCode> =>
  () => ({
    say: async (connection) => {
      const kind = id.startsWith("01q") ? "trigger" : "class";
      const [row] = await codeOf(connection, kind, `${FIELDS}, Body`, ` WHERE Id = '${id}'`);
      if (!row || row.Body === "(hidden)") throw new ShowsNothing();
      return { ...listed(kind, row), view: "full", body: `${row.Body}` };
    },
    fits: (seen) => hides(seen) || seen.value?.view === "obfuscated",
  });
