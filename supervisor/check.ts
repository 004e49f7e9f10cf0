import { type ByteString, take } from '../shared/bytes.js';
import { LAST_ROOM, SEAL_ROOM } from '../shared/log/log.js';
import { TAG_BYTES } from '../shared/log/mac.js';
import { HEADER_WORDS, Header, isMagic, PAGE_WORDS } from '../shared/log/page.js';
import { type Reader, readerOf, readNext } from '../shared/log/record.js';
import { pagesIn } from '../shared/log/story.js';
import { isHeadOf, isWhole } from '../shared/log/word.js';
import { profileNumber } from '../shared/profile/profiles.js';
import { AIR_TAG_BYTES, dayKeyOf, endTagOf } from '../shared/pull/proof.js';
import { DAY } from '../shared/time.js';
import { Kind } from '../shared/visit/kind.js';
import { badgeName, type Dlog, deskDigest } from './dlog.js';
import { type EnrolledKeys, REACH, SealChain } from './seals.js';

/** What a log holds, counted. */
export interface Contents {
  readonly pages: number;
  readonly words: number;
  readonly records: number;
}

export interface Checked extends Contents {
  /** The first thing that is wrong, in one sentence; null where all of it can be read and nothing disproves it. */
  readonly fault: string | null;
  /**
   * The fault is nothing but words that no seal was asked about and that cannot be read, and no record is missing: a loss
   * of power that cut a write off leaves a log like that.
   */
  readonly isTorn: boolean;
  /** Why nothing proves who wrote it, or a part of it, in one sentence; null where every record is proven. */
  readonly unproven: string | null;
  /** First bytes of the newest seal's tag; '' without a seal. */
  readonly head: ByteString;
  /** Words of writes that a loss of power cut off, by the seals over them. */
  readonly cutOff: number;
  /** The enrolment whose keys made the newest seal that is right; null: none. */
  readonly enrolled: EnrolledKeys | null;
  /** Steps of its key up to that seal; -1: none. */
  readonly steps: number;
  /** Records behind its last one that the badge had no room for, as it will tell once it has. */
  readonly lost: number;
}

/** What an earlier pull of the same badge ended with. */
export interface Receipt {
  /** Number of the record after its last. */
  readonly next: number;
  /** First 8 bytes of its newest seal's tag. */
  readonly head: ByteString;
  /** Key of the enrolment that proved it: a badge that was enrolled anew begins another log. */
  readonly logKey: ByteString;
}

/** What a log can be held against. */
export interface Proofs {
  /** The newest enrolment first. */
  readonly keys: readonly EnrolledKeys[];
  readonly receipts?: readonly Receipt[];
  /** Steps of the key to look for the first seal in. */
  readonly reach?: number;
}

/**
 * Checks pages, words, records and seals of a log, in their order, and the badge's tag and earlier receipts where there
 * are any.
 */
export function checkDlog(log: Dlog, proofs: Proofs = { keys: [] }): Checked {
  return new Check(log, proofs).all();
}

/** What cannot be read, and whether it is the newest seal that fails for it. */
interface Damage {
  /** Its place and what is wrong, up to a verb. */
  readonly what: string;
  readonly at: number;
}

/** Words of a seal: its tag, and where its key lies, filled up with a zero. */
const SEAL_BYTES = TAG_BYTES + 3;

/** Words left in the newest page where a record may have found no room: for the longest, and what is kept for the last ones. */
const FULL = SEAL_ROOM + LAST_ROOM + 66;

/** The most steps of the key that one opening of a page takes. */
const PAGE_STEPS = 1;

class Check {
  private readonly words: Uint32Array;
  private readonly chain: SealChain;
  private fault: string | null = null;
  /** The first words that cannot be read and that no seal was asked about, where nothing was wrong before them. */
  private torn: string | null = null;
  private seq: number;
  /** Records behind the last seal: their numbers and first words. */
  private open: { readonly seq: number; readonly at: number }[] = [];
  /** Number of the first record behind the last seal, be there one or not. */
  private from: number;
  /** What a page lacks at its beginning unless its first record says that they were lost; null: nothing. */
  private gap: { readonly from: number; readonly fault: string } | null = null;
  /** The first damage behind the last seal: a right seal over it says that the badge knew it. */
  private damage: Damage | null = null;
  private damaged = 0;
  private cutOff = 0;
  private records = 0;
  private head = '';
  private readonly heads = new Set<string>();
  /** Enrolments whose keys made its seals. */
  private readonly by = new Set<ByteString>();
  private readonly bare: string[] = [];

