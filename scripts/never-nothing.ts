import type { Plugin } from "@cucumber/cucumber/api";

/** A run that finds no scenario (a mistyped tag or path) fails instead of passing for nothing. */
export default {
  type: "plugin",
  coordinator({ operation, transform }) {
    if (operation !== "runCucumber") return;
    transform("pickles:order", (pickles) => {
      if (pickles.length === 0) throw new Error("no scenario to run; is a tag or a path mistyped?");
      return pickles;
    });
  },
} satisfies Plugin;
