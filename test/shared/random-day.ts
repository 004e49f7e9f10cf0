import type { Rng } from '../../host-sim/rng.js';
import { judge } from '../../shared/judge/judge.js';
import { appointmentBytes } from '../../shared/log/fields.js';
import type { Story } from '../../shared/log/story.js';
import { HB } from '../../shared/profile/hb.js';
import { type Badge, Came, currentSlot, wallOf } from '../../shared/visit/badge.js';
import { Kind, Phase } from '../../shared/visit/kind.js';
import { Missing, missingAtDoor } from '../../shared/visit/limits.js';
import { STATE_NAMES } from '../../shared/visit/names.js';
import { phaseAt } from '../../shared/visit/step.js';
import { Field, type Visit } from '../../shared/visit/visit.js';
import { story } from './log/fold.js';
import { Life } from './log/life.js';
import { MemoryRing, streamOf } from './log/rings.js';
import { below, pick } from './seed.js';
import { LIMITS } from './visit/visits.js';

const ZONE = 8 * 3600;
/** Home broadband, judged by the rule on silent doors alone. */
const DOORS = { ...HB, rules: ['HB-B09b'] };

/** What the engineer may press where, as the menus have it: a note and a ring belong to a door. */
const ANYWHERE: readonly Kind[] = [
  Kind.Departed,
  Kind.Arrived,
  Kind.Rang,
  Kind.Answered,
  Kind.Entered,
  Kind.WorkStarted,
  Kind.WorkDone,
  Kind.Left,
  Kind.CallTried,
  Kind.AppointmentMade,
  Kind.QueryTaken,
  Kind.Replied,
  Kind.Tick,
  Kind.Returned,
];
const AT_DOOR: readonly Kind[] = [
  Kind.Rang,
  Kind.Rang,
  Kind.CallTried,
  Kind.CallTried,
  Kind.NoteLeft,
  Kind.NoteLeft,
  Kind.NoteLeft,
  Kind.Left,
  Kind.Left,
  Kind.Left,
  Kind.Answered,
  Kind.AppointmentChanged,
];
/** The step that each phase is likeliest to take. */
const ONWARD: readonly Kind[] = [
  Kind.Accepted,
  Kind.Accepted,
  Kind.AppointmentMade,
  Kind.Departed,
  Kind.Arrived,
  Kind.Rang,
  Kind.Left,
  Kind.Left,
  Kind.Left,
  Kind.Left,
  Kind.Entered,
  Kind.WorkStarted,
  Kind.WorkDone,
  Kind.WorkResumed,
  Kind.Left,
  Kind.Departed,
  Kind.Replied,
  Kind.AppointmentMade,
  Kind.Accepted,
];

/** Presses a few seconds apart or more: what is pressed twice within three seconds counts once (rules A2.3). */
const GAPS = [4, 5, 11, 60, 240, 298, 299, 300, 301, 598, 599, 600, 601, 1800];

/** A leave and what the badge knew to be missing. */
interface Leave {
  readonly seq: number;
  readonly missing: number;
  readonly phase: Phase;
}

/**
 * A day of a badge by chance, with the application's rule for leaving: what a silent door still lacks is put on record
 * before the engineer leaves all the same (device/act.ts).
 */
export class RandomDay {
  private readonly ring = new MemoryRing(2);
  private readonly life = new Life(this.ring);
  private leaves: Leave[] = [];
  private walkIns = 0;

  constructor(private readonly rng: Rng) {}

  private get badge(): Badge {
    return this.life.badge;
  }

  private get visit(): Visit | null {
    return this.badge.visits[currentSlot(this.badge)] ?? null;
  }

  /** Lives the day; what is wrong with a state that it came to, or null. */
  live(events: number): string | null {
    this.life.boot(false);
    this.life.setClock();
    for (let i = 0; i < events; i++) {
      this.life.pass(pick(this.rng, GAPS));
      this.happen();
      for (const visit of this.badge.visits)
        if (visit && !STATE_NAMES[visit[Field.Phase]]) return `phase ${visit[Field.Phase]} is none`;
    }
    return null;
  }

  private happen(): void {
    const { rng, life, visit } = this;
    const chance = below(rng, 40);
    const phase = visit ? phaseAt(LIMITS, visit, life.at) : Phase.Idle;
    if (!visit || chance === 0) this.order();
    else if (chance === 1) life.do(pick(rng, [Kind.Selected, Kind.Parked, Kind.Resumed]), below(rng, 8));
    else if (chance === 2 && life.canUndo) this.undo();
    else if (chance === 3) life.do(Kind.Reminded);
    else if (chance < 8) this.press(pick(rng, ANYWHERE), phase);
    else if (phase >= Phase.OnSite && phase <= Phase.NoteOk) this.press(pick(rng, AT_DOOR), phase);
    else this.press(ONWARD[phase], phase);
  }

  private undo(): void {
    const { life } = this;
    life.undo();
    const undone = life.seq - 1 - life.told[life.told.length - 1].value;
    this.leaves = this.leaves.filter(({ seq }) => seq !== undone);
  }

