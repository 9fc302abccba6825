/** A trouble, and how often it was met without being told since it was told last. */
export type Tell = (error: Error, repeats: number) => void;

/**
 * Tells of an error at once, and of others with the same message at most once in `everyMs` milliseconds, with their
 * number: while a server is down, every queue and every worker meets the same trouble again and again.
 * `monotonicMs` gives the time, in milliseconds.
 */
export function tellSeldom(tell: Tell, everyMs: number, monotonicMs: () => number): (error: Error) => void {
  const told = new Map<string, { atMs: number; repeats: number }>();
  const forgetOld = (nowMs: number) => {
    for (const [message, { atMs }] of told) if (nowMs - atMs > 2 * everyMs) told.delete(message);
  };
  return (error) => {
    const nowMs = monotonicMs();
    const last = told.get(error.message);
    if (last !== undefined && nowMs - last.atMs < everyMs) {
      last.repeats += 1;
      return;
    }
    forgetOld(nowMs);
    told.set(error.message, { atMs: nowMs, repeats: 0 });
    tell(error, last?.repeats ?? 0);
  };
}
