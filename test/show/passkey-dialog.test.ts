import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PasskeyDialog } from '../../cli/show/passkey-dialog.js';

const dialogs = suite('the dialog for a passkey');

/** Presses keys while a system asks; what it was answered, and what the dialog showed before the last key. */
async function pressed(keys: string): Promise<{ answer: string | null; shown: string | null }> {
  const dialog = new PasskeyDialog(() => undefined);
  const asked = dialog.passkey(new AbortController().signal);
  let shown: string | null = null;
  for (const key of keys) {
    shown = dialog.typed;
    dialog.key(key);
  }
  const answer = await Promise.race([
    asked,
    new Promise<string>(turn => setImmediate(() => turn('none yet'))),
  ]);
  return { answer, shown };
}

dialogs('takes six digits and Enter, which one more changes nothing of', async () => {
  assert.equal(await pressed('024680\r'), { answer: '024680', shown: '024680' });
  assert.equal(await pressed('0246801\r'), { answer: '024680', shown: '024680' });
  assert.equal(await pressed('02468\r'), { answer: 'none yet', shown: '02468' });
  assert.equal(await pressed('02468\x7f\x7f7900\r'), { answer: '024790', shown: '024790' });
});

dialogs('is closed by Esc, and with the link', async () => {
  assert.equal(await pressed('024\x1b'), { answer: null, shown: '024' });
  const dialog = new PasskeyDialog(() => undefined);
  const link = new AbortController();
  const asked = dialog.passkey(link.signal);
  assert.is(dialog.typed, '');
  link.abort();
  assert.is(await asked, null);
  assert.is(dialog.typed, null);
});

dialogs('leaves keys alone that are not for it, and all where nobody asks', async () => {
  const dialog = new PasskeyDialog(() => undefined);
  assert.is(dialog.key('1'), false);
  void dialog.passkey(new AbortController().signal);
  assert.equal(
    ['1', '9', '0', '\x7f', 'q', '!', '\x03', '\r'].map(key => dialog.key(key)),
    [true, true, true, true, false, false, false, false],
  );
});

dialogs('says how it ended', () => {
  const ends: string[] = [];
  new PasskeyDialog(end => ends.push(end)).ended('refused');
  assert.equal(ends, ['refused']);
});

dialogs.run();
