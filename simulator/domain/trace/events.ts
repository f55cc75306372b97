/** What each event of the platform's own traces adds to the envelope. */
export interface TraceEvents {
  "trace.refused": { readonly act: string };
}

export const TRACE_EVENTS: Readonly<Record<keyof TraceEvents, string>> = {
  "trace.refused": "a look at the platform's traces was refused",
};
