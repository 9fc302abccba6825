import type { SourceHealth } from '../../storage/health.ts';
import { describePause } from './describe-pause.ts';
import { TEXTS } from './texts.ts';
import { describeDistance } from './views/render-time.ts';

/** How long a due visit and no visit at all together mean that nobody makes them; many that are due only take turns. */
const SILENCE_MS = 5 * 60_000;

/**
 * The state of a source in sentences: whether all is well, and if nothing happens, why. `rate`: how fast the clock
 * runs. `waits`: why it is not asked at present.
 */
export function explainSource(
  source: SourceHealth,
  now: Date,
  rate: number,
  waits: string[] = [],
): { isWell: boolean; sentences: string[] } {
  const { state } = TEXTS;
  if (source.removed_at !== null) return { isWell: false, sentences: [state.removed] };
  if (!source.enabled) return { isWell: false, sentences: [state.disabled(source.id)] };
  if (source.paused_at !== null) {
    const pause = { pausedAt: source.paused_at, pausedBy: source.paused_by };
    return { isWell: false, sentences: [describePause(pause, now), ...waits] };
  }
  const before = new Date(now.getTime() - SILENCE_MS * Math.max(1, rate));
  const troubles = [...waits, ...explainEndpoints(source, now, before, waits), ...explainArticles(source)];
  if (troubles.length > 0) return { isWell: false, sentences: troubles };
  return { isWell: true, sentences: [source.changes === 0 ? state.noChanges : state.well] };
}

function explainEndpoints(source: SourceHealth, now: Date, silentSince: Date, waits: string[]): string[] {
  const { endpoints, nextVisitAt, lastVisitAt, countedAt } = source;
  const { state } = TEXTS;
  if (endpoints.length === 0) return [state.noEndpoints];
  const sentences: string[] = [];
  const failing = endpoints.filter((endpoint) => endpoint.failures > 0);
  if (failing.length > 0) sentences.push(explainFailing(source, failing));
  // Of articles it is known what was due when they were counted: what was due then for less long may be done by now.
  const countedBefore = countedAt === null ? 0 : now.getTime() - countedAt.getTime();
  const articlesDueAt =
    nextVisitAt !== null && nextVisitAt.getTime() < silentSince.getTime() - countedBefore ? nextVisitAt : null;
  const dueAt = earliest([...endpoints.map((endpoint) => endpoint.next_visit_at), articlesDueAt]);
  const visits = [...endpoints.map((endpoint) => endpoint.last_visit_at), lastVisitAt];
  const isSilent = visits.every((at) => at === null || at < silentSince);
  if (waits.length > 0) return sentences; // why nothing happens is known
  if (isSilent && dueAt !== null && dueAt < silentSince) sentences.push(state.overdue(describeDistance(dueAt, now)));
  else if (endpoints.every((endpoint) => endpoint.last_visit_at === null)) sentences.push(state.notVisited);
  return sentences;
}

/** How many fail, what the one that was asked last answered, and what to do. */
function explainFailing({ id, endpoints }: SourceHealth, failing: SourceHealth['endpoints']): string {
  const { state } = TEXTS;
  const timeOf = ({ last_visit_at: at }: { last_visit_at: Date | null }) => at?.getTime() ?? 0;
  const [last] = failing.toSorted((one, other) => timeOf(other) - timeOf(one));
  const reason = last?.last_reason ?? '';
  const why = reason === '' ? [] : [state.why(reason)];
  return [state.failing(failing.length, endpoints.length), ...why, state.askedAgain(id)].join(' ');
}

function earliest(times: (Date | null)[]): Date | null {
  const known = times.flatMap((at) => at?.getTime() ?? []);
  return known.length === 0 ? null : new Date(Math.min(...known));
}

function explainArticles({ endpoints, articles, versions }: SourceHealth): string[] {
  const { state } = TEXTS;
  if (versions > 0) return [];
  if (articles > 0) return [state.noVersions];
  const answered = endpoints.filter((endpoint) => endpoint.last_visit_at !== null && endpoint.failures === 0);
  if (answered.length === 0) return [];
  return [answered.some((endpoint) => (endpoint.last_items ?? 0) > 0) ? state.itemsButNoArticles : state.noItems];
}