  private order(): void {
    const { rng, life } = this;
    if (!this.badge.visits.includes(null)) life.do(Kind.Selected, below(rng, 8));
    else if (!below(rng, 6)) life.order(`W-FFEE-${++this.walkIns}`, 0, Came.WalkIn);
    else life.order(`WO-${life.seq}`, below(rng, 4) && life.wall + below(rng, 2000), Came.Tap);
    if (!this.visit)
      life.do(
        Kind.Selected,
        this.badge.visits.findIndex(visit => visit !== null),
      );
  }

  private press(kind: Kind, phase: Phase): void {
    const { rng, life } = this;
    const hour = life.wall + pick(rng, [-60, 0, 300, 1200, 7200]);
    // Shared doors and guards are in the menu of a door; a step that was skipped is recorded as its plain self.
    const atDoor = phase >= Phase.OnSite && phase <= Phase.Called;
    if (kind === Kind.Left) this.leave(phase);
    // A new hour is made before a visit or after it; in between it is a change (device/act.ts, `agree`).
    else if (kind === Kind.AppointmentMade && phase > Phase.Accepted && phase < Phase.Waiting) return;
    // Who stands at a door and departs or arrives has left it unrecorded: the state stays, and another visit has begun.
    else if (
      (kind === Kind.Departed || kind === Kind.Arrived) &&
      phase >= Phase.OnSite &&
      phase <= Phase.Inside
    )
      return;
    else if (kind === Kind.AppointmentMade || kind === Kind.AppointmentChanged)
      life.do(kind, 0, appointmentBytes(below(rng, 6), hour, 0, 0));
    else if (kind === Kind.NoteLeft) life.do(kind, below(rng, 3) ? 15 : below(rng, 16));
    else if (kind === Kind.Rang) life.do(kind, atDoor ? pick(rng, [0, 0, 1, 2, 3, 4, 5]) : 0);
    else if (kind === Kind.Answered) life.do(kind, atDoor ? pick(rng, [0, 1, 3, 3]) : 0);
    else if (kind === Kind.CallTried) life.do(kind, below(rng, 4) ? 0 : 1);
    else if (kind === Kind.Tick) life.do(kind, below(rng, HB.items.length) * 8);
    else life.do(kind);
  }

  /** The application's rule: device/act.ts, `leave`, with `missingNow` of device/values.ts. */
  private leave(phase: Phase): void {
    const visit = this.visit as Visit;
    const { life } = this;
    const wall = wallOf(this.badge, life.at);
    const waited = visit[Field.RangAt] ? life.at - visit[Field.RangAt] : 0;
    const isEarly = wall !== 0 && wall < visit[Field.Appointment];
    let missing = 0;
    if (phase <= Phase.NoteOk)
      missing = missingAtDoor(LIMITS, waited, isEarly, visit[Field.Calls] > 0, visit[Field.Note]);
    if (missing) life.do(Kind.LeftConfirmed, missing);
    this.leaves.push({ seq: life.seq, missing, phase });
    life.do(Kind.Left);
  }

  /** Holds the log and the judge against each leave; what does not fit, or null. Counts what it saw. */
  check(seen: Map<string, number>): string | null {
    const told = story(streamOf(this.ring.words));
    if (process.env['TRACE']) for (const event of told.events) console.log(JSON.stringify(event));
    const verdicts = judge({
      profile: DOORS,
      zone: ZONE,
      now: this.life.wall + 60,
      settings: {},
      workingDays: null,
      orders: told.orders,
      events: told.events,
    });
    for (const leave of this.leaves) {
      const event = told.events.find(({ seq }) => seq === leave.seq);
      const says = saidBefore(told, leave.seq);
      const bits = NAMES.filter((_, bit) => (leave.missing >> bit) & 1).join();
      if (event?.event !== 'left') return `record ${leave.seq} is ${event?.event} and no leave`;
      if (says !== bits)
        return `left at ${leave.seq} without ${bits || 'nothing'}, and the log says ${says || 'nothing'}`;
      // Only who stands before a door leaves a silent one; an order that was left for good has no state for a new visit.
      if (leave.phase > Phase.NoteOk) continue;
      const found = verdicts.find(({ order, events }) => order === event.order && events.includes(leave.seq));
      // A verdict that does not rest on leaving (an answer, a call that got through) says nothing about it.
      const key = `${bits ? 'marked' : 'unmarked'}: ${found ? `${found.verdict} ${found.why}` : 'decided otherwise'}`;
      seen.set(key, (seen.get(key) ?? 0) + 1);
      if (found && found.verdict !== 'UNKNOWN' && found.why !== whyOf(leave.missing))
        return `left at ${leave.seq} (${event.order}) from ${STATE_NAMES[leave.phase]}: the log says ${whyOf(leave.missing)}, the judge ${found.verdict} ${found.why}`;
    }
    return null;
  }
}

const NAMES = ['time', 'appointment', 'call', 'note', 'note-fields', 'items'];

/** What the record right before a leave says was missing. */
function saidBefore(told: Story, seq: number): string {
  const before = told.events.find(event => event.seq === seq - 1);
  return before?.event === 'left.confirmed' ? (before['missing'] as string[]).join() : '';
}

/** The first thing that J6 finds missing. */
function whyOf(missing: number): string {
  if (missing & Missing.Time) return 'left-early';
  if (missing & Missing.Appointment) return 'left-before-appointment';
  if (missing & Missing.Call) return 'not-called';
  if (missing & Missing.Note) return 'no-note';
  return missing & Missing.NoteFields ? 'note-incomplete' : 'in-order';
}