  constructor(
    private readonly log: Dlog,
    private readonly proofs: Proofs,
  ) {
    this.words = log.words;
    this.seq = this.from = log.first;
    this.chain = new SealChain(deskDigest, log.words, proofs.keys, proofs.reach ?? REACH);
  }

  all(): Checked {
    const { log, words } = this;
    const pages = pagesIn(deskDigest, words) as number[];
    if (pages[0] !== 0) this.fault = headerFault(words, 0, 'the first page', log.first);
    for (let p = 0; p < pages.length; p++) this.page(pages, p);
    const left = PAGE_WORDS - (words.length - (pages[pages.length - 1] ?? 0));
    const lost = left < FULL ? Math.max(0, log.next - this.seq) : 0;
    if (this.seq + lost !== log.next)
      this.fault ??= `its records end at ${this.seq - 1}, and the badge said that it sent them up to ${log.next - 1}`;
    this.fault ??= this.receiptFault() ?? this.tagFault() ?? this.headFault();
    if (!log.intact)
      this.fault ??= 'its bytes are not those that were pulled, though every record can still be read';
    return {
      pages: pages.length,
      words: words.length,
      records: this.records,
      fault: this.torn ?? this.fault,
      isTorn: this.torn !== null && this.fault === null && lost === 0,
      unproven: this.unproven(),
      head: this.head.substr(0, AIR_TAG_BYTES),
      cutOff: this.cutOff,
      enrolled: this.chain.enrolled,
      steps: this.chain.steps,
      lost,
    };
  }

  private page(pages: readonly number[], p: number): void {
    const { words, chain } = this;
    const page = pages[p] as number;
    const behind = pages[p + 1] ?? words.length;
    const end = endOfPage(words, page, behind);
    this.fault ??= pageFault(this.log, pages, p);
    const first = words[page + Header.FirstSeq] as number;
    if (first !== this.seq) {
      const fault = `page ${p + 1} begins with record ${first}, and record ${this.seq} should come next`;
      if (first < this.seq || p === 0) this.fault ??= fault;
      else this.gap = { from: this.seq, fault };
    }
    this.seq = first;
    if (chain.enrolled) this.from = this.seq;
    const reader = readerOf(page + HEADER_WORDS, end, words[page + Header.At] as number);
    chain.openPage(page);
    while (this.next(reader, page, p));
    this.endPage(p, end);
    if (end < behind) this.fault ??= headerFault(words, end, `the page after page ${p + 1}`, this.seq);
  }

  private endPage(p: number, end: number): void {
    const { chain } = this;
    const damage = this.damage && `${this.damage.what} cannot be read`;
    this.damage = null;
    if (this.gap) this.fault ??= this.gap.fault;
    if (!chain.enrolled) {
      if (damage && !this.fault)
        this.torn ??= `${damage}: its write was cut off by a power loss, or it was damaged since`;
      return;
    }
    if (chain.isOpen(end)) {
      const what = `${range(this.from, this.seq)} of page ${p + 1} ${are(this.from, this.seq)} not sealed`;
      this.fault ??= `${what}: the end of the page was ${damage ? 'damaged' : 'cut off'} or made up${damage ? `, and ${damage}` : ''}`;
    }
    this.open = [];
  }

