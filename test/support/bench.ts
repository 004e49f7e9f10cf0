import { readFileSync } from 'node:fs';
import { enrolScript } from '../../cli/lane/installer.js';
import { Badge, type BadgeOptions } from '../../host-sim/badge.js';

/** The installer as the build leaves it. */
export const installer = (): string =>
  readFileSync(new URL('../../../dist/enrol.js', import.meta.url), 'latin1');

/** A badge on the bench: BTN1 was held at its start, so no application runs and its console is open. */
export function onTheBench(options: BadgeOptions): Badge {
  const badge = new Badge({ ...options, powered: false });
  badge.hold(1, true);
  badge.power('restore');
  badge.hold(1, false);
  return badge;
}

/** Has the installer run on it, until it shows what it has to show. */
export function enrolOn(badge: Badge): void {
  badge.type(enrolScript(installer()));
  badge.advance(badge.now() + 1000);
}
