import { setTimeout as sleep } from 'node:timers/promises';
import { defineCommand } from 'citty';
import { PretendBluez } from '../../host-sim/bluez/bluez.js';
import { startBus } from '../../host-sim/bluez/daemon.js';
import { NodeEngine } from '../../host-sim/node-engine.js';
import { Acr122 } from '../../host-sim/pcsc/acr122.js';
import { type LaidCard, layCard } from '../../host-sim/pcsc/vpcd.js';
import { SimReader } from '../../host-sim/reader.js';
import { isoOf } from '../../shared/iso.js';
import { packOrderJson } from '../../shared/order/json.js';
import { exceptionsOf, reportOf } from '../../supervisor/report.js';
import { fill } from '../../supervisor/report-words.js';
import { messageOf, tap } from '../play/tap.js';
import { type World, worldOf } from '../play/world.js';
import { airOf } from '../show/air.js';
import { viewOf } from '../show/badge-view.js';
import { PasskeyDialog } from '../show/passkey-dialog.js';
import { done, pullSimulated } from '../show/pulling.js';
import { badgeWidth, type Style, styleFor } from '../show/screen.js';
import { type Lang, langOf, Terminal } from '../show/terminal.js';
import { UserError } from '../user-error.js';

const TICK_MS = 50;
const HOLD_MS = 2000;
/** Between two presses: longer than the badge's debounce. */
const BREATH_MS = 100;
/** How many times faster than the world's the badge's time runs. */
const SPEEDS = [1, 10, 60, 300];
/** Lines beside the badge's, and one more for where it is in reach. */
const LINES = 4;

/** Keys with Shift hold a button: the signs above the digits. */
const HELD = '!@#$';

const SAID = {
  keys: {
    zh: '1-4 按键 · Shift 长按 · t 新工单 · T 再贴一次 · p 读取 · +/- 快慢 · q 退出',
    en: '1-4 buttons, with Shift held · t new order · T same again · p pull · +/- speed · q quit',
  },
  pulled: {
    zh: '已读取记录 {first}-{last}({bytes} 字节),需要看的 {exceptions} 项',
    en: 'Pulled records {first} to {last} ({bytes} bytes): {exceptions} to look at',
  },
  tapped: { zh: '工单 {id} 贴到工牌', en: 'Order {id} held to the badge' },
  reached: {
    zh: '另开终端,带上此地址运行 doorstep pull --device "{name}"',
    en: 'In another terminal, with this address: doorstep pull --device "{name}"',
  },
  asks: {
    zh: '系统要配对:填工牌显示的六位数字 {typed} · 回车确定 · Esc 取消',
    en: 'The system pairs: the six digits on the badge {typed} · Enter · Esc to cancel',
  },
  paired: { zh: '已配对:以后不用再填数字', en: 'Paired: no digits are asked for any more' },
  refused: {
    zh: '有人要配对,工牌不让:先在“其他”里选“配对”,再试一次',
    en: 'Somebody wants to pair, and the badge lets nobody: choose Menu, Pair a phone, and try again',
  },
  failed: {
    zh: '没有配上:数字不对、取消了,或者断了',
    en: 'Not paired: other digits, cancelled, or the link is gone',
  },
  laid: { zh: '工牌放在读卡器上,按 r 拿开', en: 'The badge lies on the reader: r takes it away' },
  lifted: { zh: '工牌已拿开,按 r 放上', en: 'The badge is off the reader: r lays it down' },
  none: { zh: '还没有工单,先按 t', en: 'No order yet: press t first' },
  torn: { zh: '没贴好:{why}', en: 'The tap did not work: {why}' },
} as const;

