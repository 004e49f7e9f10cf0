import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Order } from '../../shared/visit/event.js';
import { listFault } from '../../supervisor/kpi/cases.js';
import { readCsv } from '../../supervisor/kpi/csv.js';
import { readStation } from '../../supervisor/kpi/list.js';
import { after, brief, figure, listOf, MORNING, told } from './kpi-day.js';

const HOUR = 60;
const DAY = 24 * HOUR;

const csv = suite('a table');

csv('is read with quotes, CRLF, a byte order mark and empty lines', () => {
  assert.equal(readCsv('\uFEFFa,b\r\n"1,""x""",\r\n\r\n"two\r\nlines",z\r\nlast,'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['1,"x"', ''] },
    { line: 4, cells: ['two\r\nlines', 'z'] },
    { line: 6, cells: ['last', ''] },
  ]);
  assert.equal(readCsv(''), []);
});

csv('that is not sound is refused by line', () => {
  const line = (text: string): unknown => {
    const read = readCsv(text);
    return Array.isArray(read) ? read : [read.line, read.error];
  };
  assert.equal(line('a\n"b'), [2, 'a quote is not closed: end the cell with " or double the quotes in it']);
  const beside = 'there is text beside a quote: put the whole cell in quotes and double the quotes in it';
  assert.equal(line('a\nb\n"c"d'), [3, beside]);
  assert.equal(line('a"b'), [1, beside]);
  assert.equal(line('a\rb'), [1, 'a line ends in a lone carriage return: save with CRLF or LF']);
});

csv.run();

const lists = suite("the station's list");

const FAULTS: readonly (readonly [lines: readonly string[], line: number, error: RegExp])[] = [
  [[], 1, /^it is empty: begin with a line of columns, such as order,content$/],
  [['order;content'], 1, /^column "order;content" is not known: take it out, or name one of order, type, /],
  [['order,order'], 1, /^column order stands twice: keep one of them$/],
  [['content'], 1, /^column order is missing: add it, with the number of each order$/],
  [['order,content', 'A'], 2, /^it has 1 cells where there are 2 columns: make them equal$/],
  [['order', '', 'A', 'wo 1'], 4, /^order is "wo 1": make it 1 to 32 characters of A-Z, 0-9 and -$/],
  [['order,content', ',yes'], 2, /^order is empty: make it/],
  [['order,content', 'A,maybe'], 2, /^content is "maybe": make it yes, no, or leave it empty$/],
  [['order,area', 'A,city'], 2, /^area is "city": make it urban, township, village, or leave it empty$/],
  [
    ['order,ticket.closed', 'A,2026-11-23 09:00'],
    2,
    /^ticket\.closed is "2026-11-23 09:00": make it an ISO time/,
  ],
  [['order', 'A', 'B', 'A'], 4, /^order A stands on line 2 too: keep one of them$/],
];

for (const [lines, line, error] of FAULTS)
  lists(`is refused by line: ${lines.at(-1) ?? 'an empty file'}`, () => {
    const read = readStation(lines.join('\n'));
    if (!('error' in read)) throw new Error('it was taken');
    assert.is(read.line, line);
    assert.match(read.error, error);
  });

lists('may name an order and a warning about it', () => {
  assert.is(listOf('order,type', 'A,repair', 'A,warning').rows.length, 2);
});

lists('is checked against the logs', () => {
  const badge = told([{ id: 'A', type: 'repair' }], []);
  assert.is(listFault([badge], listOf('order,type', 'A,', 'B,install')), null);
  assert.equal(listFault([badge], listOf('order', 'A', 'B')), {
    line: 3,
    error: 'order B is in none of the logs and has no type: give one in column type',
  });
  assert.equal(listFault([badge], listOf('order,type', 'A,install')), {
    line: 2,
    error: 'order A is install here and repair on its badge: correct column type',
  });
});

lists.run();

const station = suite('with the list');
const nobody = told([], []);

