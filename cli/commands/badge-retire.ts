import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import { nameOf } from '../../supervisor/wearers.js';
import { badgeArg, timeArg } from '../show/args.js';
import { nowAtDesk, storeArg, withStore, zoneAtDesk } from '../show/store-file.js';
import { UserError } from '../user-error.js';

export default defineCommand({
  meta: { name: 'badge retire', description: 'Says that nobody wears a badge any more' },
  args: {
    badge: { type: 'positional', description: 'Badge id', required: true },
    at: { type: 'string', description: 'From when (ISO), else from now', valueHint: 'TIME' },
    store: storeArg,
  },
  run({ args }) {
    const badge = badgeArg(args.badge);
    const at = timeArg('--at', args.at, nowAtDesk());
    const time = isoOf(at, zoneAtDesk(at));
    const worn = withStore(args.store, false, store => {
      const open = store.wearings().find(each => each.badge === badge && each.to === null);
      if (!open)
        throw new UserError(
          `${args.store}: nobody wears badge ${badge}: doorstep badge list says who wears which.`,
        );
      if (at <= open.from)
        throw new UserError(
          `${args.store}: ${nameOf(open)} wears badge ${badge} only from ${isoOf(open.from, zoneAtDesk(open.from))}: give a later time.`,
        );
      store.endWearing(badge, open.from, at);
      return open;
    });
    process.stdout.write(`${nameOf(worn)} wears badge ${badge} no more from ${time}.\n`);
  },
});
