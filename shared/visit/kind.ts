/**
 * What a log record says, as the 6-bit code of its word (docs/SPEC.md, "Words").
 *
 * 1 to 16 can move a visit to another phase: they are the rows of `NEXT` in step.ts, in this order.
 * 1 to 31 have a bit each in `Visit.seen`. From 53 on they are long records.
 * Names as in rules A2.2; names.ts has them as text.
 */
export const enum Kind {
  Accepted = 1,
  AppointmentMade,
  AppointmentChanged,
  Departed,
  Arrived,
  Rang,
  Answered,
  Entered,
  Refused,
  CallTried,
  WorkStarted,
  WorkPaused,
  WorkResumed,
  WorkDone,
  TrialRejected,
  Left,

  Replied,
  Returned,
  FeeCharged,
  NoteLeft,
  KitCheck,
  Explained,
  Consent,
  RiskFlagged,
  TrialOk,
  Cleaned,
  Signed,
  QueryTaken,
  QueryHanded,
  QueryClosed,
  DamageMade,

  DamageSettled = 32,
  Cancelled,
  Contacted,
  DelayNotified,
  WorkHanded,
  PromiseKept,
  ProgressSent,
  Escalated,
  CallbackDone,
  Tick,
  Undone,
  LeftConfirmed,
  Selected,
  Parked,
  Resumed,
  Reminded,
  Snoozed,
  Battery,
  Security,
  /** Nothing but time: the next word is this much later (20 bits of seconds). */
  Gap,

  PromiseMade = 53,
  Dispatched,
  Renamed,
  ClockSet,
  Boot,
  Loss,
  Checkpoint,
  VisitState,
  Seal,
  Key,
  Ack,
}

/** Where a visit stands (rules A2.1). The letters are those of the table in step.ts: A is 0. */
export const enum Phase {
  Idle,
  Offered,
  Accepted,
  Booked,
  EnRoute,
  OnSite,
  AtDoor,
  NoAnswer,
  NoteOk,
  Called,
  Answered,
  Inside,
  Working,
  Paused,
  Completing,
  Waiting,
  Left,
  FailedVisit,
  Closed,
}

/** How far the badge's wall clock can be trusted (architecture 4). */
export const enum ClockQuality {
  NeverSet,
  /** Kept over a reset by the chip. */
  Carried,
  /** Set by a source that did not prove to be the supervisor's. */
  Set,
  /** Set by an authenticated supervisor. */
  Authenticated,
}
