import type { Condition, Deadline, DoneBy, Item, Words } from './profile.js';

/** How the tables of profiles write their items: the plain one, and what is added to it (rules A2.5). */

const ALWAYS: readonly Condition[] = [{ when: 'always' }];

/** A text in both languages. */
export function say(zh: string, en: string): Words {
  return { zh: zh, en: en };
}

/** An item that always applies; `doneBy` are the events that do it besides its tick. */
export function item(
  id: string,
  text: Words,
  shownFrom: string,
  deadline: Deadline,
  doneBy?: readonly DoneBy[],
): Item {
  return {
    id: id,
    text: text,
    shownFrom: shownFrom,
    deadline: deadline,
    precedes: false,
    applies: ALWAYS,
    doneBy: doneBy || [],
    flags: [],
  };
}

/** Done after its deadline it is in the wrong order. */
export function precedes(of: Item): Item {
  return Object.assign({}, of, { precedes: true });
}

/** An attitude: shown and never judged. */
export function shownOnly(of: Item): Item {
  return Object.assign({}, of, { shownOnly: true });
}

/** No C rule but a statement that the wearer may make. */
export function declared(of: Item): Item {
  return Object.assign({}, of, { declared: true });
}

export function when(conditions: readonly Condition[], of: Item): Item {
  return Object.assign({}, of, { applies: conditions });
}

export function flags(codes: readonly string[], of: Item): Item {
  return Object.assign({}, of, { flags: codes });
}

/** Applies once the event is recorded. */
export function afterEvent(event: string, of: Item): Item {
  return when([{ when: 'event', event: event }], of);
}

/** Only the engineer knows whether it applies. */
export function onTick(of: Item): Item {
  return when([{ when: 'ticked' }], of);
}

/** Only the engineer knows whether it applies: asked for by a consent, or ticked. */
export function onConsent(flag: string, of: Item): Item {
  const asked: readonly Condition[] = [{ when: 'event', event: 'consent', flag: flag }, { when: 'ticked' }];
  return Object.assign({}, of, {
    applies: asked,
    doneBy: [{ event: 'consent', flag: flag, codes: 'flags' }],
  });
}

/** Applies where the visit was moved, and not for the customer's sake. */
export function whenMovedByUs(of: Item): Item {
  return when([{ when: 'event', event: 'appt.changed', unless: { field: 'party', is: 'customer' } }], of);
}