/** Figures whose limit is a span from one column to another. */
const SPANS: readonly (readonly [
  id: string,
  type: string,
  marked: string,
  from: string,
  to: string,
  minutes: number,
])[] = [
  ['TT-4.1-1b', 'install', '', 'work.done', 'callback.done', DAY],
  ['TT-4.1-2b', 'repair', '', 'order.replied', 'callback.done', DAY],
  ['TT-4.1-3', 'complaint', '', 'order.reported', 'complaint.handled', DAY],
  ['TT-4.1-3b', 'complaint', '', 'complaint.replied', 'callback.done', 2 * DAY],
  ['TT-4.3-1', 'repair', '', 'order.reported', 'ticket.closed', DAY],
  ['TT-4.3-1b', 'repair', '', 'order.reported', 'order.dispatched', 10],
  ['TT-4.3-1c', 'repair', 'expertSeat', 'order.reported', 'ticket.closedOnline', 2 * HOUR],
  ['TT-4.3-2', 'complaint', '', 'order.reported', 'ticket.closed', DAY],
  ['TT-4.3-2b', 'complaint', '', 'shiftLeader.approved', 'order.dispatched', 10],
  ['TT-4.3-2e', 'complaint', 'hotline', 'order.reported', 'complaint.handled', DAY],
  ['TT-4.3-2f', 'complaint', 'aboveLevel', 'order.reported', 'complaint.handled', DAY],
  ['TT-4.3-3', 'suggestion', '', 'ticket.created', 'ticket.closed', DAY],
  ['TT-4.3-4', 'enquiry', '', 'ticket.dispatched', 'ticket.closed', DAY],
  ['TT-4.3-5', 'request', '', 'ticket.created', 'order.replied', DAY],
  ['TT-4.3-7', 'warning', '', 'warning.overdue', 'reminder.dispatched', 30],
  ['TT-5.3-4', 'complaint', '', 'order.reported', 'response.first', 8 * HOUR],
];

for (const [id, type, marked, from, to, minutes] of SPANS)
  station(`${id} is kept up to the last second of its limit`, () => {
    const mark = marked || 'content';
    const row = (order: string, at: string): string => `${order},${type},yes,${after(0)},${at}`;
    // The expert seat may dispatch as well: its column must say that it did not.
    const extra = id === 'TT-4.3-1c' ? ',order.dispatched' : '';
    const list = listOf(
      `order,type,${mark},${from},${to}${extra}`,
      ...[
        row('A', after(minutes)),
        row('B', after(minutes + 1 / 60)),
        row('C', ''),
        row('D', after(-1)),
        `E,${type},yes,,${after(1)}`,
        `F,${type === 'care' ? 'inspect' : 'care'},yes,${after(0)},${after(1)}`,
      ].map(line => line + (extra && ',')),
    );
    const found = figure(id, [nobody], list);
    assert.is(brief(found), '1/3 start-not-known 1 out-of-order 1');
    assert.equal(found.late, ['B', 'C']);
    const soon = { ...nobody, now: MORNING + minutes * 60 };
    assert.match(brief(figure(id, [soon], list)), /^1\/2 open 1/);
  });

station('a limit passed beyond its outermost end is said apart', () => {
  const beyond = (id: string, type: string, from: string, to: string, most: number): readonly string[] =>
    figure(
      id,
      [nobody],
      listOf(
        `order,type,${from},${to}`,
        `A,${type},${after(0)},${after(DAY + 1)}`,
        `B,${type},${after(0)},${after(most)}`,
        `C,${type},${after(0)},${after(most + 1 / 60)}`,
      ),
    ).beyond;
  assert.equal(beyond('TT-4.1-1b', 'install', 'work.done', 'callback.done', 3 * DAY), ['C']);
  assert.equal(beyond('TT-4.1-2b', 'repair', 'order.replied', 'callback.done', 2 * DAY), ['C']);
  assert.equal(beyond('TT-4.1-3', 'complaint', 'order.reported', 'complaint.handled', 2 * DAY), ['C']);
});