  /** Reads one record on; false at the end of the page. */
  private next(reader: Reader, page: number, p: number): boolean {
    const from = reader.next;
    const { damaged } = reader;
    const isMore = readNext(deskDigest, this.words, reader);
    if (reader.damaged > damaged) {
      this.damaged += reader.damaged - damaged;
      // Its head says that it was a seal: what is no longer proven begins behind the one before.
      const at = this.damagedFrom(from, reader.torn);
      const isSeal = isHeadOf(this.words[at] as number, Kind.Seal);
      const what = isSeal ? `the seal over ${range(this.from, this.seq)}` : `record ${this.seq}`;
      this.damage ??= { what: `${what} (page ${p + 1}, at word ${at - page})`, at };
    }
    if (!isMore) return false;
    if (reader.kind === Kind.Seal) this.seal(reader, page);
    else if (reader.kind === Kind.Key) this.chain.passKey(reader.from, reader.next);
    // A checkpoint repeats what the records before it say, and has no number of its own.
    else if (reader.kind !== Kind.Slot && reader.kind !== Kind.Checkpoint) {
      const isLoss = reader.kind === Kind.Loss;
      if (this.gap && !(isLoss && take(reader.bytes, 4, 4) <= this.gap.from)) this.fault ??= this.gap.fault;
      this.gap = null;
      this.open.push({ seq: this.seq++, at: reader.from });
      this.records++;
      // The records lost before it had numbers as well.
      if (isLoss) this.seq = Math.max(this.seq, take(reader.bytes, 8, 4) + 2);
    }
    return true;
  }

  /** The first word from `from` on that cannot be read, where `torn` is the last head without all its words. */
  private damagedFrom(from: number, torn: number): number {
    const at = this.words.findIndex((word, i) => i >= from && word !== 0 && (i === torn || !isWhole(word)));
    return Math.max(at, from);
  }

  private seal(reader: Reader, page: number): void {
    const { bytes } = reader;
    const { chain, seq } = this;
    this.head = bytes.substr(0, TAG_BYTES);
    if (this.proofs.keys.length) {
      const wasProven = chain.enrolled !== null;
      const first = chain.seal(this.head, reader.from, reader.next);
      // Nothing but its tag and the place of its key: what else stood in a seal, no seal would cover.
      const isWhole = bytes.length === SEAL_BYTES && !bytes.charCodeAt(SEAL_BYTES - 1);
      this.fault ??=
        first < 0 || !isWhole ? this.sealFault(wasProven) : this.bareFault(first, page, wasProven);
      if (first >= 0) this.cutOff += this.damaged;
      if (chain.enrolled) this.by.add(chain.enrolled.logKey);
      this.damage = null;
    }
    this.damaged = 0;
    this.heads.add(headOf(seq, this.head.substr(0, AIR_TAG_BYTES)));
    this.open = [];
    this.from = seq;
  }

  /** What is said of records whose seal is not right. */
  private sealFault(wasProven: boolean): string {
    const { from, seq, damage } = this;
    const what = range(from, seq);
    if (damage)
      return `${damage.what} cannot be read, and the seal over ${what} is not right: it was damaged or changed after it was written`;
    return wasProven
      ? `${what} ${are(from, seq)} not what the badge sealed: a record was changed, left out, moved or put in after it was written`
      : `${what} ${are(from, seq)} not sealed by badge ${this.log.badge} as it was enrolled: another badge wrote them, or they were changed`;
  }

  /** Takes note of the records in front of word `first`, which the seal that was right begins with, and of what is wrong there. */
  private bareFault(first: number, page: number, wasProven: boolean): string | null {
    const bare = this.open.filter(({ at }) => at < first);
    const { damage } = this;
    if (damage && damage.at < first)
      return `${damage.what} cannot be read: its write was cut off by a power loss, or it was damaged since`;
    const last = bare[bare.length - 1];
    if (!last) return null;
    const what = range(this.from, last.seq + 1);
    const verb = are(this.from, last.seq + 1);
    // Whoever had a key before this page was opened sealed the page before.
    if (!wasProven && last.at < page && this.chain.steps > PAGE_STEPS)
      return `${what} ${verb} not sealed, though the badge had its key by then: their seals were taken out`;
    this.bare.push(what);
    return null;
  }

  /** An earlier pull ended at a seal that must still be there. */
  private receiptFault(): string | null {
    for (const { next, head, logKey } of this.proofs.receipts ?? []) {
      if (!this.by.has(logKey)) continue;
      if (next > this.log.next)
        return `its end was cut off: an earlier pull already had records up to ${next - 1}, and it ends at ${this.log.next - 1}`;
      if (next > this.log.first && !this.heads.has(headOf(next, head)))
        return `record ${next - 1} or one before it is not the one that an earlier pull had`;
    }
    return null;
  }

