/**
 * What each event makes of a state, one step a line: a step takes only the states it starts from and leaves any other
 * as it was. Tables of this kind are exported under names that end in `_STEPS`; the mutation run takes one step away
 * after the other.
 */
export type Steps<State, Event extends { readonly type: string }> = {
  readonly [Type in Event["type"]]: (state: State, event: Extract<Event, { readonly type: Type }>) => State;
};

/** The step of an event that is on record and changes no state. */
export const unchanged = <State>(state: State): State => state;

/** The state after an event; one that the table has no step for changes nothing. */
export function stepped<State, Event extends { readonly type: string }>(
  steps: Steps<State, Event>,
  state: State,
  event: { readonly type: string },
): State {
  const step = Object.hasOwn(steps, event.type) ? steps[event.type as Event["type"]] : undefined;
  return step ? step(state, event as Extract<Event, { readonly type: Event["type"] }>) : state;
}