export default defineCommand({
  meta: { name: 'sim', description: 'A live badge in the terminal' },
  args: {
    bluez: { type: 'boolean', description: 'Also a peripheral on a private D-Bus' },
    unpaired: { type: 'boolean', description: 'With --bluez: nobody out there has paired with this badge' },
    pcsc: { type: 'boolean', description: 'Also a tag on the virtual reader of a pcscd with vpcd' },
    profile: { type: 'string', description: 'Profile, or a file of one', valueHint: 'ID', default: 'HB' },
    settings: { type: 'string', description: 'Company, name, display times and the like', valueHint: 'FILE' },
    lang: { type: 'enum', options: ['zh', 'en'], description: 'Language, else by LANG' },
  },
  async run({ args }) {
    if (args.unpaired && !args.bluez)
      throw new UserError('--unpaired is about who comes over Bluetooth: give --bluez with it.');
    const terminal = new Terminal();
    if (!terminal.isLive || !process.stdin.isTTY)
      throw new UserError(
        'doorstep sim needs a terminal for its keys: use doorstep demo where there is none.',
      );
    const style = styleFor(terminal.columns, terminal.rows);
    const lines = 18 + LINES + (args.bluez ? 1 : 0);
    if (terminal.columns < badgeWidth(style) || terminal.rows < lines)
      throw new UserError(
        `doorstep sim needs ${badgeWidth(style)} columns and ${lines} lines: make the terminal larger.`,
      );
    terminal.enter();
    process.stdin.setRawMode(true);
    try {
      const sim = new Sim(terminal, style, langOf(args.lang), args.profile, args.settings);
      if (args.pcsc) await sim.layDown();
      await (args.bluez ? sim.runInReach(!args.unpaired) : sim.run());
    } finally {
      process.stdin.setRawMode(false);
      process.stdin.pause();
      terminal.leave();
    }
  },
});

class Sim {
  private readonly world: World;
  private readonly engine: NodeEngine;
  private readonly keys: string[] = [];
  private speed = 0;
  private status = '';
  private taps = 0;
  /** The packed order that was tapped last. */
  private order: string | null = null;
  private hasReader = false;
  /** Null where the badge lies on no reader. */
  private laid: LaidCard | null = null;
  /** Where BlueZ is to be found; '' where the badge is in nobody's reach. */
  private address = '';
  /** Stands for the dialog of the system that reaches the badge. */
  private readonly dialog = new PasskeyDialog(end => this.say(end, {}));

  constructor(
    private readonly terminal: Terminal,
    private readonly style: Style,
    private readonly lang: Lang,
    profile: string,
    settings: string | undefined,
  ) {
    this.world = worldOf({ id: '00c0ffee', profile, language: lang, settings });
    this.engine = new NodeEngine({ ...this.world.parts, seed: 1, startMs: Date.now() });
  }

  /** As a peripheral on a private D-Bus as well; `paired`: of a system that knows it. */
  async runInReach(paired: boolean): Promise<void> {
    const bus = await startBus();
    if ('error' in bus) throw new UserError(bus.error);
    try {
      const bluez = await PretendBluez.on(bus.address, [this.engine.badge], { paired, holder: this.dialog });
      if ('error' in bluez) throw new UserError(bluez.error);
      this.address = bus.address;
      this.say('reached', { name: bluez.nameOf(this.engine.badge) ?? '' });
      await this.run();
      bluez.stop();
    } finally {
      await bus.stop();
    }
  }

  /** Lays the badge on the virtual reader. */
  async layDown(): Promise<void> {
    const { engine } = this;
    const card = await layCard(new Acr122(new SimReader(engine), engine.badge.tag.uid));
    if ('error' in card) throw new UserError(`doorstep sim --pcsc: ${card.error}.`);
    this.laid = card;
    this.hasReader = true;
    this.say('laid', {});
    void card.gone.then(() => {
      this.laid = null;
      this.say('lifted', {});
    });
  }

