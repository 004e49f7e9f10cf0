import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { designPage, statesTable, withTable } from '../../../cli/make/design-table.js';

const page = suite('the table in docs/DESIGN.md');

page('is what the code does', () => {
  assert.ok(
    designPage() === withTable(designPage()),
    'it is not: node out/cli/make/design-table.js writes it anew',
  );
});

page('has a row for every event that moves a state and names all that do not', () => {
  const table = statesTable();
  for (const name of [
    'order.accepted',
    'departed',
    'rang, a shared door',
    'note.left, whole, wait over',
    'left',
  ])
    assert.ok(table.includes(`| ${name} |`) || table.includes(`\`${name}\``), name);
});

page('goes between its markers, or to the end of a page without them', () => {
  const once = withTable('# A page\n\nWords before.\n');
  assert.ok(once.startsWith('# A page\n\nWords before.\n\n<!-- states x events -->\n'));
  assert.is(withTable(once), once);
  assert.is(withTable(`${once}\nWords behind.\n`), `${once}\nWords behind.\n`);
  assert.is(withTable(once.replace('keeps the state', 'keeps nothing')), once);
});

page.run();
