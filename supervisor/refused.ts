import type { Refusal } from './bluetooth.js';

/** What a badge refuses for good: to ask again would change nothing, and may shut others out. */
export class Refused extends Error {
  constructor(
    readonly why: Refusal,
    message: string,
  ) {
    super(message);
  }
}
