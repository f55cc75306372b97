const common = { import: ["steps/**/!(*.test).ts"], paths: ["features/**/*.feature"], publishQuiet: true };
export default { ...common, worldParameters: { driver: "use cases" } };
export const http = { ...common, worldParameters: { driver: "http" } };
