import type { BrowserContext, Page } from 'playwright-core';

/** Notifications that begin a conversation: the answers to Hello and to Auth. */
export const GREETINGS = 2;

/** A simulated badge near a browser, by whichever way. */
export interface Near {
  /** How often the browser's list was asked for. */
  readonly chosen: number;
  /** Notifications that left the badge. */
  readonly sent: number;
  /** The badge's clock, milliseconds since 1970 UTC. */
  readonly now: number;
  /** Whether the list is closed without a choice. */
  isRefused: boolean;
  /** Nobody can connect. */
  isAway: boolean;
  /** How often the system asked for a passkey. Somebody types what the badge shows. */
  readonly asked: number;
  /** The wearer lets a phone pair. */
  letPair(): Promise<void>;
  /** The link breaks in place of this frame of the log, once; 1 is the next. */
  dropAt(frame: number, andGo: boolean): void;
  /** Before the first page of a context is open, and then with that page. */
  join(context: BrowserContext): Promise<void>;
  face(page: Page): Promise<void>;
  leave(): Promise<void>;
}