  async run(): Promise<void> {
    const { engine, keys } = this;
    const hear = (data: Buffer): void => void keys.push(...data.toString('utf8'));
    process.stdin.on('data', hear);
    try {
      const air = airOf(engine);
      await air.during(air.client.setTime(this.now()));
      air.client.close();
      for (;;) {
        const before = Date.now();
        for (let key = keys.shift(); key !== undefined; key = keys.shift()) {
          if (this.dialog.key(key)) continue;
          if (key === 'q' || key === '\x03' || key === '\x04') return;
          await this.key(key);
        }
        await this.draw();
        await sleep(TICK_MS);
        await engine.advance(engine.now() + (Date.now() - before) * (SPEEDS[this.speed] as number));
      }
    } finally {
      process.stdin.off('data', hear);
      this.laid?.lift();
      await engine.close();
    }
  }

  private now(): number {
    return Math.floor(this.engine.now() / 1000);
  }

  /** The picture stays on the terminal when the display is off: a key then wakes it and does what it says. */
  private async press(button: number, holdMs: number | undefined): Promise<void> {
    const { engine } = this;
    if (await engine.dark()) {
      await engine.press(button);
      await engine.advance(engine.now() + BREATH_MS);
    }
    await engine.press(button, holdMs);
  }

  private async key(key: string): Promise<void> {
    const button = key >= '1' && key <= '4' ? Number(key) : HELD.indexOf(key) + 1;
    if (button) await this.press(button, HELD.includes(key) ? HOLD_MS : undefined);
    else if (key === 't') await this.tap(this.newOrder());
    else if (key === 'T') await this.tap(this.order);
    else if (key === 'r' && this.hasReader) await (this.laid ? this.laid.lift() : this.layDown());
    else if (key === 'p') await this.pull();
    else if (key === '+' || key === '=') this.speed = Math.min(this.speed + 1, SPEEDS.length - 1);
    else if (key === '-') this.speed = Math.max(this.speed - 1, 0);
  }

  /** A repair, appointed for the half hour after the next. */
  private newOrder(): string {
    this.taps++;
    const appointment = (Math.floor(this.now() / 1800) + 2) * 1800;
    const packed = packOrderJson({
      id: `WO-${String(this.taps).padStart(4, '0')}`,
      type: 'repair',
      appointment: isoOf(appointment, this.world.zone),
      customer: 'home',
      door: `${this.taps}-201`,
    });
    if ('error' in packed) throw new Error(packed.error);
    this.order = packed.bytes;
    return packed.bytes;
  }

  private async tap(order: string | null): Promise<void> {
    if (order === null) {
      this.say('none', {});
      return;
    }
    const end = await tap(this.engine, messageOf(order, 'fresh'));
    if (end === 'done') this.say('tapped', { id: `WO-${String(this.taps).padStart(4, '0')}` });
    else this.say('torn', { why: end });
  }

  private async pull(): Promise<void> {
    try {
      const evening = await pullSimulated(this.engine, this.world);
      const [report] = reportOf([evening.log]);
      await done(evening);
      const { first, next, stream } = evening.pulled;
      const exceptions = report ? exceptionsOf(report).length : 0;
      this.say('pulled', { first, last: next - 1, bytes: stream.length, exceptions });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.status = error.message;
    }
  }

  private say(line: keyof typeof SAID, values: { readonly [name: string]: string | number }): void {
    this.status = fill(SAID[line][this.lang], values);
  }

  private asking(typed: string): string {
    return this.terminal.strong(fill(SAID.asks[this.lang], { typed: typed.padEnd(6, '_') }));
  }

  private async draw(): Promise<void> {
    const { terminal } = this;
    const view = viewOf(this.world, await this.engine.pixels(), this.style);
    const time = isoOf(this.now(), this.world.zone).slice(0, 19).replace('T', ' ');
    terminal.show([
      `Doorstep · ${this.world.spec.id} · ${time} · x${SPEEDS[this.speed]}`,
      ...(this.address ? [`DBUS_SYSTEM_BUS_ADDRESS=${this.address}`] : []),
      ...view,
      this.dialog.typed === null ? this.status : this.asking(this.dialog.typed),
      terminal.faint(SAID.keys[this.lang]),
    ]);
  }
}
