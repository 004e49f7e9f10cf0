import type { Seconds } from '../../shared/time.js';

/** A whole log as this browser keeps it. */
export interface KeptLog {
  readonly id: string;
  /** The `.dlog`, byte for byte. */
  readonly file: Uint8Array<ArrayBuffer>;
  /** When it was last saved as a file; null: never. */
  readonly exported: Seconds | null;
}

/** A badge that the browser may connect to without asking again. */
export interface KnownBadge {
  /** The browser's own name for it. */
  readonly device: string;
  /** 8 hex digits. */
  readonly badge: string;
}

/** The beginning of a badge's log. */
export interface Part {
  readonly badge: string;
  readonly bytes: Uint8Array;
}

/** What a pull needs of the place where logs are kept. Each promise resolves once it is on disk. */
export interface Keeping {
  /** What a pull of this badge that did not end has brought; null: nothing. */
  partOf(badge: string): Promise<Part | null>;
  keepPart(part: Part): Promise<void>;
  dropPart(badge: string): Promise<void>;
  /** Keeps a whole log, and drops the part of it in the same stroke. */
  keepLog(log: KeptLog, badge: string): Promise<void>;
}