station('a fault at the expert seat is dispatched as good as closed', () => {
  const columns = 'order,type,expertSeat,order.reported,ticket.closedOnline,order.dispatched';
  const row = (order: string, seat: string, closed: string, sent: string): string =>
    `${order},repair,${seat},${after(0)},${closed},${sent}`;
  const list = listOf(
    columns,
    row('A', 'yes', '', after(120)),
    row('B', 'yes', after(121), after(121)),
    row('C', 'no', after(1), ''),
    row('D', '', after(1), ''),
  );
  assert.is(brief(figure('TT-4.3-1c', [nobody], list)), '1/2');
});

station('a call is due on the fifth day only for what is not installed within four', () => {
  const row = (order: string, done: string, call: string): string =>
    `${order},install,${after(0)},${done},${call}`;
  const list = listOf(
    'order,type,order.reported,work.done,call.first',
    row('DONE', after(4 * DAY), ''),
    row('CALLED', after(6 * DAY), after(5 * DAY)),
    row('EARLY', after(6 * DAY), after(4 * DAY)),
    row('LATE', '', after(6 * DAY)),
    row('NEVER', after(5 * DAY), ''),
  );
  const found = figure('TT-4.1-1c', [nobody], list);
  assert.is(brief(found), '1/4');
  assert.equal(found.late, ['EARLY', 'LATE', 'NEVER']);
  const fifth = { ...nobody, now: MORNING + 5 * DAY * 60 };
  assert.is(
    brief(
      figure(
        'TT-4.1-1c',
        [fifth],
        listOf('order,type,order.reported,work.done,call.first', row('OPEN', '', '')),
      ),
    ),
    'nothing open 1',
  );
});

station('nobody calls about what was called off before the fifth day was over', () => {
  const returned = (id: string, minutes: number) => [
    { event: 'order.accepted', order: id, t: after(0) },
    { event: 'order.returned', order: id, t: after(minutes) },
  ];
  const orders = ['A', 'B'].map(id => ({ id: id, type: 'install' as const, reported: after(0) }));
  const badge = told(orders, [...returned('A', 5 * DAY), ...returned('B', 6 * DAY)]);
  const found = figure('TT-4.1-1c', [badge], listOf('order,call.first', 'A,', 'B,'));
  assert.is(brief(found), '0/1 called-off 1');
  assert.equal(found.late, ['B']);
  const undated = told(orders, [{ event: 'order.returned', order: 'A', t: null, up: 9, boot: 1 }], 6 * DAY);
  assert.is(
    brief(figure('TT-4.1-1c', [undated], listOf('order,call.first', 'A,', 'B,'))),
    '0/1 called-off 1',
  );
});

station('what ends in the second in which it began is in time', () => {
  const list = listOf('order,type,ticket.created,ticket.closed', `A,suggestion,${after(0)},${after(0)}`);
  assert.is(brief(figure('TT-4.3-3', [nobody], list)), '1/1');
});

station('a callback lies in its hours, both ends in', () => {
  const at = (clock: string): string => `2026-11-23T${clock}+08:00`;
  const clocks = [
    '08:29:59',
    '08:30:00',
    '12:00:00',
    '12:00:01',
    '14:29:59',
    '14:30:00',
    '20:30:00',
    '20:30:01',
  ];
  const list = listOf('order,type,callback.done', ...clocks.map((clock, i) => `A${i},repair,${at(clock)}`));
  const found = figure('TT-4.1-5', [nobody], list);
  assert.is(brief(found), '4/8');
  assert.equal(found.late, ['A0', 'A3', 'A4', 'A7']);
});

station('the callback that the centre owes is not the one that the engineer makes', () => {
  const order: Order = { id: 'A', type: 'install', reported: after(0) };
  const badge = told(
    [order],
    [
      { event: 'work.done', order: 'A', t: after(1) },
      { event: 'callback.done', order: 'A', t: after(2) },
    ],
  );
  assert.is(brief(figure('TT-4.1-1b', [badge], listOf('order,callback.done', 'A,'))), '0/1');
  assert.is(brief(figure('TT-4.1-5', [badge])), '1/1', 'its hour counts all the same');
});

