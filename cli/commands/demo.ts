import { setTimeout as sleep } from 'node:timers/promises';
import { defineCommand } from 'citty';
import { TEST_KEYS } from '../../host-sim/install.js';
import { isoOf } from '../../shared/iso.js';
import { checkDlog } from '../../supervisor/check.js';
import { reportOf } from '../../supervisor/report.js';
import { demoDay, liveDay } from '../demo/day.js';
import { endingLines, say } from '../demo/ending.js';
import { gifOf, type Shot } from '../demo/gif.js';
import { TELLING } from '../demo/telling.js';
import { type World, worldOf } from '../play/world.js';
import { viewOf } from '../show/badge-view.js';
import { keepFile } from '../show/log-file.js';
import { done, pullSimulated } from '../show/pulling.js';
import { badgeWidth, styleFor, widthOf, wrapped } from '../show/screen.js';
import { type Lang, langOf, Terminal } from '../show/terminal.js';
import { Exit, finish, UserError } from '../user-error.js';

/** How long a screen stays on a terminal: one that is told, one that only moves on, a second of the countdown's end. */
const Hold = { told: 640, passing: 85, second: 300 } as const;
/** Steps 18 to 20 of day.yaml are the last seconds of the wait. */
const isLastSecond = (step: number): boolean => step >= 18 && step <= 20;
/** The step at which the second visit begins. */
const SECOND_VISIT = 24;
/** How long a connection interval takes while the pull is watched. */
const BEAT_MS = 25;
/** The GIF has no hurry: it can be watched again. */
const GIF_SLOWER = 3;

export default defineCommand({
  meta: { name: 'demo', description: 'A working day on the simulated badge, told as it happens' },
  args: {
    lang: { type: 'enum', options: ['zh', 'en'], description: 'Language, else by LANG' },
    gif: { type: 'string', description: 'Also write the screens as a GIF', valueHint: 'FILE' },
  },
  async run({ args }) {
    const terminal = new Terminal(process.stdout, process.env, badgeWidth('braille'));
    const stop = (): void => {
      terminal.leave();
      process.exit(130);
    };
    process.once('SIGINT', stop);
    terminal.enter();
    try {
      await new Demo(terminal, langOf(args.lang)).run(args.gif);
    } finally {
      process.off('SIGINT', stop);
    }
  },
});

class Demo {
  private readonly day;
  private readonly world: World;
  private readonly style;
  private readonly shots: Shot[] = [];
  private told = '';
  private why = '';
  private ending: string[] = [];

  constructor(
    private readonly terminal: Terminal,
    private readonly lang: Lang,
  ) {
    this.day = demoDay(lang);
    this.world = worldOf(this.day.badge);
    this.style = styleFor(terminal.isLive ? terminal.columns : 80, terminal.rows);
  }

  async run(gif: string | undefined): Promise<void> {
    const { terminal } = this;
    try {
      const played = await liveDay(this.lang, {
        onScreen: (step, pixels) => this.step(step, pixels),
        onEvening: engine => this.evening(engine),
      });
      terminal.leave();
      terminal.print(`${this.ending.join('\n')}\n`);
      if (!played.ok) {
        for (const failure of played.failures) process.stderr.write(`${failure}\n`);
        finish(Exit.NotRight);
      }
    } finally {
      terminal.leave();
    }
    if (gif === undefined) return;
    keepFile(gif, await gifOf(this.shots));
    terminal.print(`${gif}: ${this.shots.length} pictures\n`);
  }

  private async step(step: number, pixels: Uint8Array): Promise<void> {
    const telling = TELLING[step];
    if (telling) {
      this.told = telling.what[this.lang];
      this.why = telling.why[this.lang];
    }
    const hold = telling ? Hold.told : isLastSecond(step) ? Hold.second : Hold.passing;
    const isEvening = step === this.day.steps.length;
    if (isEvening) return;
    this.shots.push({ pixels, caption: this.told, milliseconds: hold * GIF_SLOWER });
    if (!telling && !this.terminal.isLive) return;
    const time = isoOf(this.day.steps[step - 1]?.time ?? 0, this.world.zone).slice(11, 19);
    const chapter = say(step < SECOND_VISIT ? 'door' : 'visit', this.lang);
    this.show(
      `Doorstep · ${say('day', this.lang)} · ${chapter}`,
      time,
      viewOf(this.world, pixels, this.style),
      [this.told, this.why],
    );
    await this.wait(hold);
  }

  /** A screenful: a line on where we are, a picture, what happened, and why. */
  private show(title: string, time: string, picture: readonly string[], texts: readonly string[]): void {
    const { terminal } = this;
    const width = badgeWidth(this.style);
    const gap = ' '.repeat(Math.max(1, width - widthOf(title) - widthOf(time)));
    const [what = '', ...rest] = texts;
    terminal.show([
      `${terminal.faint(title)}${gap}${time}`,
      ...picture,
      ...wrapped(what, width).map(line => terminal.strong(line)),
      ...rest.flatMap(text => wrapped(text, width)),
    ]);
  }

  /** A supervisor comes, pulls the log, checks it, and reads what it says. */
  private async evening(engine: Parameters<typeof pullSimulated>[0]): Promise<void> {
    const { lang, terminal } = this;
    const title = `Doorstep · ${say('pull', lang)}`;
    const time = isoOf(Math.floor(engine.now() / 1000), this.world.zone).slice(11, 19);
    const picture = viewOf(this.world, await engine.pixels(), this.style);
    const bar = (bytes: number, frames: number): string =>
      `${'█'.repeat(Math.min(frames, 24)).padEnd(24, '░')} ${say('pulling', lang, { bytes, frames })}`;
    const evening = await pullSimulated(engine, this.world, {
      ...(terminal.isLive && { beat: () => sleep(BEAT_MS) }),
      onProgress: (bytes, frames) => {
        if (terminal.isLive) this.show(title, time, picture, [say('pull', lang), bar(bytes, frames)]);
      },
    });
    const keys = [{ logKey: TEST_KEYS.log, radioKey: TEST_KEYS.radio }];
    const checked = checkDlog(evening.log, { keys });
    const wrong = checked.fault ?? checked.unproven;
    if (wrong) throw new UserError(`The pulled log is not right: ${wrong}.`);
    await done(evening);
    const { stream, frames } = evening.pulled;
    const sum = say('checked', lang, { records: checked.records, words: checked.words });
    this.show(title, time, picture, [say('pull', lang), bar(stream.length, frames), sum]);
    await this.wait(Hold.told);
    const [report] = reportOf([evening.log]);
    this.ending = [
      terminal.strong(say('says', lang)),
      '',
      ...(report ? endingLines(report, lang) : []),
      '',
      sum,
      say('sealed', lang),
      say('simulated', lang),
      say('next', lang),
    ];
  }

  private async wait(milliseconds: number): Promise<void> {
    if (this.terminal.isLive) await sleep(milliseconds);
  }
}
