import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["**/*.test.ts"],
    exclude: ["**/node_modules/**"],
    // One world for all files: no test may leave anything behind that another could see.
    pool: "threads",
    isolate: false,
    // For what hangs; a busy machine is no defect.
    testTimeout: 60_000,
  },
});
