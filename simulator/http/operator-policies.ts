import { z } from "@hono/zod-openapi";
import { Fault } from "#domain/fault.ts";
import { ACCESS_DURATIONS, POLICY_BOOK, type Policies, type PolicyName, policyNames } from "#domain/policies.ts";
import type { Surroundings } from "./app.ts";
import { type App, type DefinedRoute, define } from "./route.ts";

/** What each policy can be; the compiler keeps it in step with the policies there are. */
const POLICY_VALUES: { readonly [Name in PolicyName]: z.ZodType<Policies[Name]> } = {
  grantDurationChoices: z
    .array(z.enum(ACCESS_DURATIONS))
    .min(1)
    .refine((choices) => new Set(choices).size === choices.length, "a duration can be offered once"),
  grantExpiryGranularity: z.enum(["instant", "endOfDay"]),
  anyUserSetting: z.enum(["hidesPublisher", "adminRowOnly", "standingAccess"]),
  manageUsersSource: z.enum(["any", "profileOnly"]),
  publisherDefaultAvailability: z.enum(["users", "adminsOnly"]),
  siteLicenceGrantTarget: z.enum(["grantingAdminOnly", "anyUser"]),
  eligibilityRecheckAtLogin: z.boolean(),
  lmoSessionOnLoginAs: z.enum(["endUnlessMyDomain", "keep"]),
  requireCaseReference: z.boolean(),
  loginAsMfa: z.enum(["twoConditions", "whenOrgRequiresMfa", "never"]),
  mfaApprovalTimeout: z.union([z.literal("none"), z.int().min(1).max(1440)]),
  onGrantEndDuringSession: z.enum(["endAtNextRequest", "letRun"]),
  sessionIdleTimeout: z.int().min(15).max(1440),
  selfProlongation: z.enum(["allow", "refuse"]),
  codeViewPermission: z.enum(["viewAndDebugManagedApex", "loginSuffices"]),
  debuggerAllowance: z.int().min(1).max(1000),
  serverIdle: z.int().min(1).max(240),
  serverIdlePeak: z.int().min(1).max(240),
  clientIdle: z.union([z.literal("off"), z.int().min(1).max(240)]),
  thirdThread: z.enum(["runsUndebugged", "waits", "refused"]),
  debugEventScope: z.enum(["loginAsUser", "allUsers"]),
  metadataSaveDuringDebug: z.enum(["refuseSaveKillOnDeploy", "killOnSave"]),
  codeDownload: z.enum(["packagedPlusSubscriber", "packagedOnly"]),
  traceFlagMaxWindow: z.int().min(1).max(24),
  logOverflow: z.enum(["blockTraceFlags", "overwriteOldest"]),
  auditActionForPartnerLogin: z.enum(["suloginaccessused", "suOrgAdminLogin"]),
  loginHistoryForLoginAs: z.enum(["Application", "Partner Product", "none"]),
  realTimeEventForPartner: z.enum(["off", "on"]),
  refusalBurst: z.int().min(2).max(1000),
};

const anyValue = z.union([z.string(), z.boolean(), z.int(), z.array(z.string())]);
const policy = z.object({
  policy: z.string(),
  value: anyValue,
  default: anyValue,
  alternatives: z.array(anyValue),
  rules: z.array(z.string()),
});
const name = z.string().transform((text, context): PolicyName => {
  if (Object.hasOwn(POLICY_BOOK, text)) return text as PolicyName;
  context.addIssue({ code: "custom", message: `no policy "${text}"; there are ${policyNames.join(", ")}` });
  return z.NEVER;
});

/** What the catalogue lets one choose. */
export function policyRoutes(app: App, { simulator }: Surroundings): readonly DefinedRoute[] {
  const shown = (of: PolicyName): z.input<typeof policy> => {
    const { default: usual, alternatives, rules } = POLICY_BOOK[of];
    const value = simulator.ports.folds.policies[of];
    return {
      policy: of,
      value: plain(value),
      default: plain(usual),
      alternatives: alternatives.map(plain),
      rules: [...rules],
    };
  };
  return [
    define(
      app,
      {
        method: "get",
        path: "/sim/policies",
        summary: "Every policy with its value, default and alternatives",
        who: "operator",
        value: z.object({ policies: z.array(policy) }),
      },
      async () => ({ value: { policies: policyNames.map(shown) } }),
    ),
    define(
      app,
      {
        method: "put",
        path: "/sim/policies/{policy}",
        summary: "Choose the value of a policy",
        who: "operator",
        params: { policy: name },
        body: z.strictObject({ value: anyValue }),
        value: policy,
      },
      async ({ params: { policy: of }, body: { value } }) => {
        const fits = POLICY_VALUES[of].safeParse(value);
        if (!fits.success) throw unfit(of, value);
        await simulator.setPolicy(of, fits.data as never);
        return { value: shown(of) };
      },
    ),
    define(
      app,
      {
        method: "delete",
        path: "/sim/policies/{policy}",
        summary: "Give a policy its default back",
        who: "operator",
        params: { policy: name },
        value: policy,
      },
      async ({ params: { policy: of } }) => {
        await simulator.resetPolicy(of);
        return { value: shown(of) };
      },
    ),
  ];
}

/** A list of durations as a list of its own; everything else is plain already. */
const plain = (value: Policies[PolicyName]): z.input<typeof anyValue> =>
  typeof value === "object" ? [...value] : value;

function unfit(of: PolicyName, value: unknown): Fault {
  const { default: usual, alternatives } = POLICY_BOOK[of];
  const known = [usual, ...alternatives].map((one) => JSON.stringify(one)).join(" or ");
  return new Fault("INVALID_FIELD", `policy ${of} cannot be ${JSON.stringify(value)}; choose ${known}`);
}
