import type { Sleep } from './bluetooth.js';

/** `work`, or the error `late` where it takes longer than so many milliseconds. */
export async function within<T>(
  work: Promise<T>,
  milliseconds: number,
  sleep: Sleep,
  late: string,
): Promise<T> {
  const stop = new AbortController();
  const tooLate = sleep(milliseconds, stop.signal).then(() => {
    if (!stop.signal.aborted) throw new Error(late);
    return work;
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    stop.abort();
    tooLate.catch(() => undefined);
  }
}
