import { defineCommand } from 'citty';
import { isoOf } from '../../shared/iso.js';
import type { Party } from '../../shared/visit/event.js';
import { type Annotation, PARTIES, type Said, saidOf } from '../../supervisor/annotations.js';
import { allVerdicts, BARE_DESK, reportOf } from '../../supervisor/report.js';
import type { Store } from '../../supervisor/store/store.js';
import { readProfileFile } from '../profile-file.js';
import { badgeArg } from '../show/args.js';
import { logsIn } from '../show/sources.js';
import { nowAtDesk, withStore, zoneAtDesk } from '../show/store-file.js';
import { UserError } from '../user-error.js';

export default defineCommand({
  meta: {
    name: 'annotate',
    description: 'Says something about a verdict, which stays; without that, lists all',
  },
  args: {
    store: { type: 'positional', description: 'What the station keeps', required: true },
    badge: { type: 'string', description: 'Badge id', valueHint: 'ID' },
    order: { type: 'string', description: 'Number of the order', valueHint: 'NO' },
    rule: { type: 'string', description: 'Rule of the verdict', valueHint: 'ID' },
    visit: { type: 'string', description: 'Visit of the order, else all', valueHint: 'N' },
    note: { type: 'string', description: 'A remark', valueHint: 'TEXT' },
    excuse: { type: 'string', description: `Whose cause it was: ${PARTIES.join(', ')}`, valueHint: 'PARTY' },
    contest: { type: 'boolean', description: 'The engineer objects' },
    reason: { type: 'string', description: 'Why', valueHint: 'TEXT' },
    author: { type: 'string', description: 'Who says so', valueHint: 'NAME' },
    profile: { type: 'string', description: 'A profile of your own that logs name', valueHint: 'FILE' },
    json: { type: 'boolean', description: 'Print the list as one JSON document' },
  },
  run({ args }) {
    const ways = [args.note !== undefined, args.excuse !== undefined, args.contest === true];
    const said = ways.filter(Boolean).length;
    if (said > 1)
      throw new UserError('doorstep annotate takes --note, --excuse or --contest: give one of them.');
    if (!said) list(args.store, args);
    else add(args.store, annotationIn(args), args.profile);
  },
});

type Args = {
  readonly [name in 'badge' | 'order' | 'rule' | 'visit' | 'note' | 'excuse' | 'reason' | 'author']?: string;
};

/** What the flags say, each of them checked by itself. */
function annotationIn(args: Args): Annotation {
  const needed = (name: 'badge' | 'order' | 'rule' | 'author' | 'reason'): string => {
    const text = args[name]?.trim();
    if (!text) throw new UserError(`doorstep annotate needs --${name}: ${NEEDS[name]}.`);
    return text;
  };
  const { note, excuse, visit } = args;
  const party = PARTIES.find(each => each === excuse) ?? null;
  if (excuse !== undefined && !party)
    throw new UserError(`--excuse is "${excuse}": make it ${PARTIES.join(', ')}, whose cause it was.`);
  if (visit !== undefined && !/^[1-9]\d*$/.test(visit))
    throw new UserError(
      `--visit is "${visit}": make it 1 for the first visit of the order, 2 for the second.`,
    );
  if (note !== undefined && !note.trim())
    throw new UserError('--note is empty: say what there is to remark.');
  return {
    badge: badgeArg(needed('badge')),
    order: needed('order'),
    rule: needed('rule'),
    visit: Number(visit ?? 0),
    kind: note !== undefined ? 'note' : party ? 'excuse' : 'contest',
    party: party as Party | null,
    reason: note === undefined ? needed('reason') : [note, args.reason].filter(Boolean).join('; '),
    author: needed('author'),
    made: nowAtDesk(),
  };
}

const NEEDS = {
  badge: 'say whose verdict it is',
  order: 'say which order the verdict is about',
  rule: 'say which rule the verdict is about',
  reason: 'say why',
  author: 'say who says so',
};

function add(file: string, annotation: Annotation, profile: string | undefined): void {
  withStore(file, false, store => {
    checkVerdict(file, store, annotation, profile);
    store.annotate(annotation);
  });
  process.stdout.write(`${file}: kept; the verdict stays as it was judged.\n${lineOf(annotation)}\n`);
}

/** There must be a verdict to speak of. */
function checkVerdict(
  file: string,
  store: Store,
  { badge, order, rule, visit }: Annotation,
  profile: string | undefined,
): void {
  const own = profile === undefined ? undefined : readProfileFile(profile);
  const reports = reportOf(logsIn(file, store, own, badge), BARE_DESK);
  const verdicts = reports.flatMap(allVerdicts);
  const fail = (why: string): never => {
    throw new UserError(`${file}: ${why}; doorstep report ${file} shows all.`);
  };
  if (!reports.length) fail(`there is no log of badge ${badge}`);
  const about = verdicts.filter(each => each.order === order);
  if (!about.length) fail(`badge ${badge} has no verdict on an order ${order}`);
  const ruled = about.filter(each => each.verdict.rule === rule);
  if (!ruled.length) fail(`order ${order} has no verdict of a rule ${rule}`);
  if (visit && !ruled.some(each => each.visit === visit || each.visit === 0))
    fail(`rule ${rule} was not judged for visit ${visit} of order ${order}`);
}

function list(file: string, args: Args & { readonly json?: boolean }): void {
  for (const flag of ['visit', 'reason', 'author'] as const)
    if (args[flag] !== undefined)
      throw new UserError(`doorstep annotate --${flag}: say what with --note, --excuse or --contest.`);
  const { order, rule } = args;
  const badge = args.badge === undefined ? undefined : badgeArg(args.badge);
  const said = saidOf(withStore(file, false, store => store.annotations())).filter(
    each =>
      (badge ?? each.badge) === each.badge &&
      (order ?? each.order) === each.order &&
      (rule ?? each.rule) === each.rule,
  );
  if (args.json) process.stdout.write(`${JSON.stringify({ annotations: said.map(jsonOf) }, null, 2)}\n`);
  else
    process.stdout.write(
      said.length ? said.map(each => `${lineOf(each)}\n`).join('') : 'Nothing was annotated.\n',
    );
}

function jsonOf(said: Said): unknown {
  return { ...said, made: isoOf(said.made, zoneAtDesk(said.made)) };
}

function lineOf(said: Annotation & Partial<Said>): string {
  const { badge, order, rule, visit, kind, party, author, made, reason, superseded } = said;
  const what = kind === 'excuse' ? `excuse (${party})` : kind;
  const where = `badge ${badge}, order ${order}${visit ? `, visit ${visit}` : ''}, ${rule}`;
  const later = superseded ? ' [superseded]' : '';
  return `${where}: ${what} by ${author}, ${isoOf(made, zoneAtDesk(made))}: ${reason}${later}`;
}
