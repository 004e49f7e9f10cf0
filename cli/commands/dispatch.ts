import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import { badgeOn, type DeliveryEnd, deliver } from '../../supervisor/deliver.js';
import { PcscReader } from '../../supervisor/pcsc-reader.js';
import { errandsFor, isDelivered, type Waiting } from '../orders/errands.js';
import { ordersInFile } from '../orders/file.js';
import { type Laid, Readers } from '../orders/pcsc.js';
import { signingArgs, signingKey } from '../orders/signing.js';
import { Watched } from '../orders/watched.js';
import { badgeArg, numberArg } from '../show/args.js';
import { zoneAtDesk } from '../show/store-file.js';
import { Exit, finish } from '../user-error.js';

export default defineCommand({
  meta: { name: 'dispatch', description: 'Writes work orders to badges on a reader' },
  args: {
    order: {
      type: 'positional',
      description: 'Orders: CSV, JSON, or what order new --json printed',
      valueHint: '...',
    },
    badge: { type: 'string', description: 'Badge of the orders that name none', valueHint: 'ID' },
    ...signingArgs,
    reader: { type: 'string', description: 'Part of the name of the reader, else any', valueHint: 'NAME' },
    wait: {
      type: 'string',
      description: 'How long to wait for the next badge',
      valueHint: 'SECONDS',
      default: '120',
    },
    json: { type: 'boolean', description: 'Print one JSON document' },
  },
  async run({ args }) {
    const listed = args._.flatMap(ordersInFile);
    const otherwise = args.badge === undefined ? null : badgeArg(args.badge);
    const wait = numberArg('--wait', args.wait, 1, 86_400) * 1000;
    const key = signingKey(args);
    const waiting = errandsFor(listed, otherwise, key, { keys: args.keys, store: args.store });
    const readers = await Readers.open(args.reader);
    const stop = new AbortController();
    const interrupt = (): void => stop.abort();
    process.once('SIGINT', interrupt);
    try {
      const desk = new Desk(waiting, args.json === true);
      await desk.serve(() => readers.next(wait, stop.signal));
      desk.close();
    } finally {
      process.off('SIGINT', interrupt);
      readers.close();
    }
    if (!waiting.every(isDelivered)) finish(Exit.NotRight);
  },
});

/** What came in the way of an order, and what to do. */
const WHY: { readonly [end in DeliveryEnd]: string } = {
  done: 'written, but its badge does not say that it took it: its screen says why, or lay it down once more',
  gone: 'the badge was taken away too soon: lay it down once more',
  silent: 'the badge did not answer in time: lay it down once more, a little to the side',
  refused: 'the badge refused a page: lay it down once more',
  differs: 'what was read back is not what was written: lay it down once more',
  'not-a-tag': 'what lies there is no Type 2 tag',
  'no-badge': 'what lies there shows no badge: take it away, and lay it down once more',
  'other-badge': 'another badge lies there now',
  'too-long': 'it does not fit into the tag of this badge',
};

/** Serves badges as they come, and tells how it goes. */
class Desk {
  constructor(
    private readonly waiting: readonly Waiting[],
    private readonly isJson: boolean,
  ) {}

  /** Until nothing is left to do, or nobody comes. */
  async serve(next: () => Promise<Laid | null>): Promise<void> {
    const badges = new Set(this.waiting.map(({ errand }) => errand.badge));
    this.prompt(`${this.waiting.length} to write for ${[...badges].join(', ')}: lay a badge on the reader.`);
    while (!this.waiting.every(isDelivered)) {
      const laid = await next();
      if (!laid) return;
      await this.serveOne(laid);
    }
  }

  /** The end of it: what is left, or the document. */
  close(): void {
    const left = this.waiting.filter(each => !isDelivered(each));
    if (left.length) this.prompt(`Not delivered: ${left.map(({ order }) => order.id).join(', ')}.`);
    if (this.isJson)
      process.stdout.write(`${JSON.stringify({ orders: this.waiting.map(documentOf) }, null, 2)}\n`);
  }

  private async serveOne(laid: Laid): Promise<void> {
    const reader = new Watched(new PcscReader(laid.connect));
    const found = await badgeOn(reader);
    if (typeof found === 'string') {
      await reader.field(false);
      // Lifted before it was looked at: nothing to say.
      if (found !== 'gone') this.prompt(`${laid.reader}: ${WHY[found]}.`);
      return;
    }
    const { badge } = found.said;
    const mine = this.waiting.filter(each => each.errand.badge === badge && !isDelivered(each));
    if (!mine.length) this.prompt(`Badge ${badge}: nothing waits for it: take it away.`);
    for (const each of mine) {
      reader.begin(`Badge ${badge}: writing ${each.order.id}, hold still`);
      each.delivery = await deliver(reader, each.errand, each.delivery?.payload);
      reader.end();
      this.tell(each);
      if (each.delivery.end === 'gone') return;
    }
    await reader.field(false);
    if (mine.length) this.prompt(`Badge ${badge}: done, take it away.`);
  }

  private tell(each: Waiting): void {
    const { order, errand, delivery } = each;
    if (!delivery) return;
    const name = `Badge ${errand.badge}, order ${order.id}`;
    if (!isDelivered(each)) process.stderr.write(`${name}: ${WHY[delivery.end]}.\n`);
    else if (!this.isJson) process.stdout.write(`${name}: ${receiptText(each)}\n`);
  }

  private prompt(line: string): void {
    process.stderr.write(`${line}\n`);
  }
}

function receiptText({ delivery }: Waiting): string {
  if (!delivery?.receipt) return 'written as it was signed, and read back; its receipt needs the keys';
  const { time, seq } = delivery.receipt;
  const when = time === null ? ', its clock is not set' : ` at ${isoOf(time, zoneAtDesk(time))}`;
  return `taken${when}, record ${seq}`;
}

function documentOf({ order, errand, delivery }: Waiting): object {
  const { end = 'waiting', touches = 0, receipt = null } = delivery ?? {};
  const time = receipt?.time ?? null;
  return {
    badge: errand.badge,
    order: order.id,
    end,
    touches,
    receipt: receipt && { time: time === null ? null : isoOf(time, zoneAtDesk(time)), seq: receipt.seq },
  };
}
