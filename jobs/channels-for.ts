import type { Change } from '../src/model/change.ts';
import type { Source } from '../src/model/source.ts';
import type { Stet } from './stet.ts';

/** The channels that are told of a change: those of its source, when it matters enough for them. */
export function channelsFor(stet: Stet, source: Source, change: Change): string[] {
  if (change.noise) return [];
  const { channels } = stet.config().settings;
  return source.alerts.filter((name) => {
    const channel = channels[name];
    return channel !== undefined && change.importance >= channel.minImportance;
  });
}
