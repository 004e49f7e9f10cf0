/** Causes of a security record, in the order of their names (fields.ts). Its value is one of them, plus 8 times how often. */
export const enum Cause {
  /** The program threw something. */
  Error,
  BadOrder,
  DoubledOrder,
  /** The wearer opened the console. */
  Console,
  /** Diagnostics for which there was no room. */
  LeftOut,
  /** Conversations in a row that brought no proof. */
  Unproved,
}
