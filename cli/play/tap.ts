import type { Engine } from '../../host-sim/engine.js';
import { TEST_KEYS } from '../../host-sim/install.js';
import { type ReaderOptions, SimReader } from '../../host-sim/reader.js';
import type { ByteString } from '../../shared/bytes.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { badgeIn, type Holder, keyNumber, signOrder } from '../../supervisor/orders.js';
import { type TagEnd, writeTag } from '../../supervisor/tag.js';
import type { Proof } from './step.js';

/** A reader writes an NDEF message into a simulated badge's tag, in one touch; what the tag shows may decide which. */
export function tap(
  engine: Engine,
  message: Uint8Array | ((shown: Uint8Array) => Uint8Array),
  options: ReaderOptions = {},
): Promise<TagEnd> {
  const messageFor = typeof message === 'function' ? message : (): Uint8Array => message;
  return writeTag(new SimReader(engine, options), messageFor);
}

/** The message of a packed order for the simulated badge that shows itself, signed by the test keys' way as `proof` says. */
export function messageOf(
  order: ByteString,
  proof: Proof,
  holder: Holder = 'desk',
): (shown: Uint8Array) => Uint8Array {
  return shown => {
    const said = badgeIn(shown);
    if (!said) throw new Error("the tag does not show the badge's id");
    const salt = proof === 'fresh' ? said.nonce : 'sold';
    const signing = { badge: said.badge, radioKey: TEST_KEYS.radio, key: keyNumber(holder, 0), salt };
    return Buffer.from(ndefOf(proof === 'none' ? order : signOrder(signing, order)), 'latin1');
  };
}
