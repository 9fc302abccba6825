import { SOURCE_TEXTS } from './source-texts.ts';
import { describeDistance } from './views/render-time.ts';

/** That a source makes no visits because a person wants it so, in a sentence. */
export function describePause({ pausedAt, pausedBy }: { pausedAt: Date; pausedBy: string | null }, now: Date): string {
  return SOURCE_TEXTS.paused(describeDistance(pausedAt, now), pausedBy);
}
