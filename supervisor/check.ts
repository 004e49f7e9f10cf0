import { type ByteString, take } from '../shared/bytes.js';
import { TAG_BYTES } from '../shared/log/mac.js';
import { HEADER_WORDS, Header, isHeader, PAGE_WORDS } from '../shared/log/page.js';
import { type Reader, readerOf, readNext } from '../shared/log/record.js';
import { profileNumber } from '../shared/profile/profiles.js';
import { AIR_TAG_BYTES, dayKeyOf, endTagOf } from '../shared/pull/proof.js';
import { Kind } from '../shared/visit/kind.js';
import { type Dlog, deskDigest } from './dlog.js';
import { REACH, SealChain } from './seals.js';

/** What a log holds, counted. */
export interface Contents {
  readonly pages: number;
  readonly words: number;
  readonly records: number;
}

export interface Checked extends Contents {
  /** The first thing that is wrong, in one sentence; null where all of it can be read and nothing disproves it. */
  readonly fault: string | null;
  /** Why nothing proves who wrote it, or a part of it, in one sentence; null where every record is proven. */
  readonly unproven: string | null;
  /** First bytes of the newest seal's tag; '' without a seal. */
  readonly head: ByteString;
  /** Words of writes that a loss of power cut off, by the seals over them. */
  readonly cutOff: number;
}

/** The keys of a badge as it was enrolled once, 16 bytes each. */
export interface EnrolledKeys {
  readonly logKey: ByteString;
  readonly radioKey: ByteString;
}

/** What an earlier pull of the same badge ended with. */
export interface Receipt {
  /** Number of the record after its last. */
  readonly next: number;
  /** First 8 bytes of its newest seal's tag. */
  readonly head: ByteString;
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
 * are any. Of several enrolments the one that proves the log counts, else the newest.
 */
export function checkDlog(log: Dlog, proofs: Proofs = { keys: [] }): Checked {
  let newest: Checked | undefined;
  for (const keys of proofs.keys) {
    const checked = new Check(log, proofs, keys).all();
    if (!checked.fault) return checked;
    newest ??= checked;
  }
  return newest ?? new Check(log, proofs, null).all();
}

/** One log held against one enrolment. */
class Check {
  private readonly words: Uint32Array;
  private readonly chain: SealChain | null;
  private fault: string | null = null;
  private seq: number;
  /** Number of the first record behind the last seal. */
  private open: number;
  /** What damage was met since the last seal: a seal over it says that the badge knew it. */
  private damage: string | null = null;
  private damaged = 0;
  private cutOff = 0;
  private records = 0;
  private head = '';
  /** Number of the first record that a seal covers. */
  private sealedFrom: number | null = null;
  private readonly heads = new Map<number, ByteString>();

  constructor(
    private readonly log: Dlog,
    private readonly proofs: Proofs,
    private readonly keys: EnrolledKeys | null,
  ) {
    this.words = log.words;
    this.seq = this.open = log.first;
    this.chain = keys && new SealChain(deskDigest, log.words, keys.logKey, proofs.reach ?? REACH);
  }

  all(): Checked {
    const { log, words } = this;
    const pages = pageStarts(words);
    if (pages[0] !== 0) this.fault = headerFault(words, 0, 'the first page');
    for (let p = 0; p < pages.length; p++) this.page(pages, p);
    if (this.seq !== log.next)
      this.fault ??= `its records end at ${this.seq - 1}, and the badge said that it sent them up to ${log.next - 1}`;
    this.fault ??= this.receiptFault() ?? this.tagFault();
    if (!log.intact)
      this.fault ??= 'its bytes are not those that were pulled, though every record can still be read';
    return {
      pages: pages.length,
      words: words.length,
      records: this.records,
      fault: this.fault,
      unproven: this.unproven(),
      head: this.head.substr(0, AIR_TAG_BYTES),
      cutOff: this.cutOff,
    };
  }

  private page(pages: readonly number[], p: number): void {
    const { words, chain } = this;
    const page = pages[p] as number;
    const end = pages[p + 1] ?? words.length;
    this.fault ??= pageFault(this.log, pages, p, this.seq);
    this.seq = words[page + Header.FirstSeq] as number;
    const reader = readerOf(page + HEADER_WORDS, end, words[page + Header.At] as number);
    chain?.openPage(page);
    while (this.next(reader, page, p));
    if (this.damage) this.fault ??= this.damage;
    if (chain && this.sealedFrom !== null && chain.isOpen(end))
      this.fault ??= `${range(this.open, this.seq)} of page ${p + 1} ${are(this.open, this.seq)} not sealed: the end of the page was cut off or made up`;
    this.open = this.seq;
    this.damage = null;
  }

