/** How an enrolment ended: what the installer tells the console (`enrol 0`) and the desk puts into words. */
export const enum Outcome {
  Done,
  /** There is a radio key already. */
  HasKeys,
  /** No file `dlog`, or not on whole pages. */
  NoLog,
  /** Page 0 does not say which badge it is. */
  NoIdentity,
  /** No words file, which says the profile that the log is written under. */
  NoWords,
  /** The source of chance repeats itself. */
  NoChance,
  /** No room in the newest page of the log, or in the journal; or the flash does not keep what is written. */
  LogRefuses,
  JournalRefuses,
}

/** Before each line for whoever uploads, so that it is found among what a console says. */
export const MARK = '~~';
