import { isoOf } from '../../shared/iso.js';
import { DAY, type Seconds } from '../../shared/time.js';
import type { Advertised } from '../../supervisor/advertisement.js';
import type { Store } from '../../supervisor/store/store.js';
import { nameOf, wearerAt } from '../../supervisor/wearers.js';
import { zoneAtDesk } from '../show/store-file.js';

/** When each badge was pulled last; one that is not there never was. */
export function lastPulls(store: Store): Map<string, Seconds> {
  return new Map(store.pulled().map(({ badge, last }) => [badge, last]));
}

function badgesOf(store: Store): Set<string> {
  return new Set([...store.enrolments(), ...store.pulled()].map(({ badge }) => badge));
}

/** Notes that badges were heard now; those that the store knows nothing of are somebody else's. */
export function noteHeard(store: Store, badges: readonly string[], now: Seconds): void {
  const own = badgesOf(store);
  for (const badge of badges) if (own.has(badge)) store.hear(badge, now);
}

/** So many pulls in a row may each have added a record that a badge whose display stayed off does not tell of. */
const PULLS_UNTOLD = 16;

/**
 * Badges that have nothing new, by what they say on the air: their log went no further than where it was left when their
 * display last went on or off. Anybody can say that on the air, so it is believed for a day after a pull.
 */
export function nothingNew(store: Store, advertised: readonly Advertised[], now: Seconds): Set<string> {
  const last = lastPulls(store);
  const left = new Map(store.heard().map(each => [each.badge, each.left]));
  const isOld = ({ badge, head }: Advertised): boolean => {
    const next = left.get(badge);
    const pulled = last.get(badge);
    if (next === undefined || next === null || pulled === undefined || now - pulled >= DAY) return false;
    return ((next - head) & 0xffff) <= PULLS_UNTOLD;
  };
  return new Set(advertised.filter(isOld).map(({ badge }) => badge));
}

/**
 * A line for each badge of the store that was not heard for `days` days, longest first. One that somebody wore and nobody
 * wears any more is not missed.
 */
export function unheardLines(store: Store, days: number, now: Seconds): string[] {
  const pulled = lastPulls(store);
  const heard = new Map(pulled);
  for (const { badge, at } of store.heard()) heard.set(badge, Math.max(at, heard.get(badge) ?? 0));
  const wearings = store.wearings();
  const ownOf = (badge: string): typeof wearings => wearings.filter(each => each.badge === badge);
  const missed = [...badgesOf(store)].filter(badge => {
    const isRetired = ownOf(badge).length > 0 && !wearerAt(ownOf(badge), now);
    return !isRetired && now - (heard.get(badge) ?? 0) >= days * DAY;
  });
  return missed
    .sort((a, b) => (heard.get(a) ?? 0) - (heard.get(b) ?? 0))
    .map(badge => {
      const worn = wearerAt(ownOf(badge), now);
      const who = worn ? `, worn by ${nameOf(worn)}` : '';
      return `${badge}${who}: ${lastly('heard', heard.get(badge))}, ${lastly('pulled', pulled.get(badge))}`;
    });
}

function lastly(what: string, at: Seconds | undefined): string {
  return at === undefined ? `never ${what}` : `${what} last on ${isoOf(at, zoneAtDesk(at)).slice(0, 10)}`;
}
