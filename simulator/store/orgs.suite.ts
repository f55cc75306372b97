import { describe, expect, test } from "vitest";
import { formatId } from "#domain/ids.ts";
import { type Change, companyOf, NO_ROWS, type OrgRows } from "#domain/org.ts";
import { anOrg, aUser } from "#fixtures/builders.ts";
import type { Orgs } from "#usecases/ports.ts";

export const acme = formatId("Org", 1);
export const globex = formatId("Org", 2);

/** The rows of an org with nothing in it but its company row. */
export const rowsOf = (id: typeof acme, name: string): OrgRows => ({
  ...NO_ROWS,
  company: { [id]: anOrg({ id, name }) },
});

const nia = aUser({
  id: formatId("User", 1),
  username: "nia@acme.example",
  name: "Nia",
  profile: formatId("Profile", 1),
});

/** A change that adds a user, or takes her away. */
export const hired: Change = { table: "users", id: nia.id, row: nia };
const left: Change = { table: "users", id: nia.id, row: null };

/** What every store of orgs must do; `make` gives an empty one. */
export function orgsSuite(name: string, make: () => Promise<Orgs>): void {
  describe(name, () => {
    test("holds the orgs that were put, each apart", async () => {
      const orgs = await make();
      expect(await orgs.list()).toEqual([]);
      await orgs.put(globex, rowsOf(globex, "Globex"));
      await orgs.put(acme, rowsOf(acme, "Acme Corp"));
      orgs.apply(acme, 0, [hired]);
      expect(await orgs.list()).toEqual([acme, globex]);
      expect((await orgs.of(acme)).users).toEqual({ [nia.id]: nia });
      expect((await orgs.of(globex)).users).toEqual({});
    });

    test("says which org there is not", async () => {
      const orgs = await make();
      await expect(orgs.of(acme)).rejects.toMatchObject({ code: "NOT_FOUND", message: `no org with id "${acme}"` });
    });

    test("shows a change at once and leaves what was handed out before as it was", async () => {
      const orgs = await make();
      await orgs.put(acme, rowsOf(acme, "Acme Corp"));
      const before = await orgs.of(acme);
      orgs.apply(acme, 3, [hired]);
      expect((await orgs.of(acme)).users).toEqual({ [nia.id]: nia });
      expect(before.users).toEqual({});
    });

    test("passes over numbers it has seen, so a replay of the log is harmless", async () => {
      const orgs = await make();
      await orgs.put(acme, rowsOf(acme, "Acme Corp"));
      const log: [number, Change[]][] = [
        [0, [hired]],
        [1, [left]],
      ];
      for (const [orgSeq, changes] of [...log, ...log]) orgs.apply(acme, orgSeq, changes);
      orgs.apply(acme, 0, [hired]);
      expect((await orgs.of(acme)).users).toEqual({});
    });

    test("does not bring back by a replay what a new put has replaced", async () => {
      const orgs = await make();
      await orgs.put(acme, rowsOf(acme, "Acme Corp"));
      orgs.apply(acme, 0, [hired]);
      await orgs.put(acme, rowsOf(acme, "Acme Inc"));
      orgs.apply(acme, 0, [hired]);
      expect(await orgs.of(acme)).toEqual(rowsOf(acme, "Acme Inc"));
    });

    test("begins an org with the event that holds its company row", async () => {
      const orgs = await make();
      orgs.apply(acme, 0, [{ table: "company", id: acme, row: anOrg({ id: acme, name: "Acme Corp" }) }, hired]);
      expect(companyOf(await orgs.of(acme)).name).toBe("Acme Corp");
      expect(await orgs.list()).toEqual([acme]);
    });

    test("takes no changes of an org it does not hold, and nothing of an event without changes", async () => {
      const orgs = await make();
      orgs.apply(acme, 0, []);
      expect(() => orgs.apply(acme, 1, [hired])).toThrow(
        `event 1 changes org "${acme}", which the store does not hold`,
      );
      expect(await orgs.list()).toEqual([]);
    });
  });
}
