import { describe, expect, test } from "vitest";
import { formatId, type UserRef } from "#domain/ids.ts";
import { fromMillis, type Instant, later } from "#domain/time.ts";
import type { Credentials } from "#usecases/ports.ts";

const user = (org: number, n: number): UserRef => ({ org: formatId("Org", org), id: formatId("User", n) });
export const nia = user(1, 1);
const omar = user(1, 2);
/** Another person with Nia's number, in another org. */
const gil = user(2, 1);

/** The secret of RFC 6238's test vectors, "12345678901234567890", in base32. */
export const otpSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
/** `understudy`, hashed at next to no cost. */
export const passwordHash = "$scrypt$ln=1,r=1,p=1$+TK40fj5jXoPht7yL7vS/A$N3tMY8O3ENbrTf0yfeoyW7r3qD92x4VnXIiP/uwfO7o";

const nine = "2031-03-04T09:00:00.000Z" as Instant;
const seconds = (count: number) => later(nine, count * 1000);

/** What every store of credentials must do; `make` gives an empty one. */
export function credentialsSuite(name: string, make: () => Promise<Credentials>): void {
  describe(name, () => {
    test("lets a password in that was set, for its own user only", async () => {
      const credentials = await make();
      await credentials.set(nia, "correct horse");
      await credentials.set(omar, "battery staple");
      expect(await credentials.passwordFits(nia, "correct horse")).toBe(true);
      expect(await credentials.passwordFits(nia, "battery staple")).toBe(false);
      expect(await credentials.passwordFits(nia, "")).toBe(false);
      expect(await credentials.passwordFits(gil, "correct horse")).toBe(false);
      await credentials.set(nia, "новый пароль");
      expect(await credentials.passwordFits(nia, "correct horse")).toBe(false);
      expect(await credentials.passwordFits(nia, "новый пароль")).toBe(true);
    });

    test("takes over what a world gives", async () => {
      const credentials = await make();
      credentials.put(nia, { passwordHash, otpSecret });
      expect(await credentials.passwordFits(nia, "understudy")).toBe(true);
      expect(await credentials.passwordFits(nia, "Understudy")).toBe(false);
      expect(credentials.given(nia)).toEqual({ passwordHash, otpSecret });
      expect(credentials.given(omar)).toBeUndefined();
      expect(() => credentials.put(nia, { passwordHash: "understudy", otpSecret })).toThrow("malformed password hash");
    });

    test("forgets everybody in an org, and nobody elsewhere", async () => {
      const credentials = await make();
      for (const one of [nia, omar, gil]) credentials.put(one, { passwordHash, otpSecret });
      await credentials.drop(nia.org);
      expect([nia, omar, gil].map((one) => credentials.given(one) !== undefined)).toEqual([false, false, true]);
      expect(await credentials.passwordFits(nia, "understudy")).toBe(false);
    });

    test.for([
      [59, "287082", 1],
      [1111111109, "081804", 1],
      [1111111111, "050471", 29],
      [1234567890, "005924", 30],
      [2000000000, "279037", 10],
    ] as const)("shows the code of RFC 6238 at second %i", async ([second, code, secondsLeft]) => {
      const credentials = await make();
      credentials.put(nia, { passwordHash, otpSecret });
      expect(await credentials.code(nia, fromMillis(second * 1000))).toEqual({ code, secondsLeft });
    });

    test.for([
      ["a period early", -30, true],
      ["at the end of the period before", -1, true],
      ["as it begins", 0, true],
      ["as it ends", 29.999, true],
      ["at the end of the period after", 59.999, true],
      ["two periods late", 60, false],
      ["two periods early", -30.001, false],
    ] as const)("takes a code %s", async ([, at, fits]) => {
      const credentials = await make();
      credentials.put(nia, { passwordHash, otpSecret });
      const { code } = await credentials.code(nia, nine);
      expect(await credentials.codeFits(nia, code, seconds(at))).toBe(fits);
    });

    test("takes a code once, and none older than the last it took", async () => {
      const credentials = await make();
      credentials.put(nia, { passwordHash, otpSecret });
      const codes = await Promise.all([0, 30, 60].map((at) => credentials.code(nia, seconds(at))));
      const fits = (n: number, at: number) => credentials.codeFits(nia, codes[n]?.code ?? "", seconds(at));
      expect(await Promise.all([fits(1, 30), fits(1, 30)])).toEqual([true, false]);
      expect(await fits(1, 59)).toBe(false);
      expect(await fits(0, 30)).toBe(false);
      expect(await fits(2, 60)).toBe(true);
    });

    test("takes no code of another user, and nothing that is no code", async () => {
      const credentials = await make();
      await credentials.set(nia, "x");
      await credentials.set(omar, "x");
      const { code } = await credentials.code(omar, nine);
      for (const wrong of [code, "", "12345", "1234567", " 12345", "１２３４５６"]) {
        expect(await credentials.codeFits(nia, wrong, nine)).toBe(false);
      }
      expect(await credentials.codeFits(omar, code, nine)).toBe(true);
      expect(await credentials.codeFits(gil, code, nine)).toBe(false);
    });

    test("keeps a user's device when the password changes", async () => {
      const credentials = await make();
      await credentials.set(nia, "old");
      const before = await credentials.code(nia, nine);
      await credentials.set(nia, "new");
      expect(await credentials.code(nia, nine)).toEqual(before);
    });

    test("says whose device there is not", async () => {
      const credentials = await make();
      await expect(credentials.code(nia, nine)).rejects.toMatchObject({ code: "NOT_FOUND" });
    });
  });
}
