import type { Holder, PairingEnd } from '../../host-sim/pairing.js';

const DIGITS = 6;
const ENTER = '\r';
const ESCAPE = '\x1b';
const BACKSPACE = '\x7f';

/** A system's dialog for a passkey, answered by single keys of a terminal. */
export class PasskeyDialog implements Holder {
  /** What was typed so far; null: nobody asks for anything. */
  typed: string | null = null;
  private answer: (typed: string | null) => void = () => undefined;

  constructor(private readonly tell: (end: PairingEnd) => void) {}

  passkey(over: AbortSignal): Promise<string | null> {
    this.typed = '';
    return new Promise(answered => {
      this.answer = typed => {
        this.typed = null;
        answered(typed);
      };
      over.addEventListener('abort', () => this.answer(null), { once: true });
    });
  }

  ended(end: PairingEnd): void {
    this.tell(end);
  }

  /** Takes a key while it is open; false where it is for somebody else. */
  key(key: string): boolean {
    const { typed } = this;
    if (typed === null) return false;
    if (key >= '0' && key <= '9') this.typed = (typed + key).slice(0, DIGITS);
    else if (key === BACKSPACE) this.typed = typed.slice(0, -1);
    else if (key === ESCAPE) this.answer(null);
    else if (key === ENTER && typed.length === DIGITS) this.answer(typed);
    else return false;
    return true;
  }
}
