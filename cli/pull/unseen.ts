import { isoOf } from '../../shared/iso.js';
import { DAY, type Seconds } from '../../shared/time.js';
import type { Store } from '../../supervisor/store/store.js';
import { nameOf, wearerAt } from '../../supervisor/wearers.js';
import { zoneAtDesk } from '../show/store-file.js';

/** When each badge was pulled last; one that is not there never was. */
export function lastPulls(store: Store): Map<string, Seconds> {
  return new Map(store.pulled().map(({ badge, last }) => [badge, last]));
}

/**
 * A line for each badge of the store that is not among `seen` and was not pulled for `days` days, longest first. One that
 * somebody wore and nobody wears any more is not missed.
 */
export function unseenLines(store: Store, seen: readonly string[], days: number, now: Seconds): string[] {
  const last = lastPulls(store);
  const wearings = store.wearings();
  const known = new Set([...store.enrolments().map(({ badge }) => badge), ...last.keys()]);
  const missed = [...known].filter(badge => {
    const own = wearings.filter(each => each.badge === badge);
    const isRetired = own.length > 0 && !wearerAt(own, now);
    return !seen.includes(badge) && !isRetired && now - (last.get(badge) ?? 0) >= days * DAY;
  });
  return missed
    .sort((a, b) => (last.get(a) ?? 0) - (last.get(b) ?? 0))
    .map(badge => {
      const at = last.get(badge);
      const worn = wearerAt(
        wearings.filter(each => each.badge === badge),
        now,
      );
      const who = worn ? `, worn by ${nameOf(worn)}` : '';
      return `${badge}${who}: ${at === undefined ? 'never pulled' : `pulled last on ${isoOf(at, zoneAtDesk(at)).slice(0, 10)}`}`;
    });
}