  /** Reads one record on; false at the end of the page. */
  private next(reader: Reader, page: number, p: number): boolean {
    const from = reader.next;
    const { damaged } = reader;
    const isMore = readNext(deskDigest, this.words, reader);
    if (reader.damaged > damaged) {
      this.damaged += reader.damaged - damaged;
      this.damage ??= `record ${this.seq} (page ${p + 1}, at word ${from - page}) cannot be read: its write was cut off by a power loss, or it was damaged since`;
    }
    if (!isMore) return false;
    if (reader.kind === Kind.Seal) this.seal(reader);
    else if (reader.kind === Kind.Key) this.chain?.passKey(reader.next);
    // A checkpoint repeats what the records before it say, and has no number of its own.
    else if (reader.kind !== Kind.Slot && reader.kind !== Kind.Checkpoint) {
      this.seq++;
      this.records++;
      // The records lost before it had numbers as well.
      if (reader.kind === Kind.Loss) this.seq = Math.max(this.seq, take(reader.bytes, 8, 4) + 2);
    }
    return true;
  }

  private seal(reader: Reader): void {
    this.head = reader.bytes.substr(0, TAG_BYTES);
    if (this.chain) {
      if (this.chain.seal(this.head, reader.from, reader.next)) {
        this.sealedFrom ??= this.open;
        this.cutOff += this.damaged;
        this.damage = null;
      } else
        this.fault ??=
          this.damage ??
          (this.sealedFrom === null
            ? `${range(this.open, this.seq)} ${are(this.open, this.seq)} not sealed by badge ${this.log.badge} as it was enrolled: another badge wrote them, or they were changed`
            : `${range(this.open, this.seq)} ${are(this.open, this.seq)} not what the badge sealed: a record was changed, left out, moved or put in after it was written`);
    }
    this.damaged = 0;
    this.heads.set(this.seq, this.head.substr(0, AIR_TAG_BYTES));
    this.open = this.seq;
  }

  /** An earlier pull ended at a seal that must still be there. */
  private receiptFault(): string | null {
    for (const { next, head } of this.proofs.receipts ?? []) {
      if (next > this.log.next)
        return `its end was cut off: an earlier pull already had records up to ${next - 1}, and it ends at ${this.log.next - 1}`;
      const found = this.heads.get(next);
      if (next > this.log.first && found !== undefined && head && found !== head)
        return `record ${next - 1} and those before it are not the ones that an earlier pull had`;
    }
    return null;
  }

  private tagFault(): string | null {
    const { log, keys } = this;
    const said = log.transcript;
    if (!said || !keys) return null;
    const extent = {
      badgeId: Number.parseInt(log.badge, 16),
      profile: profileNumber(log.profile) | (log.profileVersion << 8),
      first: log.first,
      next: log.next,
    };
    const dayKey = dayKeyOf(deskDigest, keys.radioKey, said.role, said.day);
    if (endTagOf(deskDigest, dayKey, extent, said) !== said.tag)
      return 'the badge did not sign this end of the log: records at its end were cut off, or its header was changed';
    return said.head === this.head.substr(0, AIR_TAG_BYTES)
      ? null
      : 'its last seal is not the one that the badge named at the end: records at its end were cut off';
  }

  private unproven(): string | null {
    if (!this.head) return 'not sealed: nothing here proves who wrote it';
    if (!this.chain)
      return `sealed by a key that is not known here: enrol badge ${this.log.badge}, or give its keys with --keys`;
    if (this.chain.provenFrom !== null)
      return 'what stands before its first seal was written before the badge had a key: nothing proves that part';
    return null;
  }
}

function range(from: number, to: number): string {
  return to - from > 1 ? `records ${from} to ${to - 1}` : `record ${from}`;
}

function are(from: number, to: number): string {
  return to - from > 1 ? 'are' : 'is';
}
/** Indexes of the words where pages begin. */
function pageStarts(words: Uint32Array): number[] {
  const pages: number[] = [];
  for (let i = 0; i + HEADER_WORDS <= words.length; i++) if (isHeader(deskDigest, words, i)) pages.push(i);
  return pages;
}

/** What is wrong with page `p`, whose first record should have number `seq`. */
function pageFault(log: Dlog, pages: readonly number[], p: number, seq: number): string | null {
  const words = log.words;
  const page = pages[p] as number;
  const name = `page ${p + 1}`;
  const before = pages[p - 1];
  if (before !== undefined && page - before > PAGE_WORDS)
    return headerFault(words, before + PAGE_WORDS, `the page after page ${p}`);
  const badge = (words[page + Header.Badge] as number).toString(16).padStart(8, '0');
  if (badge !== log.badge)
    return `${name} was written by badge ${badge}, and the file is of badge ${log.badge}`;
  // Language may change in a log; it says nothing about what was recorded.
  const profile = (words[page + Header.Profile] as number) & 0xffff;
  if (profile !== (profileNumber(log.profile) | (log.profileVersion << 8)))
    return `${name} was written under another profile than the file's`;
  if (before !== undefined && words[page + Header.Epoch] !== (words[before + Header.Epoch] as number) + 1)
    return `${name} does not follow the page before it: pages are missing or out of order`;
  const first = words[page + Header.FirstSeq] as number;
  return first === seq ? null : `${name} begins with record ${first}, and record ${seq} should come next`;
}

function headerFault(words: Uint32Array, at: number, name: string): string {
  return `the header of ${name} (at word ${Math.min(at, words.length)}) cannot be read: it is damaged`;
}
