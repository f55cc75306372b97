import { type Decision, decide, definition, type Rule } from "#domain/decision.ts";
import type { ApexClass, Change } from "#domain/org.ts";
import type { Policies } from "#domain/policies.ts";
import { globalSignatures } from "#domain/power/apex-signatures.ts";
import { begunInSetup, type EngineerFacts, engineersOnly, type SupporterFacts, userReachesIt } from "./engineer.ts";
import { type PreparedFacts, startedAnew } from "./start.ts";
import { type LinkFacts, wholeLink } from "./start-link.ts";

/** What decides whether a project can be set up with a start link. */
export interface SetUpFacts extends EngineerFacts, SupporterFacts, LinkFacts, PreparedFacts {}

/** What a set-up is asked, in the order a refusal names it. */
export const SET_UP_ORDER: readonly Rule<SetUpFacts>[] = [
  begunInSetup,
  wholeLink,
  userReachesIt,
  engineersOnly,
  startedAnew,
];

/** May the project be set up, and the code be downloaded? */
export const maySetUp = (facts: SetUpFacts): Decision => decide(facts, SET_UP_ORDER, steps);

/** One file of a project: the whole source, or what a caller from outside needs of it. */
export interface ProjectFile extends Pick<ApexClass, "kind" | "name" | "body"> {
  readonly namespace?: string;
  readonly form: "full" | "skeleton";
}

/** What is downloaded: with packaged code alone, the rest would be fetched on demand (policy `codeDownload`). */
export const contents = definition<
  {
    readonly code: readonly ApexClass[];
    /** The namespaces of the publisher's own packages. */
    readonly own: readonly string[];
    readonly codeDownload: Policies["codeDownload"];
  },
  readonly ProjectFile[]
>("DEBUG-43", ({ code, own, codeDownload }) =>
  code.flatMap(({ kind, name, namespace, body }): readonly ProjectFile[] => {
    if (namespace !== undefined && own.includes(namespace)) return [{ kind, name, namespace, form: "full", body }];
    if (codeDownload === "packagedOnly") return [];
    if (namespace === undefined) return [{ kind, name, form: "full", body }];
    const skeleton = kind === "class" ? globalSignatures(body) : "";
    return skeleton ? [{ kind, name, namespace, form: "skeleton", body: skeleton }] : [];
  }),
);

/** The code of a project by name, sorted as a retrieve sorts it. */
export function sorted(files: readonly ProjectFile[]) {
  const names = (of: (file: ProjectFile) => boolean) => files.filter(of).map(nameOf);
  return {
    unpackaged: names(({ namespace }) => namespace === undefined),
    packaged: names(({ namespace, form }) => namespace !== undefined && form === "full"),
    skeletons: names(({ form }) => form === "skeleton"),
  };
}

/** `ledg.RoundingService`. */
const nameOf = ({ namespace, name }: ProjectFile): string => (namespace ? `${namespace}.${name}` : name);

/** What each step has done, for the person who waits for it. */
export interface SetUpStep {
  readonly step: string;
  readonly did: string;
}

/** What the set-up did, step by step. */
export const steps = definition<
  {
    readonly path: string;
    /** Whether an older project was there, which is gone. */
    readonly replaces: boolean;
    readonly files: readonly ProjectFile[];
    /** The names of all packages that are installed. */
    readonly packages: readonly string[];
  },
  readonly SetUpStep[]
>("DEBUG-13", ({ path, replaces, files, packages }) => {
  const { unpackaged, packaged, skeletons } = sorted(files);
  return [
    { step: "create the project", did: replaces ? `${path}, in place of an older one` : path },
    { step: "store the configuration", did: "isvDebuggerSid, isvDebuggerUrl, instanceUrl and the org's namespace" },
    { step: "retrieve unpackaged Apex", did: listed(unpackaged) },
    { step: "convert it", did: listed(unpackaged) },
    { step: "list the installed packages", did: listed(packages) },
    { step: "retrieve the packages", did: listed([...packaged, ...skeletons]) },
    { step: "convert each and write the launch configuration", did: `connectType ${CONNECT_TYPE}` },
  ];
});

const listed = (names: readonly string[]): string => names.join(", ") || "nothing";

/** What the launch configuration says of how to connect. */
export const CONNECT_TYPE = "ISV_DEBUGGER";

/** What a file that is saved to the server from the project does: the project is connected to the subscriber's org itself. */
export const savedFromProject = definition<
  { readonly before: ApexClass; readonly body: string },
  readonly [Extract<Change, { readonly table: "apexClasses" }>]
>("DEBUG-42", ({ before, body }) => [{ table: "apexClasses", id: before.id, row: { ...before, body } }]);
