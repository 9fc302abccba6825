import type { PausedHost } from '../../storage/hosts.ts';
import { ceilingFor } from '../model/daily-budget.ts';
import { hostOf } from '../model/host-of.ts';
import { quietUntil } from '../model/quiet-hours.ts';
import type { Source } from '../model/source.ts';
import { TEXTS } from './texts.ts';
import { describeDistance } from './views/render-time.ts';

/** The hosts of a source that are left alone: those of its addresses, and those that were asked for it. */
export function listPausesOf(source: Source, paused: PausedHost[]): PausedHost[] {
  const own = new Set([source.homepage, ...source.discover.map(({ url }) => url)].map(hostOf));
  return paused.filter(({ host, sourceId }) => sourceId === source.id || own.has(host));
}

/** The ids of the sources that are not asked at present although visits may be due. `made`: their requests of today. */
export function listWaiting(sources: Source[], paused: PausedHost[], made: Map<string, number>, now: Date): string[] {
  const left = new Set(paused.flatMap(({ host, sourceId }) => [`host ${host}`, `source ${sourceId ?? ''}`]));
  const isLeft = ({ id, homepage, discover }: Source) =>
    left.has(`source ${id}`) ||
    [homepage, ...discover.map(({ url }) => url)].some((url) => left.has(`host ${hostOf(url)}`));
  const waits = (source: Source) => {
    const { quiet, perDay } = source.fetch;
    if (left.size > 0 && isLeft(source)) return true;
    if (perDay !== null && isSpent(perDay, made.get(source.id) ?? 0)) return true;
    return quiet !== null && quietUntil(quiet, source.timezone, now) !== null;
  };
  return sources.filter(waits).map(({ id }) => id);
}

function isSpent(perDay: number, made: number): boolean {
  return made >= ceilingFor('first', perDay, 1);
}

/**
 * Why a source is not asked at present although visits may be due, in sentences: hosts that are left alone, quiet
 * hours, a budget that is spent. `made`: its requests of today. None: it is asked.
 */
export function describeWaits(source: Source, paused: PausedHost[], made: number, now: Date): string[] {
  const { waits } = TEXTS;
  const { quiet, perDay } = source.fetch;
  const sentences = listPausesOf(source, paused).map(({ host, until, reason }) =>
    waits.paused(host, showMoment(until), describeDistance(until, now), reason),
  );
  const quietEnd = quietUntil(quiet, source.timezone, now);
  if (quietEnd !== null) sentences.push(waits.quiet(showMoment(quietEnd), describeDistance(quietEnd, now)));
  if (perDay !== null && isSpent(perDay, made)) sentences.push(waits.spent(perDay, source.timezone));
  return sentences;
}

/** `2025-01-31 14:05 UTC` */
function showMoment(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
