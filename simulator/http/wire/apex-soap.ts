import { CATEGORIES, type Category, LEVELS, type Level, type Levels } from "#domain/log/level.ts";
import type { Guarded } from "#http/app.ts";
import type { Executed } from "#usecases/wire/execute-anonymous.ts";
import type { Wire } from "./route.ts";
import { type Message, SoapFault, type SoapReply, soapAnswer } from "./soap.ts";
import { allowed, sessionOfMessage } from "./soap-session.ts";
import { childOf, childrenOf, textIn } from "./xml.ts";

const NAMESPACE = "http://soap.sforce.com/2006/08/apex";

/** The SOAP API of Apex, by which clients execute anonymous blocks. */
export function apexSoapRoutes(wire: Wire, around: Guarded): void {
  for (const path of ["/services/Soap/s/:version", "/services/Soap/s/:version/:org"])
    wire.soap(path, (call) =>
      soapAnswer(call, NAMESPACE, {
        executeAnonymous: async (message) => {
          const session = sessionOfMessage(around, call, message);
          const debugging = debuggingIn(message);
          const code = childOf(message.operation, "apexcode")?.text ?? textIn(message.operation, "String") ?? "";
          return executed(
            allowed(await around.simulator.executeAnonymous(session, { code, ...(debugging && { debugging }) })),
          );
        },
      }),
    );
}

const executed = ({ log, ...result }: Executed): SoapReply => ({
  response: {
    result: {
      column: result.column,
      compileProblem: result.compileProblem,
      compiled: result.compiled,
      exceptionMessage: result.exceptionMessage,
      exceptionStackTrace: result.exceptionStackTrace,
      line: result.line,
      success: result.success,
    },
  },
  ...(log !== undefined && { header: { DebuggingInfo: { debugLog: log } } }),
});

/** The levels that one of the old names stands for. */
const OLD_LEVELS: Readonly<Record<string, Partial<Levels>>> = {
  None: {},
  Debugonly: { APEX_CODE: "DEBUG" },
  Db: { APEX_CODE: "DEBUG", DB: "INFO" },
  Profiling: { APEX_CODE: "DEBUG", DB: "INFO", APEX_PROFILING: "INFO" },
  Callout: { APEX_CODE: "DEBUG", DB: "INFO", APEX_PROFILING: "INFO", CALLOUT: "INFO" },
  Detail: { APEX_CODE: "FINEST", DB: "FINEST", APEX_PROFILING: "FINEST", CALLOUT: "FINEST", SYSTEM: "FINEST" },
};

/** Categories as the SOAP API calls them: `Apex_code`. */
const CATEGORY_OF: Readonly<Record<string, Category>> = {
  ...Object.fromEntries(CATEGORIES.map((one) => [one, one])),
  DATABASE: "DB",
};

/** What the caller wants logged; nothing where it asks for no log. SoapFault for a level or category there is not. */
function debuggingIn({ header }: Message): Partial<Levels> | undefined {
  const asked = childOf(header, "DebuggingHeader");
  if (!asked) return undefined;
  const categories = childrenOf(asked, "categories");
  if (categories.length > 0)
    return Object.fromEntries(
      categories.flatMap((one): [Category, Level][] => {
        const category = (textIn(one, "category") ?? "").toUpperCase();
        const level = LEVELS.find((known) => known === (textIn(one, "level") ?? "").toUpperCase());
        if (!level) throw badValue("level", textIn(one, "level"));
        if (category === "ALL") return CATEGORIES.map((every) => [every, level]);
        // Clients name categories that came after the ones a log here has; nothing is ever logged of them.
        if (LATER.has(category)) return [];
        const known = Object.hasOwn(CATEGORY_OF, category) ? CATEGORY_OF[category] : undefined;
        if (!known) throw badValue("category", textIn(one, "category"));
        return [[known, level]];
      }),
    );
  const name = (textIn(asked, "debugLevel") ?? "None").toLowerCase();
  const levels = Object.entries(OLD_LEVELS).find(([old]) => old.toLowerCase() === name)?.[1];
  if (!levels) throw badValue("debugLevel", textIn(asked, "debugLevel"));
  return levels;
}

const LATER = new Set(["DATA_ACCESS"]);

const badValue = (what: string, value = ""): SoapFault =>
  new SoapFault("soapenv:Client", `"${value.slice(0, 80)}" is no ${what} of a DebuggingHeader`);
