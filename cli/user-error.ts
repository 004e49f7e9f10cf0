/**
 * Something that whoever runs a command can mend: bad input, wrong use, a missing helper.
 *
 * The message is one sentence that names the thing and the way out; it goes to stderr, and the command exits 2.
 */
export class UserError extends Error {}

/** How a command ended. */
export const enum Exit {
  Done = 0,
  /** The thing checked is not right. */
  NotRight = 1,
  /** Wrong use or unreadable input. */
  WrongUse = 2,
}

/** Says how the command ended. Output that is still on its way is not cut off, as `process.exit` would. */
export function finish(code: Exit): void {
  process.exitCode = code;
}
