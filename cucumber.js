const shared = {
  import: ["steps/**/!(*.test|*.suite).ts"],
  plugin: ["./scripts/never-nothing.ts"],
  format: ["summary"],
};

/** The same features through each face: `npm run features` and `npm run features:http`. */
export default { ...shared, worldParameters: { driver: "use cases" } };
export const http = { ...shared, worldParameters: { driver: "http" } };
