import type { Badge } from '../badge.js';

const TICK_MS = 5;

/** Lets badges live in step with the wall clock until the answer is called. */
export function live(badges: readonly Badge[]): () => void {
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const passed = Math.floor(now - last);
    last += passed;
    for (const badge of badges) badge.advance(badge.now() + passed);
  }, TICK_MS);
  return () => clearInterval(timer);
}
