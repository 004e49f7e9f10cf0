/**
 * Settings that are one of two things: what is usual comes first. In this order they stand in the words file, a cell each,
 * from `Words.RefuseUnsigned` on: 0, or 1 for the second.
 */
export const CHOICES = {
  /** What becomes of an order on the tag that nobody signed. */
  unsigned: ['take', 'refuse'],
  /** Whether a new order is accepted by a key, or as soon as it comes and is the only one. */
  accept: ['press', 'automatic'],
} as const;

export type Choice = keyof typeof CHOICES;
