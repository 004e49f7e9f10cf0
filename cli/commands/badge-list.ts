import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import type { Seconds } from '../../shared/time.js';
import type { Store } from '../../supervisor/store/store.js';
import { nameOf } from '../../supervisor/wearers.js';
import { storeArg, withStore, zoneAtDesk } from '../show/store-file.js';

export default defineCommand({
  meta: { name: 'badge list', description: 'Which badges are known, and who wears them' },
  args: {
    store: storeArg,
    json: { type: 'boolean', description: 'Print one JSON document' },
  },
  run({ args }) {
    const badges = withStore(args.store, false, badgesIn);
    if (args.json) process.stdout.write(`${JSON.stringify({ badges }, null, 2)}\n`);
    else process.stdout.write(badges.length ? badges.map(linesOf).join('') : 'No badge is known yet.\n');
  },
});

function timeOf(at: Seconds | null | undefined): string | null {
  return at === null || at === undefined ? null : isoOf(at, zoneAtDesk(at));
}

/** All that is known of each badge, but its keys. */
function badgesIn(store: Store) {
  const enrolments = store.enrolments();
  const wearings = store.wearings();
  const pulled = store.pulled();
  const ids = new Set([...enrolments, ...wearings, ...pulled].map(({ badge }) => badge));
  return [...ids].sort().map(badge => {
    const own = <T extends { badge: string }>(list: T[]): T[] => list.filter(each => each.badge === badge);
    const newest = own(enrolments).at(-1);
    return {
      badge,
      enrolled: timeOf(newest?.enrolled),
      note: newest?.note ?? '',
      formerKeys: Math.max(0, own(enrolments).length - 1),
      wearers: own(wearings).map(({ name, number, from, to }) => ({
        name,
        number,
        from: timeOf(from) as string,
        to: timeOf(to),
      })),
      pulls: own(pulled)[0]?.pulls ?? 0,
      pulledAt: timeOf(own(pulled)[0]?.last),
    };
  });
}

function linesOf(known: ReturnType<typeof badgesIn>[number]): string {
  const { badge, enrolled, note, wearers, pulls, pulledAt } = known;
  const facts = [
    enrolled === null ? 'not enrolled' : `enrolled ${enrolled}`,
    pulledAt === null ? 'never pulled' : `pulls kept: ${pulls}, the last of ${pulledAt}`,
    ...(note ? [note] : []),
  ];
  const worn = wearers.map(each => `  ${nameOf(each)} from ${each.from}${each.to ? ` to ${each.to}` : ''}\n`);
  return `${badge}  ${facts.join('; ')}\n${worn.join('') || '  worn by nobody\n'}`;
}
