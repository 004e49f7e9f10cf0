import type { Engine } from '../../host-sim/engine.js';
import { type ReaderOptions, SimReader } from '../../host-sim/reader.js';
import { type TagEnd, writeTag } from '../../supervisor/tag.js';

/** A reader writes an NDEF message into a simulated badge's tag, in one touch; what the tag shows may decide which. */
export function tap(
  engine: Engine,
  message: Uint8Array | ((shown: Uint8Array) => Uint8Array),
  options: ReaderOptions = {},
): Promise<TagEnd> {
  const messageFor = typeof message === 'function' ? message : (): Uint8Array => message;
  return writeTag(new SimReader(engine, options), messageFor);
}
