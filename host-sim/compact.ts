import { align, type Files, HEADER } from './files.js';
import { PAGE } from './flash.js';

/** What Storage.getStats() reports, and where a compaction would begin. */
export interface Stats {
  totalBytes: number;
  freeBytes: number;
  fileBytes: number;
  fileCount: number;
  trashBytes: number;
  trashCount: number;
  /** The last page start in front of the first deleted file that no file lies across. */
  compactFrom: number;
}

export function statsOf(files: Files): Stats {
  const stats: Stats = {
    totalBytes: files.end,
    freeBytes: files.end,
    fileBytes: 0,
    fileCount: 0,
    trashBytes: 0,
    trashCount: 0,
    compactFrom: 0,
  };
  let pageStart = 0;
  for (const entry of files.entries()) {
    if (entry.offset % PAGE === 0) pageStart = entry.offset;
    const bytes = align(entry.size) + HEADER;
    stats.freeBytes = files.end - entry.offset - bytes;
    if (entry.deleted) {
      if (stats.compactFrom === 0) stats.compactFrom = pageStart;
      stats.trashBytes += bytes;
      stats.trashCount++;
    } else {
      stats.fileBytes += bytes;
      stats.fileCount++;
    }
  }
  return stats;
}

/**
 * Moves all files together, as Espruino does it: page by page through RAM, from the first page with trash.
 * A page is erased while its only copy is in RAM, so a cut in here can lose files. False if nothing to do.
 */
export function compact(files: Files): boolean {
  const stats = statsOf(files);
  if (stats.trashBytes === 0) return false;
  const { nor } = files;
  const capacity = Math.min(stats.fileBytes, PAGE + HEADER);
  const pending: number[] = [];
  let writeAt = stats.compactFrom;
  const drain = (readAt: number): void => {
    while (pending.length > 0) {
      const pageEnd = (Math.floor(writeAt / PAGE) + 1) * PAGE;
      if (readAt < Math.min(pageEnd, files.end)) return; // Still reading from the page that would be erased.
      const count = Math.min(pending.length, pageEnd - writeAt);
      if (writeAt % PAGE === 0) nor.erase(writeAt);
      nor.write(writeAt, Uint8Array.from(pending.splice(0, count)));
      writeAt += count;
    }
  };
  let entry = files.entryAt(stats.compactFrom);
  let stoppedAt = stats.compactFrom;
  while (entry) {
    if (!entry.deleted && REAL_FLAGS.includes(entry.flags)) {
      let readAt = entry.offset + HEADER;
      pending.push(...nor.read(entry.offset, HEADER));
      drain(readAt);
      for (let left = align(entry.size); left > 0; ) {
        const count = Math.min(capacity - pending.length, left);
        if (count <= 0) return false;
        pending.push(...nor.read(readAt, count));
        readAt += count;
        left -= count;
        drain(readAt);
      }
    }
    const after = files.next(entry, true);
    stoppedAt = after.offset;
    entry = after.entry;
  }
  drain(files.end);
  if (writeAt !== stats.compactFrom) writeAt = files.nextPage(writeAt - 1) || files.end;
  for (let page = writeAt; page < (stoppedAt || files.end); page += PAGE) nor.erase(page);
  files.forget();
  return true;
}

/** Plain, StorageFile, compressed: other headers are dropped by a compaction. */
const REAL_FLAGS = [0, 64, 128];

/**
 * Espruino's check of the directory at a cold boot. False makes a Pixl.js erase the whole of Storage:
 * the last header that the walk read is neither good nor blank (jsfIsBankStorageValid in src/jsflash.c).
 */
export function isValid(files: Files): boolean {
  let entry = files.entryAt(0);
  if (!entry) return files.nor.isBlank(0, HEADER) && files.nor.isBlank(0, files.end);
  for (;;) {
    const behind = align(entry.offset + HEADER + entry.size);
    if (behind + HEADER > files.end) return behind <= files.end; // no room for another header: full, and fine
    const after = files.next(entry, true);
    if (!after.entry) return files.nor.isBlank(after.offset || behind, HEADER);
    entry = after.entry;
  }
}
