import type { StoredCapture } from '../../storage/captures.ts';

/** Captures in a row, newest first, that came to the same and told nothing new. */
export type CaptureRun = { newest: StoredCapture; oldest: StoredCapture; count: number };

const QUIET = ['unchanged', 'not-modified', 'throttled', 'failed', 'disallowed', 'gone', 'blocked', 'paywalled'];

/**
 * Puts captures in a row with the same outcome, status and reason together, where they brought no version: hundreds
 * of visits to an article that stays as it is are one line.
 */
export function foldCaptures(captures: StoredCapture[], versionCaptures: Set<string>): CaptureRun[] {
  const runs: CaptureRun[] = [];
  for (const capture of captures) {
    const last = runs.at(-1);
    const isQuiet = QUIET.includes(capture.outcome) && !versionCaptures.has(capture.id);
    if (last !== undefined && isQuiet && isAlike(last.oldest, capture) && !versionCaptures.has(last.oldest.id)) {
      last.oldest = capture;
      last.count += 1;
    } else {
      runs.push({ newest: capture, oldest: capture, count: 1 });
    }
  }
  return runs;
}

function isAlike(a: StoredCapture, b: StoredCapture): boolean {
  if (a.noarchive !== b.noarchive) return false;
  return a.outcome === b.outcome && a.status === b.status && a.reason === b.reason && a.final_url === b.final_url;
}
