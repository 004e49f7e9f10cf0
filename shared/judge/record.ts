import type { Condition, DoneBy, Item } from '../profile/profile.js';
import type { OrderCase } from './case.js';
import { isNoteDue, judgeDoor } from './door.js';
import type { Mark } from './mark.js';
import type { VisitRun } from './visits.js';

/** What was recorded for an item: the mark that made it done, and the codes that no record carries. */
export interface ItemRecord {
  readonly done: Mark | null;
  readonly marks: readonly Mark[];
  readonly missing: readonly string[];
}

/** The marks an item looks at: its visit's, and with an end of day also what came after the last visit. */
export function marksFor(item: Item, visit: VisitRun): readonly Mark[] {
  return item.deadline === 'end-of-day' ? visit.all.concat(visit.tail) : visit.all;
}

function isTick(mark: Mark, item: string, state: string): boolean {
  return mark.name === 'tick' && mark.fields['item'] === item && mark.fields['state'] === state;
}

/** Said not to apply; what always applies cannot be dismissed. */
export function isDismissed(item: Item, visit: VisitRun): boolean {
  if (item.applies.some(condition => condition.when === 'always')) return false;
  return marksFor(item, visit).some(mark => isTick(mark, item.id, 'na'));
}

/** The codes of an event. A consent without any is to the surroundings, an explanation without any was of everything. */
function codesOf(mark: Mark, field: string): readonly string[] {
  const codes = mark.fields[field] as readonly string[] | undefined;
  if (codes && (codes.length || mark.name === 'kit.check')) return codes;
  if (mark.name === 'consent') return ['environment'];
  return mark.name === 'explained' ? ['policy', 'content', 'cause', 'fee'] : [];
}

function isBy(by: DoneBy, mark: Mark): boolean {
  if (mark.name !== by.event) return false;
  if (by.field && mark.fields[by.field.field] !== by.field.is) return false;
  return !by.flag || codesOf(mark, 'flags').includes(by.flag);
}

/** The codes an item needs in this order. */
function needed(of: OrderCase, item: Item): readonly string[] {
  return item.flagsWithFee && of.order.fee ? item.flags.concat(item.flagsWithFee) : item.flags;
}

/** The codes that a record adds to an item, null where it is none of its records; a tick without codes says that all is done. */
function codesFor(item: Item, mark: Mark, all: readonly string[]): readonly string[] | null {
  if (isTick(mark, item.id, 'done')) return (mark.fields['flags'] as readonly string[] | undefined) || all;
  for (const by of item.doneBy) if (isBy(by, mark)) return codesOf(mark, by.codes || 'flags');
  return null;
}

/** The earliest record that does the item; with codes, the one that completes them. */
export function recordOf(of: OrderCase, item: Item, marks: readonly Mark[]): ItemRecord {
  let missing = needed(of, item);
  const all = missing;
  const used: Mark[] = [];
  for (const mark of marks) {
    const codes = codesFor(item, mark, all);
    if (!codes) continue;
    used.push(mark);
    missing = missing.filter(code => !codes.includes(code));
    if (!missing.length) return { done: mark, marks: used, missing: missing };
  }
  return { done: null, marks: used, missing: all.length ? missing : [] };
}

/** Whether the item is asked for in this visit. */
export function applies(of: OrderCase, item: Item, visit: VisitRun): boolean {
  return item.applies.some(condition => holds(of, item, visit, condition));
}

function holds(of: OrderCase, item: Item, visit: VisitRun, condition: Condition): boolean {
  switch (condition.when) {
    case 'always':
      return true;
    case 'ticked':
      return marksFor(item, visit).some(mark => isTick(mark, item.id, 'done'));
    case 'event': {
      const unless = condition.unless;
      const by: DoneBy = { event: condition.event, flag: condition.flag };
      return marksFor(item, visit).some(
        mark => isBy(by, mark) && !(unless && mark.fields[unless.field] === unless.is),
      );
    }
    case 'order':
      return condition.is.includes(of.order[condition.field] as string | boolean);
    case 'order-not':
      return !condition.is.includes(of.order[condition.field] as string | boolean);
    case 'kit-list':
      return kitList(of) === condition.list;
    case 'done':
      return isDone(of, condition.item, visit);
    case 'note-due': {
      const door = judgeDoor(of, visit);
      return isNoteDue(door) || (door.verdict === 'OPEN' && visit.run.some(mark => mark.name === 'rang'));
    }
  }
}

/** The kit list that counts: the one set, else the one for the order's type (rules A2.5). */
function kitList(of: OrderCase): string {
  if (of.params.kitList) return of.params.kitList;
  return of.order.type === 'install' || of.order.type === 'move' ? '12345' : 'visit';
}

function isDone(of: OrderCase, id: string, visit: VisitRun): boolean {
  const item = of.profile.items.find(other => other.id === id);
  return !!item && !!recordOf(of, item, visit.all).done;
}