station('a cut-over is announced 72 hours ahead', () => {
  const row = (order: string, told: string): string => `${order},cutover,${told},${after(5 * DAY)}`;
  const list = listOf(
    'order,type,cutover.announced,cutover.start',
    row('A', after(2 * DAY)),
    row('B', after(2 * DAY + 1 / 60)),
    row('C', ''),
  );
  assert.is(brief(figure('TT-5.3-1', [nobody], list)), '1/3');
  const before = { ...nobody, now: MORNING + 2 * DAY * 60 };
  assert.is(brief(figure('TT-5.3-1', [before], list)), '1/2 open 1');
});

station('content counts where it is given', () => {
  const list = listOf(
    'order,type,content',
    'A,repair,yes',
    'B,care,no',
    'C,suggestion,yes',
    'D,move,',
    'F,cancellation,no',
    'E,cutover,no',
  );
  const found = figure('TT-4.3-6b', [nobody], list);
  assert.is(brief(found), '2/3 not-listed 1');
  assert.equal(found.goals, [{ name: 'min', at: 0.95, met: false }]);
});

station('passing on counts for what the hotline sent', () => {
  const list = listOf(
    'order,type,hotline,passedOnInTime',
    'A,repair,yes,yes',
    'B,repair,no,no',
    'C,complaint,yes,no',
    'D,complaint,yes,',
  );
  assert.is(brief(figure('TT-4.3-6c', [nobody], list)), '1/2 not-listed 1');
});

station(
  'area, line owner and cause fill in what the badge does not know, and change nothing that it does',
  () => {
    const badge = told(
      [
        { id: 'A', type: 'repair', accepted: after(0), lineOwner: 'company', area: 'village' },
        { id: 'B', type: 'repair', accepted: after(0) },
        { id: 'C', type: 'repair', accepted: after(0) },
        { id: 'D', type: 'repair', accepted: after(0) },
      ],
      ['A', 'B', 'C', 'D'].map(id => ({
        event: 'work.done',
        order: id,
        t: after(HOUR),
        ...(id === 'D' && { party: 'third' }),
      })),
    );
    const list = listOf(
      'order,area,lineOwner,party',
      'A,urban,customer,',
      'B,,customer,',
      'C,urban,,customer',
      'D,urban,,customer',
    );
    assert.is(brief(figure('TT-5.3-6', [badge], list)), '2/2 line-owner 1 customer-caused 1');
    assert.equal(
      figure('TT-5.3-5', [badge], list).areas.map(({ area, orders }) => `${area} ${orders.join(' ')}`),
      ['urban C D', 'township ', 'village A', 'not-known '],
    );
  },
);

station('an end that the badge missed is taken from the list', () => {
  const badge = told([{ id: 'A', type: 'repair', accepted: after(0), reported: after(0) }], []);
  assert.is(brief(figure('TT-5.3-6', [badge], listOf('order,work.done', `A,${after(DAY)}`))), '1/1');
  assert.is(brief(figure('TT-4.3-6', [badge], listOf('order,work.done', `A,${after(DAY)}`))), '1/1');
});

station('a ticket is overdue by its own limit', () => {
  const list = listOf(
    'order,type,ticket.created,ticket.closed',
    `A,suggestion,${after(0)},${after(DAY)}`,
    `B,suggestion,${after(0)},${after(DAY + 1)}`,
  );
  assert.is(brief(figure('TT-4.3-6', [nobody], list)), '1/2');
});

station('a warning stands beside the order that it is about', () => {
  const badge = told([{ id: 'A', type: 'repair', reported: after(0) }], [], HOUR);
  const list = listOf(
    'order,type,warning.overdue,reminder.dispatched',
    `A,warning,${after(0)},${after(30)}`,
    'A,repair,,',
  );
  assert.is(brief(figure('TT-4.3-7', [badge], list)), '1/1');
  assert.equal(figure('TT-4.3-6', [badge], list).counted, ['A']);
});

station('a limit without a number is not counted', () => {
  const list = listOf(
    'order,type,customer.cancelled,callback.done',
    `A,cancellation,${after(0)},${after(0)}`,
  );
  const found = figure('TT-4.1-4', [nobody], list);
  assert.equal(
    [found.state, found.numerator, found.denominator, found.value],
    ['not-stated', null, null, null],
  );
});

station.run();
