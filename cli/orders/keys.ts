import type { ByteString } from '../../shared/bytes.js';
import { readKeys } from '../../supervisor/keys.js';
import { readText } from '../read-file.js';
import { withStore } from '../show/store-file.js';
import { UserError } from '../user-error.js';

/** Where keys of badges are: a keys file, or a store. */
export interface KeySource {
  readonly keys: string | undefined;
  readonly store: string;
}

/** The radio keys that badges were enrolled with last, by badge: the keys of their orders come from these. */
export function radioKeysIn({ keys: file, store: from }: KeySource): Map<string, ByteString> {
  if (file === undefined)
    return withStore(
      from,
      false,
      store => new Map(store.enrolments().map(({ badge, radioKey }) => [badge, radioKey])),
    );
  const keys = readKeys(readText(file, '; give a keys file that doorstep enrol --export wrote.'));
  if ('error' in keys) throw new UserError(`${file}: ${keys.error}.`);
  // The newest stand first.
  return new Map([...keys].reverse().map(({ badge, radioKey }) => [badge, radioKey]));
}

/** The radio key of one badge, or the sentence that says where it is missing. */
export function radioKeyOf(
  badge: string,
  known: ReadonlyMap<string, ByteString>,
  source: KeySource,
): ByteString {
  const key = known.get(badge);
  if (key !== undefined) return key;
  throw new UserError(
    source.keys === undefined
      ? `${source.store}: badge ${badge} is not enrolled in it: enrol it first, or name a keys file with --keys.`
      : `${source.keys}: it has no keys of badge ${badge}: give the file of this badge's enrolment.`,
  );
}
