/**
 * A simulated badge before a virtual PC/SC reader, in a process with a network of its own: `unshare --net node pcsc-rig.js`.
 * It does what its parent asks, one thing after the other.
 */
import { storyOfWords, wordsOfFlash } from '../../cli/play/flash-log.js';
import { worldOf } from '../../cli/play/world.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { Acr122 } from '../../host-sim/pcsc/acr122.js';
import { startPcscd } from '../../host-sim/pcsc/daemon.js';
import { type LaidCard, layCard } from '../../host-sim/pcsc/vpcd.js';
import { type Loss, SimReader } from '../../host-sim/reader.js';
import { badgeIn } from '../../supervisor/orders.js';
import { readTag } from '../../supervisor/tag.js';

export interface Asked {
  readonly op: keyof typeof OPS;
  readonly badge?: string;
  readonly loss?: Loss;
  readonly buttons?: readonly number[];
}

/** What the parent hears: the answer to what it asked, or what went wrong. */
export interface Told {
  readonly value?: unknown;
  readonly error?: string;
}

/** What a badge has to say: its orders with their events, what its tag shows, and its faults. */
export interface Looked {
  readonly events: readonly string[];
  readonly shows: string | undefined;
  readonly faults: readonly string[];
  readonly seq: number;
}

const BADGES = ['00c0ffee', '0000000b'];

const worlds = BADGES.map(id => worldOf({ id, profile: 'HB', language: 'en' }));
const badges = worlds.map(({ parts }, i) => new NodeEngine({ ...parts, seed: i + 1 }));
let laid: LaidCard | null = null;

const OPS = {
  async start(): Promise<void> {
    const pcscd = await startPcscd();
    if ('error' in pcscd) throw new Error(pcscd.error);
    process.once('disconnect', () => void pcscd.stop().finally(() => process.exit()));
  },
  /** Lays a badge on the reader, which takes it away by itself at the frame where its field is lost. */
  async lay({ badge, loss }: Asked): Promise<void> {
    const engine = badges[BADGES.indexOf(badge ?? '')] as NodeEngine;
    const reader = new SimReader(engine, { loss, onLost: () => laid?.lift() });
    const card = await layCard(new Acr122(reader, engine.badge.tag.uid));
    if ('error' in card) throw new Error(card.error);
    laid = card;
  },
  async lift(): Promise<void> {
    laid?.lift();
    await laid?.gone;
  },
  /** Its wearer presses buttons, one after the other. */
  async press({ badge, buttons = [] }: Asked): Promise<void> {
    const engine = badges[BADGES.indexOf(badge ?? '')] as NodeEngine;
    for (const button of buttons) {
      await engine.press(button);
      await engine.advance(engine.now() + 8000);
    }
  },
  async look({ badge }: Asked): Promise<Looked> {
    const i = BADGES.indexOf(badge ?? '');
    const engine = badges[i] as NodeEngine;
    const shown = await readTag(new SimReader(engine));
    const { events } = storyOfWords(
      worlds[i] as (typeof worlds)[number],
      wordsOfFlash(engine.badge.nor.bytes),
    );
    return {
      events: events.map(({ event, order, evidence, key }) =>
        [event, order, evidence, key].filter(each => each !== undefined).join(' '),
      ),
      shows: typeof shown === 'string' ? shown : badgeIn(shown.message)?.badge,
      faults: await engine.faults(),
      seq: events.at(-1)?.seq ?? 0,
    };
  },
};

process.on('message', async (asked: Asked) => {
  const told: Told = await OPS[asked.op](asked).then(
    value => ({ value }),
    error => ({ error: error instanceof Error ? error.message : String(error) }),
  );
  process.send?.(told);
});
