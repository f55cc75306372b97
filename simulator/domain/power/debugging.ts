import { rule } from "#domain/decision.ts";
import { agentOf, type Reader } from "./reader.ts";

/** In which org a partner debugging session may begin, and of which engineer, is for DEBUG-02 and DEBUG-08 to say. */
export const debuggingForThePublisher = rule<{ readonly reader: Reader }>(
  "POWER-05",
  ({ reader }) =>
    agentOf(reader)
      ? undefined
      : `${reader.user.username} is a user of ${reader.org.name}: managed code is debugged by its publisher only`,
  "let an agent of the publisher log in as you and do it",
);
