import type { Rng } from './rng.js';

/** How an attempt to pair ended. */
export type PairingEnd =
  | 'paired'
  /** The badge lets nobody pair. */
  | 'refused'
  /** Other digits were typed than the badge showed, or none, or the link was gone by then. */
  | 'failed';

/** Whoever sits at a peer's system. */
export interface Holder {
  /**
   * The system asks for the six digits that the badge shows; null: its dialog was closed. `over` is aborted once nobody
   * waits for an answer any more.
   */
  passkey(over: AbortSignal): Promise<string | null>;
  /** The system says how it ended. */
  ended?(how: PairingEnd): void;
}

/** The badge's side of pairing: an engine, or its radio. */
interface Pairable {
  pair(digits: string): boolean | Promise<boolean>;
  agree(typed: string): boolean | Promise<boolean>;
}

/** Nobody is there who could type. */
const NOBODY: Holder = { passkey: async () => null };

/** A peer's bond with one badge, as its system keeps it over connections. */
export class Bond {
  /** Whether it pairs now. */
  isPairing = false;
  private over = new AbortController();

  /** `rng`: where the badge's firmware takes passkeys from. */
  constructor(
    public isPaired: boolean,
    private readonly rng: Rng,
    private readonly holder: Holder = NOBODY,
  ) {}

  /** Pairs, by the digits that the badge shows and the holder types. */
  async pair(badge: Pairable): Promise<PairingEnd> {
    const over = new AbortController();
    this.over = over;
    this.isPairing = true;
    const end = await this.attempt(badge, over.signal);
    this.isPairing = false;
    this.isPaired = end === 'paired';
    this.holder.ended?.(end);
    return end;
  }

  /** The link is gone, and a dialog that stands open is closed. */
  drop(): void {
    this.over.abort();
  }

  private async attempt(badge: Pairable, over: AbortSignal): Promise<PairingEnd> {
    const digits = `${this.rng.u32() % 1_000_000}`.padStart(6, '0');
    if (!(await badge.pair(digits))) return 'refused';
    const gone = new Promise<null>(closed =>
      over.addEventListener('abort', () => closed(null), { once: true }),
    );
    const typed = await Promise.race([this.holder.passkey(over), gone]);
    // What was typed for a link that is gone says nothing to the next one.
    if (over.aborted) return 'failed';
    return (await badge.agree(typed ?? '')) ? 'paired' : 'failed';
  }
}
