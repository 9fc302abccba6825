import type { Source } from '../src/model/source.ts';
import type { Verdict } from '../src/model/visit.ts';
import type { Stet } from './stet.ts';

/** The channels that are told of a visit's change: those of its source, when it matters enough for them. */
export function channelsFor(stet: Stet, source: Source, verdict: Verdict): string[] {
  const { change } = verdict;
  if (change === null || change.noise) return [];
  const { channels } = stet.config().settings;
  return source.alerts.filter((name) => {
    const channel = channels[name];
    return channel !== undefined && change.importance >= channel.minImportance;
  });
}
