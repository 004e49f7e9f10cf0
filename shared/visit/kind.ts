/**
 * What a log record says, as the 6-bit code of its word (docs/SPEC.md, "Words").
 *
 * 1 to 16 can move a visit to another phase: they are the rows of `NEXT` in step.ts, in this order.
 * 1 to 31 have a bit each in `Field.Seen`.
 * Names as in rules A2.2; names.ts has them as text.
 */
export const enum Kind {
  None,
  Accepted,
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
  Contacted,
  DelayNotified,
  WorkHanded,
  PromiseKept,
  ProgressSent,
  Escalated,
  CallbackDone,
  Tick,
  /** Long records, as are `AppointmentMade` and `AppointmentChanged`. */
  PromiseMade,
  Dispatched,

  /** From here to `Resumed` the value is the slot of an order. */
  Cancelled,
  Selected,
  Parked,
  Resumed,

  /** From here on: what is no event of a visit. Of an undo the value is how many records back. */
  Undone,
  Reminded,
  Snoozed,
  Battery,
  Security,
  LeftConfirmed,
  /** Nothing but time: the next word is so much later. The one word that gives 20 bits to seconds. */
  Gap,

  /** Long records. */
  Renamed,
  ClockSet,
  Boot,
  Loss,
  /** One slot of a checkpoint, and the checkpoint that ends it. */
  Slot,
  Checkpoint,
  Pulled,
  Seal,
  Key,
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