  private tagFault(): string | null {
    const { log, proofs, chain } = this;
    const said = log.transcript;
    const keys = chain.enrolled ?? proofs.keys[0];
    if (!said || !keys) return null;
    const extent = {
      badgeId: Number.parseInt(log.badge, 16),
      profile: profileNumber(log.profile) | (log.profileVersion << 8),
      first: log.first,
      next: log.next,
    };
    const dayKey = dayKeyOf(deskDigest, keys.radioKey, said.role, said.day);
    if (endTagOf(deskDigest, dayKey, extent, said) !== said.tag)
      return `the badge did not sign that its log ends before record ${log.next}: what followed was cut off, or the file's header was changed`;
    return said.head === this.head.substr(0, AIR_TAG_BYTES)
      ? null
      : `the seal before record ${log.next} is not the one that the badge named at the end: what followed was cut off`;
  }

  /** What the file says besides its stream must agree with what is signed there. */
  private headFault(): string | null {
    const { log, words } = this;
    if (((words[Header.Profile] as number) >>> 16) % 256 !== log.language)
      return 'its header names another language than its first page';
    // A key of a day may be used on the day before or after, as the badge's clock has it.
    const said = log.transcript;
    return said && Math.abs(log.pulledAt / DAY - said.day - 0.5) > 1.5
      ? 'it was not pulled on the day that the badge signed: the time in its header was changed'
      : null;
  }

  private unproven(): string | null {
    if (!this.head) return 'not sealed: nothing here proves who wrote it';
    if (!this.proofs.keys.length)
      return `sealed by a key that is not known here: enrol badge ${this.log.badge}, or give its keys with --keys`;
    if (!this.bare.length) return null;
    const what = this.bare.join(' and ');
    return `${what}: written before the badge had the key that sealed the rest, so nothing proves that part`;
  }
}

/** A receipt as text. */
function headOf(next: number, head: ByteString): string {
  return `${next} ${head}`;
}

function range(from: number, to: number): string {
  if (to === from) return `what stands before record ${to}`;
  return to - from > 1 ? `records ${from} to ${to - 1}` : `record ${from}`;
}

function are(from: number, to: number): string {
  return to - from > 1 ? 'are' : 'is';
}

/** What is wrong with the header of page `p`. */
function pageFault(log: Dlog, pages: readonly number[], p: number): string | null {
  const words = log.words;
  const page = pages[p] as number;
  const name = `page ${p + 1}`;
  const before = pages[p - 1];
  const badge = badgeName(words[page + Header.Badge] as number);
  if (badge !== log.badge)
    return `${name} was written by badge ${badge}, and the file is of badge ${log.badge}`;
  // Language may change in a log; it says nothing about what was recorded.
  const profile = (words[page + Header.Profile] as number) & 0xffff;
  if (profile !== (profileNumber(log.profile) | (log.profileVersion << 8)))
    return `${name} was written under another profile than the file's`;
  return before !== undefined && words[page + Header.Epoch] !== (words[before + Header.Epoch] as number) + 1
    ? `${name} (from record ${words[page + Header.FirstSeq]} on) does not follow the page before it: pages are missing or out of order`
    : null;
}

/** Whether a word opens a header, of this version of the format or the one before. No word of a log is like it. */
/** Where the words of a page end: at the next header, whole or not, and where it is full. */
function endOfPage(words: Uint32Array, page: number, behind: number): number {
  const torn = words.subarray(page + HEADER_WORDS, behind).findIndex(isMagic);
  return Math.min(torn < 0 ? behind : page + HEADER_WORDS + torn, page + PAGE_WORDS);
}

/** `seq`: number of the record that should be the first behind it. */
function headerFault(words: Uint32Array, at: number, name: string, seq: number): string {
  return `the header of ${name} (at word ${Math.min(at, words.length)}) cannot be read: it is damaged, and nothing proves record ${seq} and those behind it`;
}
