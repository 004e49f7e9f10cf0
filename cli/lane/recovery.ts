import type { Recording } from '../../host-sim/espruino/job.js';
import { Recorder } from '../../host-sim/espruino/recorder.js';
import type { FlashImage } from '../../host-sim/flash.js';
import { imageOf } from '../../host-sim/install.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { rngFrom } from '../../host-sim/rng.js';
import { endOf } from '../../shared/log/open.js';
import { HEADER_WORDS, PAGE_WORDS } from '../../shared/log/page.js';
import { isHead, isWhole } from '../../shared/log/word.js';
import { ndefOf } from '../../shared/order/ndef.js';
import { packOrder } from '../../shared/order/order.js';
import { Kind } from '../../shared/visit/kind.js';
import { setClock } from '../play/talk.js';
import { tap } from '../play/tap.js';
import { worldOf } from '../play/world.js';
import { between } from './instructions.js';

/** 2026-11-23T08:00:00+08:00. */
const MORNING = 1_795_392_000;
const SPEC = { id: '00c0ffee', profile: 'HB', language: 'en' } as const;
/** Words after the newest checkpoint, as many as may lie there, and words in the page in all, at least. */
const AFTER = 64;
const FILLED = 800;

/** Words in the first page of the ring, and how many stand behind its newest checkpoint. */
function fill(flash: Uint8Array): { words: number; since: number } {
  const words = new Uint32Array(flash.slice(PAGE_WORDS * 4, PAGE_WORDS * 8).buffer);
  const end = endOf(words, 0);
  let behind = 0;
  for (let i = HEADER_WORDS; i < end; i++) {
    const word = words[i] ?? 0;
    if (isWhole(word) && isHead(word) && ((word >> 19) & 63) === Kind.Checkpoint)
      behind = i + 1 + ((word >> 13) & 63);
  }
  return { words: end, since: end - behind };
}

/** Lives that are tried until one leaves the log wanted. */
const LIVES = 50;

/** A badge whose keys were pressed at random, order after order, until its page is full and a checkpoint far away. */
async function worn(): Promise<FlashImage> {
  for (let seed = 1; seed <= LIVES; seed++) {
    const image = await wornBy(seed);
    if (image) return image;
  }
  throw new Error(`none of ${LIVES} lives fills a page with a checkpoint ${AFTER} words behind`);
}

async function wornBy(seed: number): Promise<FlashImage | null> {
  const badge = new NodeEngine({ ...worldOf(SPEC).parts, seed });
  const rng = rngFrom(seed);
  await badge.advance(1000);
  await setClock(badge, MORNING);
  for (let i = 0; i < 20_000; i++) {
    if (i % 100 === 0) {
      const now = MORNING + Math.floor(badge.now() / 1000);
      const order = packOrder(2, `WO-${1000 + i / 100}`, [now - 60, 0, 0, 0, now + 600, 0, 0, 0], 0, '');
      await tap(badge, Buffer.from(ndefOf(order), 'latin1'));
    }
    await badge.press(1 + (rng.u32() % 4));
    await badge.advance(badge.now() + 900);
    const { words, since } = fill(badge.badge.nor.bytes);
    if (words >= FILLED && since === AFTER) return badge.badge.image();
    if (words === PAGE_WORDS) return null;
  }
  return null;
}

/** The walk that the log's layout saves: each word of the page is checked and taken apart. */
const WALK = `(function(){
var file=require('Storage').read('dlog'),words=new Uint32Array(E.toArrayBuffer(E.memoryArea(E.getAddressOf(file,true)-32+4096,4096)));
var bits=new Uint8Array([0,1,1,2,1,2,2,3,1,2,2,3,2,3,3,4]),at=0,bad=0,kinds=new Uint16Array(64);
function ones(x){var n=0;while(x){n+=bits[x&15];x>>>=4}return n}
for(var i=8;i<1024;i++){var word=words[i];if(word===0xffffffff)break;var data=word&0x7ffffff;
if(word>>>27!==27-ones(data)){bad++;continue}
if(data&0x4000000)continue;
var kind=data>>20,step=(data>>9)&2047,value=data&511;at+=step;kinds[kind]++;if(value>511)bad++}
g.flip()})();`;

/** The same power-on with another program in flash. */
function withProgram(recording: Recording, program: string): Recording {
  const { files = [], keys } = worldOf(SPEC).parts;
  const before = imageOf(files, program, keys).bytes;
  before.set(recording.before.slice(PAGE_WORDS * 4, PAGE_WORDS * 12), PAGE_WORDS * 4);
  return { ...recording, before };
}

export interface RecoveryCost {
  /** From power-on to the first screen, the reading of the program among it. */
  readonly boot: number;
  /** The same on a badge with an empty log. */
  readonly fresh: number;
  readonly walk: number;
  readonly words: number;
}

export async function measureRecovery(program: string): Promise<RecoveryCost> {
  const image = await worn();
  const parts = worldOf(SPEC).parts;
  const full = new Recorder({ ...parts, image, seed: 1 }).recording();
  const fresh = new Recorder({ ...parts, seed: 1 }).recording();
  const cost = async (recording: Recording, boot?: string): Promise<number> =>
    between(recording, 0, 1, { program, boot });
  const nothing = await cost(full, 'g.flip()');
  return {
    boot: (await cost(full)) - nothing,
    fresh: (await cost(fresh)) - nothing,
    walk: (await cost(withProgram(full, WALK))) - nothing,
    words: fill(image.bytes).words,
  };
}
