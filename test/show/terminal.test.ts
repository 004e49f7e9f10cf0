import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { langOf, type Out, Terminal } from '../../cli/show/terminal.js';

function fake(isTTY: boolean): Out & { text: string } {
  return {
    isTTY,
    columns: 80,
    rows: 24,
    text: '',
    write(text: string) {
      this.text += text;
    },
  };
}

const terminals = suite('a terminal');

terminals('gets only the lines that changed', () => {
  const out = fake(true);
  const terminal = new Terminal(out, { TERM: 'xterm' });
  terminal.enter();
  terminal.show(['one', 'two', 'three']);
  out.text = '';
  terminal.show(['one', 'TWO', 'three']);
  assert.is(out.text, '\x1b[2;1H\x1b[2KTWO');
  out.text = '';
  terminal.show(['one', 'TWO', 'three']);
  assert.is(out.text, '', 'nothing changed');
  terminal.show(['one']);
  assert.is(out.text, '\x1b[2;1H\x1b[2K\x1b[3;1H\x1b[2K');
});

terminals('is given back as it was, once', () => {
  const out = fake(true);
  const terminal = new Terminal(out, { TERM: 'xterm' });
  terminal.enter();
  assert.is(out.text.startsWith('\x1b[?1049h\x1b[?25l'), true);
  out.text = '';
  terminal.leave();
  terminal.leave();
  assert.is(out.text, '\x1b[?25h\x1b[?1049l');
});

terminals('that is none gets plain text', () => {
  for (const [isTTY, environment] of [
    [false, {}],
    [true, { TERM: 'dumb' }],
  ] as const) {
    const out = fake(isTTY);
    const terminal = new Terminal(out, environment);
    terminal.enter();
    terminal.show([terminal.strong('one'), `two${terminal.faint('  ')}`]);
    terminal.leave();
    assert.is(out.text, 'one\ntwo\n\n');
  }
});

terminals('that is too narrow is written to like a file', () => {
  assert.is(new Terminal(fake(true), { TERM: 'xterm' }, 80).isLive, true);
  assert.is(new Terminal(fake(true), { TERM: 'xterm' }, 81).isLive, false);
});

terminals('gets no attributes where NO_COLOR is set', () => {
  assert.is(new Terminal(fake(true), { TERM: 'xterm' }).strong('a'), '\x1b[1ma\x1b[22m');
  assert.is(new Terminal(fake(true), { TERM: 'xterm', NO_COLOR: '1' }).strong('a'), 'a');
});

terminals.run();

const languages = suite('the language');

languages('is what was asked for, else that of the environment, else English', () => {
  assert.is(langOf('zh', { LANG: 'en_US.UTF-8' }), 'zh');
  assert.is(langOf('en', { LANG: 'zh_CN.UTF-8' }), 'en');
  assert.is(langOf(undefined, { LANG: 'zh_CN.UTF-8' }), 'zh');
  assert.is(langOf(undefined, { LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }), 'en');
  assert.is(langOf(undefined, { LANG: 'de_DE.UTF-8' }), 'en');
  assert.is(langOf(undefined, {}), 'en');
});

languages.run();
