/** nRF52832: a block of 512 bytes takes at most this many word writes between erases. */
export const BLOCK_WRITES = 181;

/** What has been done to the flash. All counts start with the empty chip. */
export interface Wear {
  wordWrites: number;
  /** Bytes handed to write(); edge words make this less than four times wordWrites. */
  bytes: number;
  /** Erases of each page. */
  erases: number[];
  /** Word writes of each block since its page was erased. */
  blocks: number[];
  /** Words changed a second time without an erase between, other than the two kinds below. */
  doubleWrites: number;
  /** Words programmed to all zero over other data: keys and names that are given up. */
  zeroed: number;
  /** Words programmed again with what they already held. */
  reaffirmed: number;
  /** Blocks (by number) that went over BLOCK_WRITES, one entry each time. */
  overworked: number[];
}

export function freshWear(pages: number): Wear {
  return {
    wordWrites: 0,
    bytes: 0,
    doubleWrites: 0,
    zeroed: 0,
    reaffirmed: 0,
    overworked: [],
    erases: new Array<number>(pages).fill(0),
    blocks: new Array<number>(pages * 8).fill(0),
  };
}

export function copyWear(wear: Wear): Wear {
  return {
    ...wear,
    erases: wear.erases.slice(),
    blocks: wear.blocks.slice(),
    overworked: wear.overworked.slice(),
  };
}

/** Word `index`, which held `old`, is programmed with `value`. */
export function noteWord(wear: Wear, index: number, old: number, value: number): void {
  const block = index >>> 7;
  wear.wordWrites++;
  const writes = wear.blocks[block] + 1;
  wear.blocks[block] = writes;
  if (writes === BLOCK_WRITES + 1) wear.overworked.push(block);
  if (old === 0xffffffff) return;
  if ((old & value) >>> 0 === old) wear.reaffirmed++;
  else if (value === 0) wear.zeroed++;
  else wear.doubleWrites++;
}

export function noteErase(wear: Wear, page: number): void {
  wear.erases[page] = wear.erases[page] + 1;
  for (let block = page * 8; block < page * 8 + 8; block++) wear.blocks[block] = 0;
}
