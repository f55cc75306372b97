import type { Entry } from "#domain/rule-book-entry.ts";

/** The rules of the ISV Customer Debugger. */
export const DEBUG_RULES = {
  "DEBUG-01": {
    says: "The ISV Customer Debugger is part of the Salesforce Extensions for Visual Studio Code",
    confidence: "seed",
    sources: ["SEED", "VS-ISV", "EC-LIM"],
    notEnforced:
      "which program an engineer debugs with is the engineer's choice: the platform sees the calls it makes, and not the program",
  },
  "DEBUG-02": {
    says: "The ISV Customer Debugger connects to sandboxes only; a production org is never debugged interactively",
    confidence: "seed",
    sources: ["SEED", "PKG-DEBUG", "VS-ISV"],
  },
  "DEBUG-03": {
    says: "A License Management Org has one free debugging session, so one customer is debugged at a time",
    confidence: "seed",
    sources: ["SEED", "PKG-DEBUG", "VS-ISV"],
  },
  "DEBUG-04": {
    says: "More debugging sessions at a time are bought, and raise the allowance of the License Management Org",
    confidence: "seed",
    sources: ["SEED", "VS-ISV"],
  },
  "DEBUG-05": {
    says: "The session that comes with the License Management Org debugs subscriber sandboxes only; a bought one also debugs the publisher's own orgs",
    confidence: "documented",
    sources: ["VS-INT", "GH-618"],
  },
  "DEBUG-06": {
    says: "A sandbox has one active debugging session, whatever the publisher's allowance",
    confidence: "documented",
    sources: ["EC-LIM"],
  },
  "DEBUG-07": {
    says: "The subscriber's own Apex Debugger has an allowance of its own, by edition, counted over all sandboxes of its production org",
    confidence: "documented",
    sources: ["DX-DBG", "EC-LIM"],
  },
  "DEBUG-08": {
    says: "Debugging takes View and Debug Managed Apex in the License Management Org, and managing sessions takes Modify All Data as well",
    confidence: "documented",
    sources: ["EC-SETUP", "VS-ISV"],
  },
  "DEBUG-09": {
    says: "The subscriber's own debugging session stops in the subscriber's own code only",
    confidence: "documented",
    sources: ["VS-ISV", "VS-INT"],
  },
  "DEBUG-10": {
    says: "A partner debugging session begins in the Setup of the sandbox, logged in as the granting user",
    confidence: "documented",
    sources: ["VS-ISV"],
  },
  "DEBUG-11": {
    says: "The start link names the instance and the session; a link without either is invalid",
    confidence: "documented",
    sources: ["VS-SRC"],
  },
  "DEBUG-12": {
    says: "The session id in the start link is a secret and is shown nowhere but where the link is handed out",
    confidence: "assumed",
    sources: [],
  },
  "DEBUG-13": {
    says: "Setting up the project takes seven steps and replaces an older project at that place",
    confidence: "documented",
    sources: ["VS-SRC"],
  },
  "DEBUG-14": {
    says: "The debugger has no login of its own and does not outlive the LoginAs session",
    confidence: "documented",
    sources: ["VS-SRC", "VS-ISV"],
  },
  "DEBUG-15": {
    says: "Launching without the stored session id and address is refused as incomplete",
    confidence: "documented",
    sources: ["VS-SRC", "GH-5324"],
  },
  "DEBUG-16": {
    says: "A debugging session is a record that is Active while it runs and Detach when it was stopped",
    confidence: "documented",
    sources: ["VS-SRC"],
  },
  "DEBUG-17": {
    says: "At most two threads are debugged at once",
    confidence: "seed",
    sources: ["SEED", "EC-LIM", "VS-INT"],
  },
  "DEBUG-18": {
    says: "A debugging session ends after one hour without activity, and after thirty minutes at peak load",
    confidence: "seed",
    sources: ["SEED", "EC-LIM"],
  },
  "DEBUG-19": {
    says: "The client ends an idle session after twenty minutes and warns three times before",
    confidence: "documented",
    sources: ["VS-SRC"],
  },
  "DEBUG-20": {
    says: "A debugging session ends four hours after its start, active or not",
    confidence: "seed",
    sources: ["SEED", "EC-LIM"],
  },
  "DEBUG-21": {
    says: "Maintenance ends debugging sessions, and none starts until it is over",
    confidence: "documented",
    sources: ["EC-LIM"],
  },
  "DEBUG-22": {
    says: "When a debugging session ends its breakpoints are gone and stopped threads run on",
    confidence: "assumed",
    sources: [],
  },
  "DEBUG-23": {
    says: "A debugging session is never extended: after its end all start steps are done again with a new link",
    confidence: "documented",
    sources: ["VS-ISV"],
  },
  "DEBUG-24": {
    says: "Closing the IDE without stopping leaves an orphan that keeps its place",
    confidence: "documented",
    sources: ["VS-INT", "EC-CON", "EC-KILL"],
  },
  "DEBUG-25": {
    says: "Any session of the org can be removed from Setup, a colleague's as well",
    confidence: "documented",
    sources: ["VS-INT", "EC-KILL", "VS-SRC"],
  },
  "DEBUG-26": {
    says: "Waiting at a breakpoint is no activity",
    confidence: "assumed",
    sources: ["VS-SRC"],
  },
  "DEBUG-27": {
    says: "Only requests of the LoginAs user hit breakpoints",
    confidence: "documented",
    sources: ["VS-ISV", "EC-CFG"],
  },
  "DEBUG-28": {
    says: "Filters by user, request type and entry point narrow what is debugged; an empty filter lets everything through",
    confidence: "documented",
    sources: ["VS-INT", "VS-SRC"],
  },
  "DEBUG-29": {
    says: "A line breakpoint hits on an executable line of a class or trigger; on any other line it stays unverified",
    confidence: "documented",
    sources: ["VS-INT", "VS-SRC"],
  },
  "DEBUG-30": {
    says: "An exception breakpoint stops on the throwing line, and is gone when the IDE closes",
    confidence: "documented",
    sources: ["VS-INT"],
  },
  "DEBUG-31": {
    says: "There are no conditional, hit-count or function breakpoints, no step back, no restarted frame and no set variable",
    confidence: "documented",
    sources: ["VS-INT", "VS-SRC"],
  },
  "DEBUG-32": {
    says: "A breakpoint on an accessor must be inside its body",
    confidence: "documented",
    sources: ["VS-INT"],
  },
  "DEBUG-33": {
    says: "No breakpoint or step goes inside an Execute Anonymous block; its frame is in the stack all the same",
    confidence: "documented",
    sources: ["VS-INT"],
  },
  "DEBUG-34": {
    says: "Asynchronous code is not debugged, unless a test runs it synchronously",
    confidence: "documented",
    sources: ["VS-INT", "EC-CON"],
  },
  "DEBUG-35": {
    says: "Synchronous requests of every kind are debugged",
    confidence: "documented",
    sources: ["VS-INT", "VS-SRC"],
  },
  "DEBUG-36": {
    says: "Installing or uninstalling a package, or a change that recompiles the org, kills the debugging session",
    confidence: "documented",
    sources: ["VS-INT", "EC-CON"],
  },
  "DEBUG-37": {
    says: "During a debugging session no code, permission or schema can be saved in the org",
    confidence: "documented",
    sources: ["VS-INT", "EC-CON"],
  },
  "DEBUG-38": {
    says: "Changing a local file during a debugging session only warns",
    confidence: "documented",
    sources: ["VS-SRC", "VS-INT"],
    notEnforced: "it happens in the engineer's editor: nothing is sent, so there is nothing to allow or refuse",
  },
  "DEBUG-39": {
    says: "No expression is evaluated and nothing is watched; variables unfold level by level",
    confidence: "documented",
    sources: ["VS-INT"],
  },
  "DEBUG-40": {
    says: "A step or continue acts on one thread and leaves the other as it is",
    confidence: "documented",
    sources: ["VS-INT", "VS-SRC"],
  },
  "DEBUG-41": {
    says: "Of other packages only globals are seen, and stepping into them is stepping over",
    confidence: "documented",
    sources: ["VS-ISV", "VS-INT"],
  },
  "DEBUG-42": {
    says: "What is saved from the downloaded project changes the subscriber's org",
    confidence: "documented",
    sources: ["EC-DL"],
  },
  "DEBUG-43": {
    says: "The downloaded project holds the publisher's packages, the subscriber's own Apex and skeletons of other packages",
    confidence: "documented",
    sources: ["VS-ISV", "EC-DL"],
  },
  "DEBUG-44": {
    says: "The debugger is told what happens on two channels",
    confidence: "documented",
    sources: ["VS-SRC"],
  },
  "DEBUG-45": {
    says: "Downloaded code is to be deleted after debugging, and the duty stays open until that is recorded",
    confidence: "documented",
    sources: ["VS-ISV"],
  },
  "DEBUG-46": {
    says: "The Replay Debugger does not debug managed code in a customer's org",
    confidence: "documented",
    sources: ["GH-666"],
    notEnforced:
      "it reads a finished log on the engineer's machine: the platform is not asked, and what a log shows is for POWER-03 to say",
  },
  "DEBUG-47": {
    says: "Debugging takes View Setup and Configuration and API Enabled of the user logged in as",
    confidence: "assumed",
    sources: [],
  },
  "DEBUG-48": {
    says: "When peak load begins, sessions idle for thirty minutes end at once; when it is over the limit is one hour again",
    confidence: "assumed",
    sources: ["EC-LIM"],
  },
} as const satisfies Record<string, Entry>;
