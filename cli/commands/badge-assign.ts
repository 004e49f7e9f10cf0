import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import { nameOf, wearingFault } from '../../supervisor/wearers.js';
import { badgeArg, timeArg } from '../show/args.js';
import { nowAtDesk, storeArg, withStore, zoneAtDesk } from '../show/store-file.js';
import { UserError } from '../user-error.js';

export default defineCommand({
  meta: { name: 'badge assign', description: 'Says who wears a badge from when' },
  args: {
    badge: { type: 'positional', description: 'Badge id', required: true },
    wearer: { type: 'string', description: 'Name of the engineer', valueHint: 'NAME', required: true },
    number: { type: 'string', description: "The engineer's number", valueHint: 'N' },
    from: { type: 'string', description: 'From when (ISO), else from now', valueHint: 'TIME' },
    to: { type: 'string', description: 'To when (ISO), else until the badge is retired', valueHint: 'TIME' },
    store: storeArg,
  },
  run({ args }) {
    const now = nowAtDesk();
    const from = timeArg('--from', args.from, now);
    const name = args.wearer.trim();
    if (!name) throw new UserError('--wearer is empty: name who wears the badge.');
    const wearing = {
      badge: badgeArg(args.badge),
      name,
      number: (args.number ?? '').trim(),
      from,
      to: args.to === undefined ? null : timeArg('--to', args.to, now),
    };
    withStore(args.store, false, store => {
      const { badge } = wearing;
      if (![...store.enrolments(), ...store.pulled()].some(each => each.badge === badge))
        throw new UserError(`${args.store}: it knows no badge ${badge}: enrol it first, or correct the id.`);
      const fault = wearingFault(store.wearings(), wearing, zoneAtDesk(from));
      if (fault)
        throw new UserError(
          `${args.store}: ${fault}: end that with doorstep badge retire ${badge} --at TIME, or give other times.`,
        );
      store.wear(wearing);
    });
    process.stdout.write(
      `${nameOf(wearing)} wears badge ${wearing.badge} from ${isoOf(from, zoneAtDesk(from))}.\n`,
    );
  },
});
