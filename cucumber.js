const shared = {
  import: ["steps/**/!(*.test|*.suite).ts"],
  plugin: ["./scripts/never-nothing.ts"],
  format: ["summary"],
};

/** The same features through each face; through the socket those of which the platform's own interfaces tell something. */
export default { ...shared, worldParameters: { driver: "use cases" } };
export const http = { ...shared, worldParameters: { driver: "http" } };
export const socket = { ...shared, tags: "@wire", worldParameters: { driver: "socket" } };
