import { describe, expect, test } from "vitest";
import { type Instant, later, MINUTE, toMillis } from "#domain/time.ts";
import { frozenClock, runningClock } from "./clock.ts";

const nine = "2031-03-04T09:00:00.000Z" as Instant;
const ten = "2031-03-04T10:00:00.000Z" as Instant;

const goingBack = {
  code: "INVALID_FIELD",
  message: `the clock stands at "${ten}" and cannot go back to "${nine}"; choose a later instant`,
};

describe("a frozen clock", () => {
  test("stands still until it is moved", () => {
    const clock = frozenClock(nine);
    expect(clock.now()).toBe(nine);
    clock.moveTo(ten);
    clock.moveTo(ten);
    expect(clock.now()).toBe(ten);
  });

  test("does not go back", () => {
    const clock = frozenClock(ten);
    expect(() => clock.moveTo(nine)).toThrow(expect.objectContaining(goingBack));
    expect(clock.now()).toBe(ten);
  });
});

describe("a running clock", () => {
  test("is the system's, unless it starts elsewhere", () => {
    let system = toMillis(nine);
    const clock = runningClock(() => system);
    expect(clock.now()).toBe(nine);
    const ahead = runningClock(() => system, ten);
    system += MINUTE;
    expect(clock.now()).toBe(later(nine, MINUTE));
    expect(ahead.now()).toBe(later(ten, MINUTE));
  });

  test("runs on from where it was moved", () => {
    let system = 0;
    const clock = runningClock(() => system, nine);
    clock.moveTo(ten);
    expect(clock.now()).toBe(ten);
    system += MINUTE;
    expect(clock.now()).toBe(later(ten, MINUTE));
  });

  test("does not go back, neither when told to nor with the system", () => {
    let system = toMillis(ten);
    const clock = runningClock(() => system);
    expect(() => clock.moveTo(nine)).toThrow(expect.objectContaining(goingBack));
    system -= MINUTE;
    expect(clock.now()).toBe(ten);
    system += 2 * MINUTE;
    expect(clock.now()).toBe(later(ten, MINUTE));
  });
});
